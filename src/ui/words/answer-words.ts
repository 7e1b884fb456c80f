import type { Answers } from '../../core/survey/answers.ts';
import type { Question } from '../../core/survey/questionnaire.ts';
import type { Words } from './words.ts';

/** What was answered, as the check screen says it: one line, or one for each row of a matrix. `answers` are those of the path. */
export function answerInWords(question: Question, answers: Answers, words: Words): readonly string[] {
  const other = question.otherItem ? answers[question.otherItem] : undefined;
  if (question.kind === 'matrix')
    return question.rows.flatMap((row) => {
      const level = labelOf(question, answers[row.id], words);
      return level ? [`${words.of(row.label)} – ${level}`] : [];
    });
  const answer = answers[question.id];
  if (answer === undefined) return [];
  const said = sayOne(question, answer, words);
  return typeof other === 'string' ? [...said, other] : said;
}

function sayOne(question: Question, answer: Answers[string], words: Words): readonly string[] {
  switch (question.kind) {
    case 'number': {
      if (answer === 'unknown') return [words.ui['question.unknown']];
      const unit = question.unit ? `\u00a0${words.of(question.unit)}` : '';
      return [`${words.number(Number(answer))}${unit}`];
    }
    case 'text':
      return [String(answer)];
    default: {
      const chosen = typeof answer === 'object' ? answer : [answer];
      return chosen.flatMap((option) => labelOf(question, option, words) ?? []);
    }
  }
}

function labelOf(question: Question, option: Answers[string] | undefined, words: Words): string | undefined {
  const found = typeof option === 'string' ? question.choice.get(option) : undefined;
  return found && words.of(found.label);
}
