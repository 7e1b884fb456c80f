import { OTHER_CHANNELS } from '../../core/survey/channel-id.ts';
import type { Survey } from '../../core/survey/questionnaire.ts';
import type { Tallied } from './tally-columns.ts';

/** A channel of fewer could name a person. */
const LEAST = 5;

export interface CountedParticipation {
  readonly survey: string;
  readonly complete: number;
  readonly partial: number;
  readonly setAside: number;
  readonly days: readonly {
    readonly receivedOn: string;
    readonly channel: string | null;
    readonly complete: number;
    readonly partial: number;
  }[];
  readonly dropOuts: readonly { readonly lastQuestion: string | null; readonly responses: number }[];
}

/** Who took part: complete and partial responses by day and channel, and where the partial ones stopped. Exact, for the organiser alone; channels of fewer than five responses in all are counted together. */
export function participationOf(survey: Survey, tallies: readonly Tallied[], setAside: number): CountedParticipation {
  const days = new Map<string, { receivedOn: string; channel: string | null; complete: number; partial: number }>();
  const stops = new Map<string | null, number>();
  const total = { complete: 0, partial: 0 };
  const shownAs = channelNames(tallies);
  for (const { receivedOn, channel: given, status, lastQuestion, responses } of tallies) {
    const channel = shownAs(given);
    const name = `${receivedOn} ${channel ?? ''}`;
    const day = days.get(name) ?? { receivedOn, channel, complete: 0, partial: 0 };
    day[status] += responses;
    total[status] += responses;
    days.set(name, day);
    if (status === 'partial') stops.set(lastQuestion, (stops.get(lastQuestion) ?? 0) + responses);
  }
  const place = (id: string | null) =>
    id === null ? 0 : (survey.question.get(id)?.number ?? Number.POSITIVE_INFINITY);
  const dropOuts = [...stops]
    .map(([lastQuestion, responses]) => ({ lastQuestion, responses }))
    .toSorted((a, b) => place(a.lastQuestion) - place(b.lastQuestion));
  return { survey: survey.id, ...total, setAside, days: [...days.values()], dropOuts };
}

function channelNames(tallies: readonly Tallied[]): (channel: string | null) => string | null {
  const totals = new Map<string | null, number>();
  for (const { channel, responses } of tallies) totals.set(channel, (totals.get(channel) ?? 0) + responses);
  return (channel) => (channel !== null && (totals.get(channel) ?? 0) < LEAST ? OTHER_CHANNELS : channel);
}
