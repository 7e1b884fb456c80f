import type { LocalText, Rule } from '../../../core/survey/survey-parts.ts';
import { cellPlace, type TableRow, textAt, textsAt } from '../report/table.ts';
import { wholeTexts } from '../report/whole-texts.ts';
import { readRule } from './condition-rule.ts';
import { allOfRules, type FormContext, type Json, type WaitingText } from './form-context.ts';

/** A longer help pushes the answers off a phone's screen, in characters. */
const LONG_HELP = 300;

/** Keeps the texts of a note until there is a question to read them with. `above` are the conditions of its groups. */
export function waitNote(row: TableRow, above: readonly Rule[], context: FormContext): void {
  const { reading, items, waiting } = context;
  items.set(textAt(row, 'name'), { kind: 'dropped' });
  const texts = joined(wholeTexts(row, 'label', reading), wholeTexts(row, 'hint', reading));
  if (!texts) {
    reading.report.say(cellPlace(row, 'type'), 'dropped', 'note.empty', textAt(row, 'name'));
    return;
  }
  const written = textAt(row, 'relevant');
  const read = written === '' ? undefined : readRule(written, (name) => context.items.get(name) ?? { kind: 'unknown' });
  if (read && read.kind !== 'rule')
    reading.report.say(cellPlace(row, 'relevant'), 'dropped', 'note.rule', labelOf(row, context));
  else waiting.push({ row, texts, rule: allOfRules([...above, read?.rule]) });
}

/** Writes the notes that wait before the help of the question. One that is for fewer people than the question is dropped. */
export function readNotes(question: Json, context: FormContext): void {
  const { waiting } = context;
  const { report } = context.reading;
  const own = partsOf(question.showIf as Rule | undefined);
  const read = waiting.splice(0).filter((note) => {
    const isForAll = partsOf(note.rule).every((part) => own.includes(part));
    if (!isForAll) report.say(cellPlace(note.row, 'relevant'), 'dropped', 'note.rule', labelOf(note.row, context));
    return isForAll;
  });
  for (const note of read) {
    const isForSome = own.length > partsOf(note.rule).length;
    sayRead(note, isForSome ? 'note.some' : 'note.help', context);
  }
  addHelp(question, [...read.map(({ texts }) => texts), question.help as LocalText | undefined], read, context);
}

/** Writes the notes after the last question below the help of it, where the same people meet both. */
export function readLastNotes(sections: readonly Json[], context: FormContext): void {
  const question = sections.flatMap(({ questions }) => questions as Json[]).at(-1);
  const own = partsOf(question?.showIf as Rule | undefined);
  const read = context.waiting.splice(0).filter((note) => {
    const parts = partsOf(note.rule);
    const isSame = question !== undefined && parts.length === own.length && parts.every((part) => own.includes(part));
    if (isSame) sayRead(note, 'note.last', context);
    else
      context.reading.report.say(cellPlace(note.row, 'label'), 'dropped', 'note.dropped', labelOf(note.row, context));
    return isSame;
  });
  if (question)
    addHelp(question, [question.help as LocalText | undefined, ...read.map(({ texts }) => texts)], read, context);
}

function sayRead({ row }: WaitingText, code: 'note.help' | 'note.some' | 'note.last', context: FormContext): void {
  context.reading.report.say(cellPlace(row, 'label'), 'otherwise', code, labelOf(row, context));
  context.reading.report.carried(row.table.sheet, row.number);
}

function addHelp(
  question: Json,
  texts: readonly (LocalText | undefined)[],
  [first]: readonly WaitingText[],
  { reading }: FormContext,
): void {
  if (!first) return;
  const help = joined(...texts) ?? {};
  question.help = help;
  const length = Math.max(...Object.values(help).map((text) => text.length));
  if (length > LONG_HELP)
    reading.report.say(cellPlace(first.row, 'label'), 'advice', 'note.long', '', { count: length });
}

function joined(...texts: readonly (LocalText | undefined)[]): LocalText | undefined {
  const some = texts.filter((text) => text !== undefined);
  if (some.length === 0) return undefined;
  const tags = new Set(some.flatMap((text) => Object.keys(text)));
  return Object.fromEntries([...tags].map((tag) => [tag, some.flatMap((text) => text[tag] ?? []).join('\n')]));
}

/** What must hold at once, each part as JSON. */
function partsOf(rule: Rule | undefined): readonly string[] {
  if (!rule) return [];
  return [...new Set(('all' in rule ? rule.all : [rule]).map((part) => JSON.stringify(part)))];
}

/** The hint of a group has no place. */
export function sayHint(row: TableRow, { reading }: FormContext): void {
  const [hint] = Object.values(textsAt(row, 'hint', reading) ?? {});
  if (hint !== undefined) reading.report.say(cellPlace(row, 'hint'), 'dropped', 'hint.dropped', hint);
}

export function labelOf(row: TableRow, { reading }: FormContext): string {
  return Object.values(textsAt(row, 'label', reading) ?? {})[0] ?? textAt(row, 'name');
}
