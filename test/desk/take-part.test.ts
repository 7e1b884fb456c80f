import { describe, expect, it } from 'vitest';
import { channelCounts, daysOf, fewest, reachedBy } from '../../src/desk/participation/take-part.ts';
import { study } from '../support/surveys.ts';

const day = (receivedOn: string, channel: string | null, complete: number, partial = 0) => ({
  receivedOn,
  channel,
  complete,
  partial,
});

describe('participation', () => {
  it('shows every day between the first and the last, those without responses too', () => {
    const days = [day('2026-03-01', null, 1), day('2026-02-27', 'mail', 2)];
    expect(daysOf({ days })).toEqual(['2026-02-27', '2026-02-28', '2026-03-01']);
    expect(daysOf({ days: [] })).toEqual([]);
  });

  it('counts each channel by day, and loses none when they are drawn together', () => {
    const days = [day('2026-02-27', 'mail', 2, 1), day('2026-02-28', 'mail', 3), day('2026-02-28', null, 1, 9)];
    const channels = channelCounts({ days }, daysOf({ days }));
    expect(channels).toEqual([
      { channel: null, complete: 1, partial: 9, byDay: [0, 1] },
      { channel: 'mail', complete: 5, partial: 1, byDay: [2, 3] },
    ]);
    const many = ['a', 'b', 'c', 'd', 'e'].map((channel) => day('2026-02-27', channel, 1));
    const drawn = fewest(channelCounts({ days: many }, ['2026-02-27']), 4);
    expect(drawn.map((group) => group.length)).toEqual([1, 1, 1, 2]);
  });

  it('keeps each channel in its place, whatever comes later', () => {
    const first = [day('2026-02-27', 'salon', 5), day('2026-02-27', 'autres', 4), day('2026-02-28', 'mail', 9)];
    const namesOf = (days: ReturnType<typeof day>[]) =>
      channelCounts({ days }, daysOf({ days })).map(({ channel }) => channel);
    expect(namesOf(first)).toEqual(['salon', 'mail', 'autres']);
    // One that was counted with others has its fifth response now, and its first was before all of these.
    const later = [...first, day('2026-02-26', 'affiche', 4), day('2026-03-01', 'affiche', 60)];
    expect(namesOf(later.toReversed())).toEqual(['salon', 'mail', 'affiche', 'autres']);
  });

  it('lets as many reach the end as completed it', () => {
    const { survey } = study;
    const [first, second] = survey.questions;
    const counts = {
      survey: survey.id,
      complete: 40,
      partial: 10,
      setAside: 0,
      counted: 0,
      medianMinutes: null,
      days: [],
      events: [],
      dropOuts: [
        { lastQuestion: null, responses: 3 },
        { lastQuestion: first?.id ?? '', responses: 2 },
        { lastQuestion: 'asked-by-an-earlier-revision', responses: 1 },
        { lastQuestion: second?.id ?? '', responses: 4 },
      ],
      erased: [],
      restoredOn: null,
      missing: [],
    };
    const rows = reachedBy(survey, counts);
    expect(rows).toHaveLength(survey.questions.length + 1);
    expect(rows.slice(0, 4).map(({ reached, stopped }) => [reached, stopped])).toEqual([
      [50, 4],
      [46, 2],
      [44, 4],
      [40, 0],
    ]);
    const last = rows.at(-1);
    expect((last?.reached ?? 0) - (last?.stopped ?? 0)).toBe(counts.complete);
  });
});
