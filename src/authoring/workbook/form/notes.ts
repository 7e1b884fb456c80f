import type { LocalText } from '../../../core/survey/survey-parts.ts';
import { cellPlace, type TableRow, textAt, textsAt } from '../report/table.ts';
import { wholeTexts } from '../report/whole-texts.ts';
import type { FormContext, Json } from './form-context.ts';

/** The longest help text, in characters. */
const LONGEST_HELP = 300;

export interface NoteRow {
  readonly row: TableRow;
  readonly texts: LocalText;
}

export function noteOf(row: TableRow, context: FormContext): NoteRow | undefined {
  const texts = wholeTexts(row, 'label', context.reading);
  context.items.set(textAt(row, 'name'), { kind: 'dropped' });
  sayHint(row, context);
  if (!texts) {
    context.reading.report.say(cellPlace(row, 'type'), 'dropped', 'note.empty', textAt(row, 'name'));
    return undefined;
  }
  if (textAt(row, 'relevant') !== '') {
    context.reading.report.say(cellPlace(row, 'relevant'), 'dropped', 'note.rule', labelOf(row, context));
    return undefined;
  }
  return { row, texts };
}

/** The hint of a row that is not a question has no place. */
export function sayHint(row: TableRow, { reading }: FormContext): void {
  const [hint] = Object.values(textsAt(row, 'hint', reading) ?? {});
  if (hint !== undefined) reading.report.say(cellPlace(row, 'hint'), 'dropped', 'hint.dropped', hint);
}

/** A note becomes the help of the question after it, as long as it is short. */
export function withNote(question: Json, note: NoteRow, context: FormContext): Json {
  const help = (question.help as LocalText | undefined) ?? {};
  const joined = Object.fromEntries(
    Object.entries(note.texts).map(([tag, text]) => [tag, help[tag] === undefined ? text : `${text}\n${help[tag]}`]),
  );
  if (Object.values(joined).some((text) => text.length > LONGEST_HELP)) {
    context.reading.report.say(cellPlace(note.row, 'label'), 'dropped', 'note.long', labelOf(note.row, context));
    return question;
  }
  const { report } = context.reading;
  report.say(cellPlace(note.row, 'label'), 'otherwise', 'note.help', labelOf(note.row, context));
  report.carried(note.row.table.sheet, note.row.number);
  const { id, text, ...rest } = question;
  const helped: Json = { id, text, ...rest, help: joined };
  const row = context.rows.get(question);
  if (row) context.rows.set(helped, row);
  return helped;
}

export function dropNote({ row }: NoteRow, context: FormContext): void {
  context.reading.report.say(cellPlace(row, 'label'), 'dropped', 'note.dropped', labelOf(row, context));
}

export function labelOf(row: TableRow, { reading }: FormContext): string {
  return Object.values(textsAt(row, 'label', reading) ?? {})[0] ?? textAt(row, 'name');
}
