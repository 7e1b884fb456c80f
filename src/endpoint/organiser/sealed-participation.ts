import type { PublishedSurvey } from '../../authoring/published-surveys.ts';
import { LEAST_OF_CHANNEL, OTHER_CHANNELS } from '../../core/survey/channel-id.ts';
import type { CountedParticipation } from '../columns/participation.ts';
import type { SealedCount } from '../storage/organiser-storage.ts';

type Day = CountedParticipation['days'][number];

export interface WithSealed extends Omit<CountedParticipation, 'days'> {
  /** Of all that are counted, those that nobody here can open. */
  readonly sealed: { readonly complete: number; readonly partial: number };
  readonly days: readonly (Day & { readonly sealed?: number })[];
}

/** Who took part, with those whose responses the organiser alone opens: their headers say as much. */
export function withSealed(
  participation: CountedParticipation,
  counts: readonly SealedCount[],
  { current }: Pick<PublishedSurvey, 'current'>,
): WithSealed {
  const sealed = { complete: 0, partial: 0 };
  const days: (Day & { readonly sealed?: number })[] = [...participation.days];
  const stops = new Map(participation.dropOuts.map(({ lastQuestion, responses }) => [lastQuestion, responses]));
  const nameOf = channelNames(
    counts,
    current.notice?.channels?.map(({ id }) => id),
  );
  for (const { receivedOn, channel, status, lastQuestion, responses } of counts) {
    sealed[status] += responses;
    days.push({
      receivedOn,
      channel: nameOf(channel),
      complete: status === 'complete' ? responses : 0,
      partial: status === 'partial' ? responses : 0,
      sealed: responses,
    });
    if (status === 'partial') stops.set(lastQuestion, (stops.get(lastQuestion) ?? 0) + responses);
  }
  const place = (id: string | null) =>
    id === null ? 0 : (current.question.get(id)?.number ?? Number.POSITIVE_INFINITY);
  return {
    ...participation,
    complete: participation.complete + sealed.complete,
    partial: participation.partial + sealed.partial,
    sealed,
    days,
    dropOuts: [...stops]
      .map(([lastQuestion, responses]) => ({ lastQuestion, responses }))
      .toSorted((a, b) => place(a.lastQuestion) - place(b.lastQuestion)),
  };
}

/** Each channel under the name that it may be shown by: a declared one names no person, however few there are. */
export function withNames(
  counts: readonly SealedCount[],
  { current }: Pick<PublishedSurvey, 'current'>,
): readonly SealedCount[] {
  const declared = current.notice?.channels?.map(({ id }) => id);
  const nameOf = channelNames(counts, declared);
  return counts.map((one) =>
    declared?.some((id) => id === one.channel) ? one : { ...one, channel: nameOf(one.channel) },
  );
}

/** One that is not declared is forgotten once it is opened, and told to nobody before. */
function channelNames(counts: readonly SealedCount[], declared: readonly string[] | undefined) {
  const totals = new Map<string | null, number>();
  for (const { channel, responses } of counts) totals.set(channel, (totals.get(channel) ?? 0) + responses);
  return (channel: string | null) => {
    if (channel === null || (declared && !declared.includes(channel))) return null;
    return (totals.get(channel) ?? 0) < LEAST_OF_CHANNEL ? OTHER_CHANNELS : channel;
  };
}
