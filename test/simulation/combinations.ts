import { type Combination, MINUTE, SHORT, TABS, type Where } from './combination.ts';
import { cutBetweenWrites, daysLater, putBackUnheard, resumed, sentWhileFull, takenOver } from './cut-combinations.ts';
import { drawsFrom } from './draws.ts';
import type { Act, Blow, Planned } from './plan.ts';
import type { DeviceKind } from './sim-device.ts';
import { putBackBeside, tappedTwiceAndErased } from './tablet-combinations.ts';

/** How many worlds in a hundred have one of each. */
const SHARE = 25;

/** Events that seldom meet by chance. */
export function combinationsOf(seed: number, devices: readonly DeviceKind[], heals: number): Combination {
  const { random, between } = drawsFrom(seed * 40_503 + 7);
  const [tablet, phone] = [devices.indexOf('sealed'), devices.indexOf('phone')];
  const made = [
    ...(tablet === -1 ? [] : [lateKeys, putBack].map((combine) => [combine, tablet] as const)),
    ...(phone === -1 ? [] : [lateErasure, storedReplies, erasedUnsent].map((combine) => [combine, phone] as const)),
    ...[fastClock, erasedMeanwhile].map((combine) => [combine, 0] as const),
    ...(tablet === -1 ? [] : [[wipedAndEmptied, tablet] as const]),
    ...(phone === -1 ? [] : [[emptiedBeside, phone] as const]),
    [almostADayLater, 0] as const,
    ...(phone === -1 ? [] : [leftForBack, erasedMeanwhileLeft].map((combine) => [combine, phone] as const)),
    [resumed, 0] as const,
    ...(phone === -1 ? [] : [cutBetweenWrites, daysLater, takenOver].map((combine) => [combine, phone] as const)),
    ...(tablet === -1 ? [] : [[putBackUnheard, tablet] as const]),
    ...(phone === -1 ? [] : [[sentWhileFull, phone] as const]),
    ...(tablet === -1 ? [] : [putBackBeside, tappedTwiceAndErased].map((combine) => [combine, tablet] as const)),
  ].flatMap(([combine, device]) => {
    const at = between(MINUTE, heals - 2 * MINUTE);
    return random() * 100 < SHARE ? [combine({ at, heals, device, between })] : [];
  });
  return { acts: made.flatMap(({ acts }) => acts), blows: made.flatMap(({ blows }) => blows) };
}

/** Other keys are served to a tablet whose storage opens late at its next start. */
function lateKeys({ at, device, between }: Where): Combination {
  const blows: readonly Planned<Blow>[] = [
    { at: at - 10, device, what: { kind: 'other keys are served', lasts: 5 * MINUTE } },
    { at: at - 5, device, what: { kind: 'storage opens late', lasts: between(3500, 23_500) } },
    { at, device, what: { kind: 'the browser is killed', back: 1000 } },
  ];
  // Somebody answers at once, whom a page that does not wait would seal to these keys.
  return { acts: [{ at: at + 1500, device, what: { ...SHORT, number: 204, pace: 100 } }], blows };
}

/** What was sent is erased in a page whose storage has not opened yet. */
function lateErasure({ at, device, between }: Where): Combination {
  return {
    acts: [
      { at: at - MINUTE, device, what: { ...SHORT, number: 200 } },
      { at: at + between(6000, 9000), device, what: { kind: 'erases here', number: 200, tab: 0 } },
    ],
    blows: [
      { at: at - 5, device, what: { kind: 'storage opens late', lasts: between(12_000, 60_000) } },
      { at, device, what: { kind: 'the browser is killed', back: 1000 } },
    ],
  };
}

/** Two addresses are left, and a proxy answers for the second with the reply to the first. */
function storedReplies({ at, device, between }: Where): Combination {
  const leave = (when: number): Planned<Act> => ({ at: when, device, what: { kind: 'leaves a contact', tab: 0 } });
  const lasts = between(2, 8) * MINUTE;
  return {
    acts: [leave(at - MINUTE), leave(at + 2 * MINUTE)],
    blows: [{ at: at + 2 * MINUTE, device, what: { kind: 'weather', weather: 'replays', lasts } }],
  };
}

/** The survey closes tomorrow, and the clock of a device runs a year ahead. */
function fastClock({ at, device, between }: Where): Combination {
  return {
    acts: [],
    blows: [
      { at, device, what: { kind: 'the clock is set', by: between(1, 400) * 24 * 60 * MINUTE } },
      { at: at + 1, device, what: { kind: 'the survey is closed', inDays: 1, lasts: between(2, 20) * MINUTE } },
    ],
  };
}

