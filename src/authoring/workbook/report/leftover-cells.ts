import type { SheetName } from './headers.ts';
import { sayPiping } from './piped-texts.ts';
import type { ReportWriter } from './report.ts';
import type { SentenceCode } from './sentences.ts';
import type { Table } from './table.ts';

/** The columns that are read of each sheet. Those of `profiles` and `weights` are profiles; the reader of `settings` reports its unread cells itself. */
const READ: Readonly<Partial<Record<SheetName, readonly string[]>>> = {
  survey: [
    'type',
    'name',
    'label',
    'hint',
    'required',
    'relevant',
    'constraint',
    'parameters',
    'our-unknown',
    'our-decimals',
    'our-unit',
    'our-bytes',
    'our-lines',
    'our-personal',
    'our-consent',
    'our-fill',
    'our-order',
    'our-prefill',
  ],
  choices: ['list_name', 'name', 'value', 'label', 'our-specify', 'our-exclusive'],
  barometre: ['key', 'value'],
  notice: ['key', 'value'],
  facts: ['fact', 'kind', 'case', 'when', 'rows', 'levels', 'basis', 'label', 'if_changed', 'if_removed', 'short'],
  more: ['file', 'json-path', 'value'],
};

/** Columns of XLSForm that say something of one question which no survey of ours holds. */
const DROPPED: Readonly<Record<string, readonly [verdict: 'otherwise' | 'dropped' | 'to-decide', code: SentenceCode]>> =
  {
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
/** What an appearance says that is read. */
const READ_APPEARANCE = /^(table-list|label|list-nolabel|multiline|field-list)( (table-list|field-list))*$/;

/** Says of every cell in a column that is not read what becomes of it, so that nothing is left out in silence. Comes after the rows. */
export function sayLeftovers(name: SheetName, table: Table, report: ReportWriter): void {
  const read = READ[name];
  if (name === 'survey' || name === 'choices') sayPiping(table, report);
  for (const column of table.columns) {
    const head = { sheet: table.sheet, row: table.headRow, column: column.place };
    const twin = table.columns.find(
      (one) =>
        one !== column &&
        one.place < column.place &&
        one.key === column.key &&
        one.language === column.language &&
        one.unknownLanguage === column.unknownLanguage,
    );
    if (twin) report.say(head, 'faulty', 'column.twice', column.written);
    if (column.unknownLanguage !== undefined)
      report.say(head, 'faulty', 'column.language', column.written, { language: column.unknownLanguage });
    if (!read || read.includes(column.key)) continue;
    const cells = table.rows.flatMap((row) => {
      const cell = row.cells[column.place];
      return cell ? [{ row, cell }] : [];
    });
    if (cells.length === 0) continue;
    const known =
      name === 'survey'
        ? (DROPPED[column.key] ?? (/::/.test(column.key) ? (['dropped', 'column.dropped'] as const) : undefined))
        : undefined;
    if (!known) {
      report.say(head, 'dropped', 'column.unknown', column.written, { count: cells.length });
      continue;
    }
    const [verdict, code] = known;
    for (const { row, cell } of cells) {
      if (column.key === 'appearance' && READ_APPEARANCE.test(cell.text.trim())) continue;
      // A calculation has its own row in the report.
      if (column.key === 'calculation' && /^calculat/.test(row.cells[typeColumn(table)]?.text ?? '')) continue;
      const words = { column: column.written };
      const place = { sheet: table.sheet, row: row.number, column: column.place };
      // There is nothing to decide about a question that is not there.
      if (verdict === 'to-decide' && !report.isCarried(table.sheet, row.number))
        report.say(place, 'dropped', 'column.dropped', cell.text, words);
      else report.say(place, verdict, code, cell.text, words);
    }
  }
}

function typeColumn(table: Table): number {
  return table.columns.find(({ key }) => key === 'type')?.place ?? -1;
}
