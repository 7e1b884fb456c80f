import { type Combination, MINUTE, SHORT, TABS, type Where } from './combination.ts';

/* What is cut off in the middle, and goes on later. */

/** A part of an interview was sent; the browser empties the database and is killed, and the interview is resumed in its next page. */
export function resumed({ at, device, between }: Where): Combination {
  const killed = at + between(26_000, 40_000);
  return {
    acts: [
      { at, device, what: { ...SHORT, number: 211, answers: 7, pace: 5000, snapshots: true } },
      { at: killed + 2000, device, what: { kind: 'resumes', number: 211, tab: 0, hours: 6, pace: 500 } },
    ],
    blows: [
      { at: at + between(16_000, 25_000), device, what: { kind: 'storage is emptied' } },
      { at: killed, device, what: { kind: 'the browser is killed', back: 1000 } },
    ],
  };
}

/** Without a network a response is finished and changed; its page dies between two of its writes, and the browser drops the database. */
export function cutBetweenWrites({ at, device, between }: Where): Combination {
  const changed = at + 8000;
  return {
    acts: [{ at, device, what: { ...SHORT, number: 212, pace: 2000, ending: 'changes' } }],
    blows: [
      { at: at - 1, device, what: { kind: 'the browser is killed', back: 4 * MINUTE } },
      { at: at - 1, device, what: { kind: 'weather', weather: 'offline', lasts: 3 * MINUTE } },
      { at: changed - 900, device, what: { kind: 'a page dies after writes', writes: Math.ceil(between(0, 8)) } },
      { at: changed + 10_000, device, what: { kind: 'storage is emptied' } },
    ],
  };
}

/** What was sent is erased without a network, and the page is opened again days later, still without one; it stays open. */
export function daysLater({ heals, device, between }: Where): Combination {
  const at = heals - between(1, 3) * MINUTE;
  return {
    acts: [
      { at: at - MINUTE, device, what: { ...SHORT, number: 213 } },
      { at: at + 1000, device, what: { kind: 'erases here', number: 213, tab: 0 } },
    ],
    blows: [
      { at, device, what: { kind: 'weather', weather: 'offline', lasts: 3 * MINUTE } },
      { at: at + 20_000, device, what: { kind: 'the clock is set', by: between(1, 60) * 24 * 60 * MINUTE } },
      { at: at + 30_000, device, what: { kind: 'the browser is killed', back: 1000 } },
    ],
  };
}

/** What a tablet has sent since the backup, and sent again since it heard no verdict, is not in the database that is put back. */
export function putBackUnheard({ at, device, between }: Where): Combination {
  return {
    acts: [{ at, device, what: { ...SHORT, number: 214 } }],
    blows: [
      { at: at - 1000, device, what: { kind: 'the endpoint is backed up' } },
      { at: at - 1, device, what: { kind: 'weather', weather: 'lost-after', lasts: between(3000, 10_000) } },
      { at: at + between(MINUTE, 2 * MINUTE), device, what: { kind: 'the endpoint is put back' } },
    ],
  };
}

/** An interview is taken over in a second tab, perhaps just opened, at the moment at which the first makes a part of it. */
export function takenOver({ at, device, between }: Where): Combination {
  const made = at + 15_000;
  const late = between(0, 30);
  return {
    acts: [
      { at: at - 1000, device, what: TABS },
      { at: made - 100 * late, device, what: TABS },
      { at, device, what: { ...SHORT, number: 215, answers: 7, pace: 5000, snapshots: true } },
      { at: made + late, device, what: { kind: 'resumes', number: 215, tab: -1, hours: 6, pace: 2000 } },
    ],
    blows: [],
  };
}

/** A response waits behind a request without a reply, is sent while the disk is too full to note it, and is erased before it is sent again. */
export function sentWhileFull({ at, device, between }: Where): Combination {
  const abandoned = at + 63_000;
  return {
    acts: [
      { at, device, what: { ...SHORT, number: 216 } },
      { at: at + 10_000, device, what: { ...SHORT, number: 217 } },
      { at: abandoned + between(1000, 3000), device, what: { kind: 'erases here', number: 217, tab: 0 } },
    ],
    blows: [
      { at: at - 1, device, what: { kind: 'weather', weather: 'hangs', lasts: 20_000 } },
      { at: at + 15_000, device, what: { kind: 'storage is full', lasts: abandoned + 900 - at - 15_000 } },
    ],
  };
}
