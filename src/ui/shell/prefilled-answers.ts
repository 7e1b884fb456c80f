import type { Answers } from '../../core/survey/answers.ts';
import type { Survey } from '../../core/survey/questionnaire.ts';

/** The answers that a link brings: `a.<question>=<option>`, for questions of the survey that allow it. Others are ignored. */
export function prefilledAnswers(survey: Pick<Survey, 'question'>, search: string): Answers {
  const found = [...new URLSearchParams(search)].flatMap(([key, option]) => {
    const question = key.startsWith('a.') ? survey.question.get(key.slice(2)) : undefined;
    return question?.kind === 'single' && question.prefill && question.choice.has(option)
      ? [[question.id, option] as const]
      : [];
  });
  return Object.fromEntries(found);
}
