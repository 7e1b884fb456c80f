import { type Answers, has } from '../../core/survey/answers.ts';
import type { Survey } from '../../core/survey/questionnaire.ts';
import type { Voice } from './voice.ts';

/** Returns in words the answers to a quiz, or those given, that bring points to a profile: those that bring the most first, without a number. */
export function answersToward(profile: string, survey: Survey, voice: Voice, given?: Answers): readonly string[] {
  const { weights = [] } = survey.typology?.affinity ?? {};
  return weights
    .flatMap(({ item, option, points }) => {
      const brings = points[profile] ?? 0;
      const question = survey.questionOfItem.get(item);
      const label = question?.choice.get(option)?.label;
      if (brings <= 0 || !question || !label || (given && !has(given, item, option))) return [];
      const row = question.kind === 'matrix' ? question.rows.find(({ id }) => id === item)?.label : undefined;
      return [{ brings, sentence: `${voice.of(row ?? question.text)} ${voice.of(label)}` }];
    })
    .sort((one, other) => other.brings - one.brings)
    .map(({ sentence }) => sentence);
}
