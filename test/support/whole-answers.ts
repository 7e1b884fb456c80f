import { pathThrough } from '../../src/core/answering/flow.ts';
import type { Answer, Answers } from '../../src/core/survey/answers.ts';
import { CONSENT, type Question, type Survey } from '../../src/core/survey/questionnaire.ts';

/** Returns an answer to every question on the path and to every row, starting with the given ones. */
export function wholeAnswers(survey: Survey, given: Answers = {}): Answers {
  const answers: Record<string, Answer> = { ...given };
  // Each answer may add questions to the path.
  for (const question of survey.questions) {
    if (!pathThrough(survey, answers).questions.includes(question)) continue;
    for (const item of question.items) {
      if (item === question.consentItem) answers[item] ??= CONSENT;
      else if (item !== question.otherItem) answers[item] ??= answerTo(question);
    }
  }
  return answers;
}

function answerTo(question: Question): Answer {
  const plain = question.choices.filter((option) => !option.specify && !option.exclusive);
  const first = plain[0]?.id ?? '';
  switch (question.kind) {
    case 'multiple':
      return plain.slice(0, Math.max(question.min ?? 1, Math.min(2, question.max ?? 2))).map((option) => option.id);
    case 'number':
      return Math.min(question.max, question.min + 1);
    case 'text':
      return 'Rien à ajouter – merci.';
    default:
      return first;
  }
}

/** Returns the answers that an export shows in a row: texts are in a separate file. */
export function inRows(survey: Survey, answers: Answers): Answers {
  const isShown = ([item]: readonly [string, Answer]) => {
    const question = survey.questionOfItem.get(item);
    return question?.kind !== 'text' && item !== question?.otherItem;
  };
  return Object.fromEntries(Object.entries(answers).filter(isShown));
}
