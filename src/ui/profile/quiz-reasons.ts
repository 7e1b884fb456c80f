import type { Answers } from '../../core/survey/answers.ts';
import { has } from '../../core/survey/answers.ts';
import type { ProfileReading } from './card-reading.ts';
import type { Voice } from './voice.ts';

/** The most answers that are named. */
const MOST = 3;

/** Of a quiz: the answers that bring the nearest profile the most points, in words. No number is shown, and no change is proposed. */
export function quizReasons({ survey, profile }: ProfileReading, answers: Answers, voice: Voice): readonly string[] {
  const { weights = [] } = survey.typology?.affinity ?? {};
  return weights
    .flatMap(({ item, option, points }) => {
      const brings = points[profile.id] ?? 0;
      const question = survey.questionOfItem.get(item);
      const label = question?.choice.get(option)?.label;
      if (brings <= 0 || !question || !label || !has(answers, item, option)) return [];
      const row = question.kind === 'matrix' ? question.rows.find(({ id }) => id === item)?.label : undefined;
      return [{ brings, sentence: `${voice.of(row ?? question.text)} ${voice.of(label)}` }];
    })
    .sort((one, other) => other.brings - one.brings)
    .slice(0, MOST)
    .map(({ sentence }) => sentence);
}
