import type { Answers } from '../../core/survey/answers.ts';
import type { Question } from '../../core/survey/questionnaire.ts';
import { controlStrings } from './control-words.ts';
import type { Words } from './words.ts';

/** Returns the answer in one line: the rows of a matrix are counted by their level. `answers` are those of the path. */
export function answerInShort(question: Question, answers: Answers, words: Words): string {
  if (question.kind === 'matrix')
    return question.choices
      .flatMap((level) => {
        const count = question.rows.filter((row) => answers[row.id] === level.id).length;
        return count === 0 ? [] : [`${count}\u00a0× ${words.of(level.label)}`];
      })
      .join(' · ');
  return answerLines(question, answers, words).join(' · ');
}

/** Returns a line for each thing that is chosen or written, and none for a blank. Takes a question that is no matrix. */
export function answerLines(question: Question, answers: Answers, words: Words): readonly string[] {
  const answer = answers[question.id];
  if (answer === undefined) return [];
  const other = question.otherItem ? answers[question.otherItem] : undefined;
  const consents = question.kind === 'text' && answers[question.consentItem ?? ''] !== undefined;
  const consent = consents && question.consent ? [words.of(question.consent)] : [];
  return [...sayOne(question, answer, words), ...(typeof other === 'string' ? [other] : []), ...consent];
}

function sayOne(question: Question, answer: Answers[string], words: Words): readonly string[] {
  switch (question.kind) {
    case 'number': {
      if (answer === 'unknown') return [controlStrings(words.uiLanguage)['question.unknown']];
      const unit = question.unit ? `\u00a0${words.of(question.unit)}` : '';
      return [`${words.number(Number(answer))}${unit}`];
    }
    case 'text':
      return [String(answer)];
    default: {
      const chosen = typeof answer === 'object' ? answer : [answer];
      return chosen.flatMap((option) => choiceLabel(question, option, words) ?? []);
    }
  }
}

/** Returns the label of an option, or of the level that the row of a matrix has. */
export function choiceLabel(question: Question, option: Answers[string] | undefined, words: Words): string | undefined {
  const found = typeof option === 'string' ? question.choice.get(option) : undefined;
  return found && words.of(found.label);
}
