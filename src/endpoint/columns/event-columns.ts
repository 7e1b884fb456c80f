import { dayNamed } from '../../core/results/columns.ts';
import { LEAST_OF_CHANNEL, OTHER_CHANNELS } from '../../core/survey/channel-id.ts';
import type { Survey } from '../../core/survey/questionnaire.ts';
import type { StoredColumns } from './column-store.ts';

interface EventDay {
  readonly receivedOn: string;
  readonly complete: number;
  readonly partial: number;
}

/** Counts what was taken in the field under one channel, by the tablets of one event. */
export interface CountedEvent {
  /** `null` for tablets without a channel, or with one that is not declared. */
  readonly channel: string | null;
  readonly days: readonly EventDay[];
}

type Head = Pick<StoredColumns, 'length' | 'present' | 'complete' | 'inField' | 'days' | 'channels' | 'channelNames'>;

/** Counts the responses in field mode by channel and day. A declared channel names no person, so it keeps its name however few there are. */
export function eventsOf(columns: Head, survey: Pick<Survey, 'notice'>): readonly CountedEvent[] {
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
