import { type Combination, MINUTE, SHORT, TABS, type Where } from './combination.ts';

/* What meets on a shared tablet that encrypts. */

/** One page puts back what a restored database lacks, and cannot send it while commits fail; another page is open beside it. */
export function putBackBeside({ at, device, between }: Where): Combination {
  const restored = at + between(10_000, MINUTE);
  return {
    acts: [
      { at: at - 2, device, what: TABS },
      { at: at - 1, device, what: TABS },
      { at, device, what: { ...SHORT, number: 218 } },
      { at: restored + 5000, device, what: { kind: 'asks to send', tab: 0 } },
    ],
    blows: [
      { at: at - 1000, device, what: { kind: 'the endpoint is backed up' } },
      { at: restored, device, what: { kind: 'the endpoint is put back' } },
      { at: restored + 1, device, what: { kind: 'the database is ill', how: 'before', lasts: between(2, 5) * MINUTE } },
    ],
  };
}

/**
 * A double tap on Finish: the first envelope may be sent while the second is sealed. The respondent erases the response before the slow
 * reply comes.
 * Three people do so, each when nothing else is on its way.
 */
export function tappedTwiceAndErased({ at, device, between }: Where): Combination {
  const erasesAfter = between(100, 4000);
  const how = { ...SHORT, ending: 'taps-twice', erasesAfter } as const;
  const times = [219, 220, 221].map((number, place) => ({ number, at: at + place * MINUTE }));
  return {
    acts: times.map(({ number, at }) => ({ at, device, what: { ...how, number } })),
    blows: times.map(({ at }) => ({
      at: at + 1200,
      device,
      what: { kind: 'weather', weather: 'slow', lasts: 1500 },
    })),
  };
}
