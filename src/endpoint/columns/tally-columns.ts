import { dayNamed } from '../../core/results/columns.ts';
import type { StoredColumns } from './column-store.ts';
import type { CountedSurvey } from './counted-response.ts';

/** How many responses share all of this. */
export interface Tallied {
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
