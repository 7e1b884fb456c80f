import type { SheetName } from './headers.ts';
import type { CellVerdict } from './report.ts';
import type { SentenceCode } from './sentences.ts';
import { isSheetColumn } from './sheet-columns.ts';
import type { Table, TableColumn } from './table.ts';

/** Columns of XLSForm with a setting of one question that surveys do not have. `appearance` has some values that are read. */
const DROPPED: Readonly<Record<string, readonly [verdict: CellVerdict, code: SentenceCode]>> = {
  appearance: ['otherwise', 'column.appearance'],
  constraint_message: ['otherwise', 'column.message'],
  required_message: ['otherwise', 'column.message'],
  choice_filter: ['to-decide', 'column.filter'],
  calculation: ['to-decide', 'column.calculation'],
  default: ['dropped', 'column.default'],
  readonly: ['dropped', 'column.dropped'],
  repeat_count: ['dropped', 'column.dropped'],
  guidance_hint: ['dropped', 'column.dropped'],
  trigger: ['dropped', 'column.dropped'],
  autoplay: ['dropped', 'column.dropped'],
};
const READ_APPEARANCE = /^(table-list|label|list-nolabel|multiline)( table-list)*$/;

/** Reports on every cell in a column that is not read, so that nothing is left out in silence. Comes after the rows. */
export function sayLeftovers(name: SheetName, table: Table): void {
  if (name === 'survey' || name === 'choices') sayPiping(table);
  sayHeadless(name, table);
  for (const column of table.columns) {
    const twin = table.columns.find(
      (one) =>
        one.place < column.place &&
        one.key === column.key &&
        one.language === column.language &&
        one.unknownLanguage === column.unknownLanguage,
    );
    if (twin) table.say(column, 'faulty', 'column.twice', column.written);
    if (column.unknownLanguage !== undefined)
      table.say(column, 'faulty', 'column.language', column.written, { language: column.unknownLanguage });
    if (!isRead(name, column.key)) sayUnread(name, table, column);
  }
}

/** Reports on filled cells below no head: a profile without one would be lost. */
function sayHeadless(name: SheetName, table: Table): void {
  const headed = new Set(table.columns.map(({ place }) => place));
  const counts = new Map<number, number>();
  for (const { cells } of table.rows)
    for (const [place, cell] of cells.entries())
      if (cell && cell.text.trim() !== '' && !headed.has(place)) counts.set(place, (counts.get(place) ?? 0) + 1);
  const verdict = name === 'profiles' || name === 'weights' ? 'faulty' : 'to-decide';
  for (const [place, count] of counts)
    table.say({ key: '', place, written: '' }, verdict, 'column.headless', '', { count });
}

/** The columns of `profiles` and `weights` are profiles; the reader of `settings` reports its unread cells itself. */
function isRead(name: SheetName, key: string): boolean {
  if (name === 'profiles' || name === 'weights' || name === 'settings') return true;
  return (isSheetColumn(name, key) && key !== 'appearance') || (name === 'choices' && key === 'value');
}

function sayUnread(name: SheetName, table: Table, column: TableColumn): void {
  const rows = table.rows.filter((row) => row.cell(column));
  if (rows.length === 0) return;
  const [verdict, code] = (name === 'survey' && (DROPPED[column.key] ?? ofNamespace(column.key))) || [];
  if (!verdict || !code) {
    table.say(column, 'dropped', 'column.unknown', column.written, { count: rows.length });
    return;
  }
  for (const row of rows) {
    const text = row.cell(column)?.text ?? '';
    if (column.key === 'appearance' && READ_APPEARANCE.test(text.trim())) continue;
    // A calculation has its own row in the report.
    if (column.key === 'calculation' && /^calculat/.test(row.text('type'))) continue;
    const words = { column: column.written };
    // There is nothing to decide about a question that is not there.
    if (text.trim() === 'field-list') row.say(column, 'advice', code, text, words);
    else if (verdict === 'to-decide' && !row.isCarried) row.say(column, 'dropped', 'column.dropped', text, words);
    else row.say(column, verdict, code, text, words);
  }
}

/** `bind::…`, `media::…` and the like. */
function ofNamespace(key: string) {
  return /::/.test(key) ? (['dropped', 'column.dropped'] as const) : undefined;
}

/** Matches what names an answer in a text: `${name}`, and as LimeSurvey has it `{TOKEN:FIRSTNAME}` and `{name.shown}`. */
const PIPED = /\$\{[^}]*\}|\{(?:TOKEN:\w+|\w+\.(?:shown|NAOK|value))\}/;
/** Matches HTML and Markdown, which other programs draw. */
const MARKUP =
  /<\/?(?:p|b|i|u|br|strong|em|span|div|a|img|font|h[1-6])\b[^>]*>|&(?:nbsp|amp|quot|#\d+);|\*\*[^*]+\*\*/i;

/** Reports which signs of each carried text people will read as they are, though another program replaces them. */
function sayPiping(table: Table): void {
  for (const column of table.columns.filter(({ key }) => key === 'label' || key === 'hint'))
    for (const row of table.rows.filter((one) => one.isCarried)) {
      const text = row.cell(column)?.text ?? '';
      const [piped] = PIPED.exec(text) ?? [];
      const [markup] = MARKUP.exec(text) ?? [];
      if (markup !== undefined) row.say(column, 'advice', 'text.markup', markup);
      if (piped !== undefined) row.say(column, 'to-decide', 'text.piping', piped);
    }
}
