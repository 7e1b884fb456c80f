import { type Answers, has, type PossibleAnswers } from '../survey/answers.ts';
import type { Question, Survey } from '../survey/questionnaire.ts';
import { holds } from './rule.ts';

/** The questions that this respondent is asked, given the answers so far. Derived on every answer, never stored. */
export interface Path {
  readonly questions: readonly Question[];
  /** The answers that count: those of items on the path. */
  readonly answers: Answers;
}

/**
 * The questions in order. Rules see only answers already on the path, so an answer left on a skipped branch opens nothing.
 * Answers off the path stay in the draft, where the respondent may find them again, and are not sent.
 */
export function pathThrough(survey: Survey, answers: PossibleAnswers): Path {
  const questions: Question[] = [];
  const counted: Record<string, Answers[string]> = {};
  for (const question of survey.questions) {
    if (question.showIf && !holds(question.showIf, counted)) continue;
    questions.push(question);
    for (const item of question.items) {
      const answer = answers[item];
      if (answer === undefined) continue;
      if (item === question.otherItem && !specifies(question, answers)) continue;
      // A consent without a text is meaningless.
      if (item === question.consentItem && !answers[question.id]) continue;
      counted[item] = answer;
    }
  }
  return { questions, answers: counted };
}

/** Returns whether a chosen option asks to be specified, which opens the question's text item. */
export function specifies(question: Question, answers: PossibleAnswers): boolean {
  return question.choices.some((option) => option.specify && has(answers, question.id, option.id));
}

export function nextQuestion(path: Path, current: string): Question | undefined {
  return path.questions[indexOf(path, current) + 1];
}

export function previousQuestion(path: Path, current: string): Question | undefined {
  return path.questions[indexOf(path, current) - 1];
}

/** Counts the questions just before this one that are skipped. */
export function skippedBefore({ questions }: Path, { number }: Question): number {
  const before = questions.filter((question) => question.number < number).at(-1);
  return number - 1 - (before?.number ?? 0);
}

/** Returns whether any item of the question has an answer that counts. */
export function isAnswered(question: Question, answers: PossibleAnswers): boolean {
  return question.items.some((item) => answers[item] !== undefined);
}

function indexOf(path: Path, id: string): number {
  return path.questions.findIndex((question) => question.id === id);
}