/** What a tablet has sent since the backup is not in the database that is put back. */
function putBack({ at, device, between }: Where): Combination {
  return {
    acts: [{ at, device, what: { ...SHORT, number: 201 } }],
    blows: [
      { at: at - 1000, device, what: { kind: 'the endpoint is backed up' } },
      { at: at + between(10_000, MINUTE), device, what: { kind: 'the endpoint is put back' } },
    ],
  };
}

/** The organiser erases what has come of an interview that is still under way. */
function erasedMeanwhile({ at, device, between }: Where): Combination {
  return {
    acts: [{ at, device, what: { ...SHORT, number: 202, answers: 7, pace: 5000, snapshots: true } }],
    blows: [{ at: at + between(18_000, 30_000), device, what: { kind: 'the organiser erases', inDays: 1 } }],
  };
}

/** A part of it was sent, then it is finished and erased without a network. */
function erasedUnsent({ at, device, between }: Where): Combination {
  const how = { ...SHORT, answers: 7, pace: 4000, snapshots: true, erasesAfter: between(5000, 60_000) };
  return {
    acts: [{ at, device, what: { ...how, number: 203 } }],
    blows: [{ at: at + 20_000, device, what: { kind: 'weather', weather: 'offline', lasts: 4 * MINUTE } }],
  };
}

/** A tablet is wiped in one page, and another page still has in memory what was; then the browser empties the database. */
function wipedAndEmptied({ at, device, between }: Where): Combination {
  const wiped = at + between(10_000, 30_000);
  return {
    acts: [
      { at: at - 2, device, what: TABS },
      { at: at - 1, device, what: TABS },
      { at, device, what: { ...SHORT, number: 205, tab: 1 } },
      { at: wiped, device, what: { kind: 'wipes', tab: 0, hesitation: 1000 } },
    ],
    blows: [
      { at: at - 3, device, what: { kind: 'weather', weather: 'offline', lasts: 3 * MINUTE } },
      { at: wiped + between(2000, MINUTE), device, what: { kind: 'storage is emptied' } },
    ],
  };
}

/** The browser empties a slow database before what one page has finished has its second copy; another page may notice first. */
function emptiedBeside({ at, device, between }: Where): Combination {
  return {
    acts: [
      { at: at - 2, device, what: TABS },
      { at: at - 1, device, what: TABS },
      { at, device, what: { ...SHORT, number: 206, tab: 1 } },
    ],
    blows: [
      { at: at - 3, device, what: { kind: 'storage is slow', drag: between(1000, 4000), lasts: 3 * MINUTE } },
      { at: at + between(32_000, MINUTE), device, what: { kind: 'storage is emptied' } },
    ],
  };
}

/** A response is refused; by the clock of the device its page looks a day later whether one is due, and this one is not yet. */
function almostADayLater({ at, device }: Where): Combination {
  const wait = 7 * MINUTE;
  return {
    acts: [
      { at: at - MINUTE, device, what: { kind: 'asks to send', tab: 0 } },
      { at, device, what: { ...SHORT, number: 207 } },
      { at: at + wait, device, what: { ...SHORT, number: 208 } },
    ],
    blows: [
      { at: at - 1000, device, what: { kind: 'the survey is closed', inDays: 0, lasts: 2 * wait } },
      { at: at + MINUTE / 2, device, what: { kind: 'the clock is set', by: 24 * 60 * MINUTE - wait - MINUTE / 2 } },
    ],
  };
}

/** A page that is kept for Back hears nothing of what happens in another. */
function leftForBack({ at, device, between }: Where): Combination {
  const left = (when: number): Planned<Blow> => ({
    at: when,
    device,
    what: { kind: 'a page is left', tab: 0, lasts: between(1000, 5 * MINUTE) },
  });
  return {
    acts: [
      { at: at - 1, device, what: TABS },
      { at, device, what: TABS },
    ],
    blows: [left(at + between(0, MINUTE)), left(at + between(0, 5 * MINUTE))],
  };
}

/** A response is erased in one page while the one that still has it in memory is kept for Back; then the browser empties the database. */
function erasedMeanwhileLeft({ at, device, between }: Where): Combination {
  const back = at + between(30_000, MINUTE);
  const emptied = back + between(2000, 20_000);
  return {
    acts: [
      { at: at - 2, device, what: TABS },
      { at: at - 1, device, what: TABS },
      { at, device, what: { ...SHORT, number: 209 } },
      { at: back - 5000, device, what: { kind: 'erases here', number: 209, tab: 0 } },
      { at: emptied + 1000, device, what: { ...SHORT, number: 210, tab: 1 } },
    ],
    blows: [
      { at: at - 3, device, what: { kind: 'weather', weather: 'offline', lasts: 3 * MINUTE } },
      { at: at + 10_000, device, what: { kind: 'a page is left', tab: 0, lasts: back - at - 10_000 } },
      { at: emptied, device, what: { kind: 'storage is emptied' } },
    ],
  };
}
