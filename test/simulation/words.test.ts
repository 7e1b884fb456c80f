import { expect, test } from 'vitest';
import { actWords, isOfEndpoint, lasting } from './event-words.ts';
import { withNames } from './log-words.ts';
import { requestWords } from './request-words.ts';
import { countWords, finishedWords, savedWords } from './said-words.ts';
import type { Shelves } from './sim-shelves.ts';
import { createWorld } from './world.ts';
import { changeWords, copyWords, failureWords, logLosses } from './write-words.ts';

const DRAFT = { answers: { plot: 'yes', hours: 5 } };
const idOf = (digits: string) => `0000${digits}-0000-4000-8000-000000000000`;

test('durations are as short as they are exact', () => {
  expect([7, 999, 1000, 7250, 12_400, 120_000, 282_000].map(lasting)).toEqual([
    '7 ms',
    '999 ms',
    '1 s',
    '7.3 s',
    '12 s',
    '2 min',
    '4 min 42 s',
  ]);
});

test('the log names responses by their numbers, wherever an id is', () => {
  expect(withNames(`phone1/1 sends ${idOf('0215')} again, without ${idOf('0007')}.3`)).toBe(
    'phone1/1 sends 0215 again, without 0007.3',
  );
});

test('the log says what a page has said to its person, and whether that was true of the disk', () => {
  expect(savedWords('0001', DRAFT, 'saved', 'strict', 'disk')).toBe(
    '0001 sees: 2 answers saved (strict: also for a power cut)',
  );
  expect(savedWords('0001', DRAFT, 'saved', 'relaxed', 'disk')).toBe(
    '0001 sees: 2 answers saved (relaxed: a power cut may undo it)',
  );
  expect(savedWords('0001', DRAFT, 'saved', 'strict', 'slow')).toBe(
    '0001 sees: 2 answers saved in the memory of the page alone',
  );
  expect(savedWords('0001', DRAFT, 'full', 'strict', 'disk')).toBe(
    '0001 sees: 2 answers not saved, nothing more fits on the disk',
  );
  expect(finishedWords('0001', 5, 'finished', 'disk')).toBe('0001 sees: finished with 5 hours, kept on this device');
  expect(finishedWords('0001', 5, 'finished', 'memory')).toContain('kept in the memory of the page alone');
  expect(countWords({ kind: 'imported', added: 1, known: 0, erased: 2 })).toBe('1 added, 2 erased');
});

test('what befalls the endpoint is logged there', () => {
  expect(isOfEndpoint({ kind: 'the survey is closed', inDays: 0, lasts: 1 })).toBe(true);
  expect(isOfEndpoint({ kind: 'storage is emptied' })).toBe(false);
  expect(actWords({ kind: 'erases here', number: 12, tab: 0 })).toBe('0012 asks to be erased');
});

test('what is written is said in plain words', () => {
  const value = { status: 'partial', state: 'running' };
  expect(
    changeWords([
      { kind: 'put', store: 'outbox', key: `${idOf('0019')},2`, value },
      { kind: 'remove', store: 'locked', key: idOf('0019') },
    ]),
  ).toBe('· writes envelope 0019.2 (a part, held back until its person leaves), removes the encrypted draft of 0019');
  expect(changeWords([{ kind: 'put', store: 'days', key: '2026-11-24', value: {} }])).toBe('');
  // Without the mark of what was written: what becomes of a response is read from those lines.
  const erasure = { kind: 'put', store: 'erasures', key: '00000012-0000-4000-8000-000000000000', value: {} } as const;
  expect(failureWords([erasure], 'QuotaExceededError')).toBe(
    'cannot commit, since nothing more fits on the disk: writes the note to erase 0012',
  );
  expect(failureWords([], 'UnknownError')).toBe('');
  expect(copyWords(`/outbox/${idOf('0019')}/2`, 'removes')).toBe('· removes the copy of envelope 0019.2');
  expect(copyWords('/1795521802023-1', 'writes')).toBe('· writes shared file 1 that waits for a page');
});

test('a loss is logged with what it takes, and with what is there again', () => {
  const world = createWorld(1);
  const outbox = new Map<string, unknown>([[`${idOf('0001')},1`, {}]]);
  const drafts = new Map<string, unknown>([[idOf('0002'), { answers: {} }]]);
  const shelves: Shelves = new Map([
    ['outbox', outbox],
    ['drafts', drafts],
  ]);
  logLosses(world, 'phone1', shelves, () => {
    outbox.clear();
    drafts.set(idOf('0002'), DRAFT);
  });
  expect(world.lines()).toEqual([
    '00:00:00.000  phone1       · loses envelope 0001.1, has again an earlier state of the draft of 0002 (2 answers)',
  ]);
});

test('the log says what a page hears where something on the way replies', () => {
  const body = JSON.stringify([{ id: idOf('0273'), sequence: 4 }]);
  const words = (weather: string, of = body) => requestWords(weather, '/api/responses', { method: 'POST', body: of });
  expect(words('offline')).toBe('POST /api/responses with 0273 fails: there is no network');
  expect(words('heavy')).toBe('POST /api/responses with 0273 gets 413 from a proxy');
  // What the endpoint replies to is logged there.
  expect([words('fine'), words('too-large'), words('heavy', body.replace('0273', '0274'))]).toEqual(['', '', '']);
});
