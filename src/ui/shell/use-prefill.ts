import { useEffect } from 'preact/hooks';
import type { Answers } from '../../core/survey/answers.ts';
import type { Survey } from '../../core/survey/questionnaire.ts';
import { daySearch } from '../address/day-address.ts';
import type { Session } from '../state/session.ts';

/**
 * Gives the answers that the link brings to each interview that begins on this page. They are kept and sent from the first answer of the
 * respondent on. A resumed draft keeps its own: what was cleared in it stays blank.
 */
export function usePrefill({ interview: held, drafts }: Pick<Session, 'interview' | 'drafts'>, survey: Survey): void {
  const interview = held.value;
  useEffect(() => {
    if (!interview) return;
    const id = interview.id.peek();
    if (drafts.peek().some((draft) => draft.id === id)) return;
    // This code may come after the first answers: none of them is changed.
    const reached = survey.question.get(interview.current.peek())?.number ?? 0;
    for (const [item, option] of Object.entries(prefilledAnswers(survey, daySearch() ?? location.search)))
      if (interview.answers.peek()[item] === undefined && (survey.question.get(item)?.number ?? 0) >= reached)
        interview[id === undefined ? 'put' : 'give'](item, option);
  }, [interview]);
}

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
