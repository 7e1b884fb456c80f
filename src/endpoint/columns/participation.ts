import { dayNamed } from '../../core/results/columns.ts';
import { MOST_MINUTES } from '../../core/results/disclosure/durations.ts';
import { LEAST_OF_CHANNEL, OTHER_CHANNELS } from '../../core/survey/channel-id.ts';
import type { Survey } from '../../core/survey/questionnaire.ts';
import type { EventParticipation, Participation } from '../../wire/organiser/organiser-reply.ts';
import type { StoredColumns } from './column-store.ts';
import type { CountedSurvey } from './counted-response.ts';

/** The part that the columns know. */
export type CountedParticipation = Omit<Participation, 'events' | 'erased' | 'restoredOn' | 'missing'> & {
  readonly events: readonly CountedEvent[];
};

/** Counts who took part: complete and partial responses by day and channel, and where the partial ones stopped. Exact, for the organiser alone; channels of fewer than five responses in all are counted together. */
export function participationOf(
  survey: Survey,
  tallies: readonly Tallied[],
  columns: StoredColumns,
): CountedParticipation {
  const { aside, counted, minutes, length } = columns;
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
  const byMinutes = new Uint32Array(MOST_MINUTES + 1);
  let [setAside, inResults] = [0, 0];
  for (let row = 0; row < length; row++) {
    setAside += aside[row] ?? 0;
    if (counted[row] !== 1) continue;
    inResults++;
    const spent = Math.min(minutes[row] ?? 0, MOST_MINUTES);
    byMinutes[spent] = (byMinutes[spent] ?? 0) + 1;
  }
  return {
    survey: survey.id,
    ...total,
    setAside,
    counted: inResults,
    medianMinutes: medianOf(byMinutes, inResults),
    days: [...days.values()],
    dropOuts,
    events: eventsOf(columns, survey),
  };
}

/** The least number of minutes that half of them did not exceed. */
function medianOf(byMinutes: Uint32Array, all: number): number | null {
  if (all === 0) return null;
  let reached = 0;
  return byMinutes.findIndex((responses) => {
    reached += responses;
    return reached * 2 >= all;
  });
}

function channelNames(tallies: readonly Tallied[]): (channel: string | null) => string | null {
  const totals = new Map<string | null, number>();
  for (const { channel, responses } of tallies) totals.set(channel, (totals.get(channel) ?? 0) + responses);
  return (channel) => (channel !== null && (totals.get(channel) ?? 0) < LEAST_OF_CHANNEL ? OTHER_CHANNELS : channel);
}

interface Tallied {
  readonly receivedOn: string;
  readonly channel: string | null;
  readonly status: 'partial' | 'complete';
  readonly lastQuestion: string | null;
  readonly responses: number;
}

const REVISIONS = 2 ** 16;
const QUESTIONS = 2 ** 16;

/** Responses by day, channel, status and last question, in that order, silence first. Those set aside are among them. */
export function tallies(columns: StoredColumns, survey: Pick<CountedSurvey, 'revisions'>): readonly Tallied[] {
  const { length, present, complete, days, channels, channelNames, lastQuestions, revisions } = columns;
  const byChannel: Map<number, number>[] = channelNames.map(() => new Map());
  for (let row = 0; row < length; row++) {
    if (present[row] !== 1) continue;
    const counts = byChannel[channels[row] ?? 0];
    const key =
      (((days[row] ?? 0) * 2 + (complete[row] ?? 0)) * QUESTIONS + (lastQuestions[row] ?? 0)) * REVISIONS +
      (revisions[row] ?? 0);
    counts?.set(key, (counts.get(key) ?? 0) + 1);
  }
  // A question is known by its id in all revisions.
  const found = new Map<string, Tallied>();
  for (const [place, counts] of byChannel.entries()) {
    const channel = channelNames[place] ?? null;
    for (const [key, responses] of counts) {
      const head = Math.floor(key / REVISIONS);
      const revision = survey.revisions.get(columns.revisionNumbers[key % REVISIONS] ?? 0);
      const lastQuestion = revision?.questions[(head % QUESTIONS) - 1]?.id ?? null;
      const [day, isComplete] = [Math.floor(head / QUESTIONS / 2), Math.floor(head / QUESTIONS) % 2 === 1];
      const receivedOn = dayNamed(day);
      const status = isComplete ? 'complete' : 'partial';
      // No word of these holds a space, which comes before every letter of theirs.
      const name = [receivedOn, channel ?? '', status, lastQuestion ?? ''].join(' ');
      found.set(name, {
        receivedOn,
        channel,
        status,
        lastQuestion,
        responses: responses + (found.get(name)?.responses ?? 0),
      });
    }
  }
  return [...found].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, tallied]) => tallied);
}

/** The responses of one channel that tablets of one event took: `null` for tablets without a channel that is declared. */
export type CountedEvent = Pick<EventParticipation, 'channel' | 'days'>;

type Head = Pick<StoredColumns, 'length' | 'present' | 'complete' | 'inField' | 'days' | 'channels' | 'channelNames'>;

/** Counts the responses in field mode by channel and day. A declared channel names no person, so it keeps its name however few there are. */
function eventsOf(columns: Head, survey: Pick<Survey, 'notice'>): readonly CountedEvent[] {
  const { length, present, complete, inField, days, channels, channelNames } = columns;
  const nameOf = eventNames(columns, survey);
  const events = new Map<string | null, Map<string, { receivedOn: string; complete: number; partial: number }>>();
  for (let row = 0; row < length; row++) {
    if (present[row] !== 1 || inField[row] !== 1) continue;
    const channel = nameOf(channelNames[channels[row] ?? 0] ?? null);
    const byDay = events.get(channel) ?? new Map();
    const receivedOn = dayNamed(days[row] ?? 0);
    const day = byDay.get(receivedOn) ?? { receivedOn, complete: 0, partial: 0 };
    day[complete[row] === 1 ? 'complete' : 'partial']++;
    byDay.set(receivedOn, day);
    events.set(channel, byDay);
  }
  return [...events].map(([channel, byDay]) => ({ channel, days: [...byDay.values()] }));
}

function eventNames({ length, present, channels, channelNames }: Head, { notice }: Pick<Survey, 'notice'>) {
  const declared = new Set(notice?.channels?.map(({ id }) => id));
  const totals = new Uint32Array(channelNames.length);
  for (let row = 0; row < length; row++) {
    const place = channels[row] ?? 0;
    totals[place] = (totals[place] ?? 0) + (present[row] ?? 0);
  }
  const named = new Map(
    channelNames.map((name, place) => [
      name,
      name === null || declared.has(name) || (totals[place] ?? 0) >= LEAST_OF_CHANNEL ? name : OTHER_CHANNELS,
    ]),
  );
  return (channel: string | null) => named.get(channel) ?? null;
}
