import type { Survey } from '../../core/survey/questionnaire.ts';
import type { Tallied } from '../storage/organiser-storage.ts';

/** Who took part: complete and partial responses by day and channel, and where the partial ones stopped. Exact, for the organiser alone. */
export function participationOf(survey: Survey, tallies: readonly Tallied[], setAside: number) {
  const days = new Map<string, { receivedOn: string; channel: string | null; complete: number; partial: number }>();
  const stops = new Map<string | null, number>();
  const total = { complete: 0, partial: 0 };
  for (const { receivedOn, channel, status, lastQuestion, responses } of tallies) {
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
