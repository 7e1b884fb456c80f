import { choiceOf, LEAVE_OUT } from '../../report/decisions.ts';
import { folded } from '../../report/headers.ts';
import { withSigns } from '../../typology/decision-tokens.ts';
import type { TextQuestion } from './parts.ts';
import type { TextRemarks } from './remarks.ts';
import { FILLERS, NEGATION, REFERENCE } from './text-words.ts';

/** A condition in the grammar of the sheets, and what it asks of which question. */
interface ConditionMatch {
  readonly relevant: string;
  readonly number: string;
  readonly answer: string;
  /** All of its words are understood. */
  readonly isSure: boolean;
}

/**
 * Returns the condition of a question in the grammar of the sheets. Asks where it is not certain which answer to which question is meant;
 * `undefined` where it seems to be no condition, for words that `mayBeWords`.
 */
export function conditionOf(
  written: string,
  line: number,
  questions: readonly TextQuestion[],
  remarks: TextRemarks,
  mayBeWords = false,
): string | undefined {
  const before = questions.filter(({ kind }) => kind !== 'left-out');
  const [reference, named, bare] = REFERENCE.exec(written) ?? [];
  const number = (named ?? bare)?.toLowerCase();
  const target = number === undefined ? before.at(-1) : before.findLast((one) => one.number === number);
  const answer = written.replace(reference ?? '', ' ');
  const found = target && foundIn(answer, target);
  const asks = (one: ConditionMatch) => ({ number: one.number, answer: one.answer });
  if (found?.isSure) {
    remarks.say(line, 'otherwise', 'text.asked-if', written, asks(found));
    return found.relevant;
  }
  if (mayBeWords && number === undefined) return undefined;
  // The nearest question that has such an answer.
  const other = found ?? before.flatMap((one) => foundIn(answer, one) ?? []).at(-1);
  const choices = other ? [choiceOf(`if-q${other.number}`, 'take.if', asks(other))] : [];
  const id = remarks.ask(line, 'text.condition', written, [...choices, choiceOf(LEAVE_OUT, 'take.all')]);
  return id === LEAVE_OUT ? '' : other?.relevant;
}

function foundIn(answer: string, { name, number, kind, named }: TextQuestion): ConditionMatch | undefined {
  if (kind === 'text' || kind === 'matrix') return undefined;
  const item = `\${${name}}`;
  const [bound = '', sign = '', count = ''] = /([≥≤<>=]) ?(\d{1,9})/.exec(withSigns(answer)) ?? [];
  const compared = kind === 'multiple' ? `count-selected(${item})` : item;
  if (bound !== '' && kind !== 'single') {
    const isSure = areFillers(withSigns(answer).replace(bound, ' '));
    return { relevant: `${compared} ${sign} ${count}`, number, answer: bound, isSure };
  }
  let rest = `-${folded(answer)}-`;
  const longestFirst = named.toSorted((one, other) => other.text.length - one.text.length);
  const chosen = longestFirst.filter((option) => {
    const label = folded(option.text);
    if (label === '' || !rest.includes(`-${label}-`)) return false;
    rest = rest.replace(`-${label}-`, '--');
    return true;
  });
  if (chosen.length === 0) return undefined;
  const selected = chosen.map((option) => `selected(${item}, '${option.name}')`).join(' or ');
  const isNegated = NEGATION.test(answer);
  const relevant = isNegated ? `not(${selected})` : selected;
  const texts = chosen.map(({ text }) => text).join(', ');
  return { relevant, number, answer: isNegated ? `≠ ${texts}` : texts, isSure: !isNegated && areFillers(rest) };
}

/** Returns whether a text has no word that would change what is around it. */
export function areFillers(text: string): boolean {
  return folded(text)
    .split('-')
    .every((word) => word === '' || FILLERS.has(word));
}
