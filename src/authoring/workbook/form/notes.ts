import type { LocalText, Rule } from '../../../core/survey/survey-parts.ts';
import type { TableRow } from '../report/table.ts';
import { readRule } from './condition-rule.ts';
import { allOfRules, type DraftQuestion, type FormContext, finderOf, type NoteText } from './form-context.ts';

/** A longer help pushes the answers off a phone's screen, in characters. */
const LONG_HELP = 300;

/** Keeps the texts of a note until there is a question to read them with; `undefined` where they are dropped. `above` are the conditions of its groups. */
export function waitNote(row: TableRow, above: readonly Rule[], context: FormContext): NoteText | undefined {
  context.items.set(row.text('name'), { kind: 'dropped' });
  const texts = joined(row.wholeTexts('label'), row.wholeTexts('hint'));
  if (!texts) {
    row.say('type', 'dropped', 'note.empty', row.text('name'));
    return undefined;
  }
  const written = row.text('relevant');
  const read = written === '' ? undefined : readRule(written, finderOf(context));
  if (read && read.kind !== 'rule') {
    row.say('relevant', 'dropped', 'note.rule', labelOf(row));
    return undefined;
  }
  const note = { row, texts, rule: allOfRules([...above, read?.rule]) };
  context.waiting.push(note);
  return note;
}

/** Writes the notes that wait before the help of the question. One that is for fewer people than the question is dropped. */
export function readNotes(question: DraftQuestion, { waiting }: FormContext): void {
  const own = partsOf(question.showIf);
  const read = waiting.splice(0).filter(({ row, rule }) => {
    const isForAll = partsOf(rule).every((part) => own.includes(part));
    if (!isForAll) row.say('relevant', 'dropped', 'note.rule', labelOf(row));
    return isForAll;
  });
  for (const { row, rule } of read) sayRead(row, own.length > partsOf(rule).length ? 'note.some' : 'note.help');
  addHelp(question, [...read.map(({ texts }) => texts), question.help], read);
}

/** Writes the notes after the last question below the help of it, where the same people meet both. */
export function readLastNotes(question: DraftQuestion | undefined, { waiting }: FormContext): void {
  const own = partsOf(question?.showIf);
  const read = waiting.splice(0).filter(({ row, rule }) => {
    const parts = partsOf(rule);
    const isSame = question !== undefined && parts.length === own.length && parts.every((part) => own.includes(part));
    if (isSame) sayRead(row, 'note.last');
    else row.say('label', 'dropped', 'note.dropped', labelOf(row));
    return isSame;
  });
  if (question) addHelp(question, [question.help, ...read.map(({ texts }) => texts)], read);
}

function sayRead(row: TableRow, code: 'note.help' | 'note.some' | 'note.last'): void {
  row.say('label', 'otherwise', code, labelOf(row));
  row.carried();
}

function addHelp(
  question: DraftQuestion,
  texts: readonly (LocalText | undefined)[],
  [first]: readonly NoteText[],
): void {
  if (!first) return;
  const help = joined(...texts) ?? {};
  question.help = help;
  const count = Math.max(...Object.values(help).map((text) => text.length));
  if (count > LONG_HELP) first.row.say('label', 'advice', 'note.long', '', { count });
}

function joined(...texts: readonly (LocalText | undefined)[]): LocalText | undefined {
  const some = texts.filter((text) => text !== undefined);
  if (some.length === 0) return undefined;
  const tags = new Set(some.flatMap((text) => Object.keys(text)));
  return Object.fromEntries([...tags].map((tag) => [tag, some.flatMap((text) => text[tag] ?? []).join('\n')]));
}

/** Returns the conditions that must hold at once, each as JSON. */
function partsOf(rule: Rule | undefined): readonly string[] {
  if (!rule) return [];
  return [...new Set(('all' in rule ? rule.all : [rule]).map((part) => JSON.stringify(part)))];
}

/** Reports that the hint of a group has no place. */
export function sayHint(row: TableRow): void {
  const hint = row.firstText('hint');
  if (hint !== '') row.say('hint', 'dropped', 'hint.dropped', hint);
}

export function labelOf(row: TableRow): string {
  return row.firstText('label') || row.text('name');
}
