import { describe, expect, it } from 'vitest';
import { manyErased, toDo } from '../../src/desk/participation/to-do.ts';
import type { Participation } from '../../src/wire/organiser/organiser-reply.ts';

const none: Participation = {
  survey: 'a',
  complete: 0,
  partial: 0,
  setAside: 0,
  counted: 0,
  medianMinutes: null,
  days: [],
  events: [],
  dropOuts: [],
  erased: [],
  restoredOn: null,
  missing: [],
};
const day = (receivedOn: string, complete: number) => ({ receivedOn, channel: null, complete, partial: 0 });
const known = { today: '2026-11-24', participation: none, closedFrom: null, finalOn: null, isFinalMade: false };

describe('what there is to do', () => {
  it('names texts, flags that are left, an old backup and the closing, in this order', () => {
    const found = toDo({
      ...known,
      closedFrom: '2026-12-12',
      finalOn: '2026-12-19',
      toRead: 6,
      flags: [
        { responses: 40, setAside: 0 },
        { responses: 12, setAside: 12 },
        { responses: 22, setAside: 2 },
      ],
      backedUpThrough: '2026-11-21',
    });
    expect(found).toEqual([
      { kind: 'comments', texts: 6 },
      { kind: 'flags', flags: 2, responses: 60 },
      { kind: 'backup', day: '2026-11-21', days: 3 },
      { kind: 'closing', lastDay: '2026-12-11', days: 17, finalOn: '2026-12-19' },
    ]);
  });

  it('names how many responses the targets still want, and whom to invite, while the survey is open', () => {
    const reached = [
      { stratum: 'commune', wanted: 300, have: 231, missing: 69 },
      { stratum: 'region', wanted: 10, have: 10, missing: 0 },
    ];
    const found = { kind: 'targets', missing: 69, next: ['commune'] };
    expect(toDo({ ...known, reached })).toEqual([found, { kind: 'no-closing' }]);
    expect(toDo({ ...known, reached, closedFrom: '2026-11-20' }).map(({ kind }) => kind)).toEqual(['closed']);
  });

  it('names what the notice lacks or promises in vain, a line for each kind, and leaves the rest to the dossier', () => {
    const lacks = (part: string) => ({ code: 'missing', part });
    const settling = [lacks('contact'), lacks('dpo'), { code: 'erased-sooner', promised: 12, actual: 6 }];
    const found = toDo({ ...known, settling: [...settling, { code: 'not-encrypted', names: [] }] });
    expect(found.slice(0, 2)).toEqual([
      { kind: 'settling', same: settling.slice(0, 2) },
      { kind: 'settling', same: settling.slice(2) },
    ]);
    expect(found.slice(2).map(({ kind }) => kind)).toEqual(['no-closing']);
  });

  it('says nothing of what is not known, nor of a backup of last night', () => {
    expect(toDo(known)).toEqual([{ kind: 'no-closing' }]);
    expect(toDo({ ...known, backedUpThrough: '2026-11-23' })).toEqual([{ kind: 'no-closing' }]);
    expect(toDo({ ...known, backedUpThrough: null })).toEqual([{ kind: 'no-backup' }, { kind: 'no-closing' }]);
  });

  it('says of a closed survey when its final results come, and nothing once they are made', () => {
    const closed = { ...known, closedFrom: '2026-11-20', finalOn: '2026-11-27' };
    expect(toDo(closed)).toEqual([{ kind: 'closed', since: '2026-11-20', finalOn: '2026-11-27' }]);
    expect(toDo({ ...closed, isFinalMade: true })).toEqual([]);
  });

  it('says what came on the last day that the final results count, from that day until they are made', () => {
    const participation = { ...none, days: [day('2026-11-23', 9), day('2026-11-24', 3), day('2026-11-24', 2)] };
    const cameBefore = (finalOn: string, isFinalMade = false) =>
      toDo({ ...known, participation, closedFrom: '2026-11-20', finalOn, isFinalMade }).filter(
        ({ kind }) => kind === 'last-day',
      );
    expect(cameBefore('2026-11-26')).toEqual([]);
    expect(cameBefore('2026-11-25')).toEqual([{ kind: 'last-day', day: undefined, responses: 5 }]);
    expect(cameBefore('2026-11-24')).toEqual([{ kind: 'last-day', day: '2026-11-23', responses: 9 }]);
    expect(cameBefore('2026-11-24', true)).toEqual([]);
    expect(cameBefore('2026-11-23')).toEqual([]);
  });

  it('flags a day on which more than a tenth of what was there was erased', () => {
    const days = [day('2026-11-20', 60), day('2026-11-21', 30), day('2026-11-23', 500)];
    const erased = [
      { day: '2026-11-20', responses: 4 },
      { day: '2026-11-21', responses: 10 },
      { day: '2026-11-22', responses: 11 },
    ];
    // 10 of 100 are a tenth, and no more; 11 of 101 are more. Those who came later were not there.
    expect(manyErased({ days, erased })).toEqual([{ day: '2026-11-22', responses: 11, of: 101 }]);
  });
});
