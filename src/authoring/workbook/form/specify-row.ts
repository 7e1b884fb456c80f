import { folded } from '../report/headers.ts';
import type { TableRow } from '../report/table.ts';
import { readRule } from './condition-rule.ts';
import { type DraftQuestion, type FormContext, finderOf, optionsOf } from './form-context.ts';

/** Matches the name of such an option, or of the text that asks what it is. */
const OTHER_WORDS =
  /(^|-)(other|others|autre|autres|otro|otra|andere|altro|specify|preciser|precision|96|99|77|88)(-|$)/;
/** The labels that our own workbooks write for such a text. */
export const SPECIFY_LABELS: Readonly<Record<string, string>> = { fr: 'Préciser', en: 'Please specify' };

/**
 * Takes a text that is shown where the last question's answer is « other » as the text which that option asks for, and returns whether
 * it is one. Any other text in the same place is a separate question.
 */
export function specifiedBy(
  row: TableRow,
  type: string,
  questions: readonly DraftQuestion[],
  context: FormContext,
): boolean {
  const written = row.text('relevant');
  const last = questions.at(-1);
  if (!/^(text|string)$/.test(type) || written === '' || !last) return false;
  const read = readRule(written, finderOf(context));
  if (read.kind !== 'rule') return false;
  const { rule } = read;
  if (!('is' in rule) || rule.item !== last.id) return false;
  const option = optionsOf(last).find(({ id }) => id === rule.is);
  const name = row.text('name');
  const isOther =
    option?.specify === true || OTHER_WORDS.test(folded(option?.id ?? '')) || OTHER_WORDS.test(folded(name));
  if (!option || !isOther) return false;
  option.specify = true;
  const id = `${rule.item}-other`;
  context.items.set(name, { kind: 'item', item: { id, kind: 'text', options: new Map(), decimals: 0 } });
  const texts = Object.entries(row.texts('label') ?? {});
  const isOurs = name === id && texts.every(([tag, text]) => text === (SPECIFY_LABELS[tag] ?? SPECIFY_LABELS.en));
  if (!isOurs) row.say('label', 'otherwise', 'other.text', texts[0]?.[1] ?? name);
  row.carried();
  return true;
}
