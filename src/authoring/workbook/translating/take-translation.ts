import { type DraftOfWorkbook, readWorkbook } from '../read-workbook.ts';
import { languageNamed } from '../report/headers.ts';
import { refusalOf } from '../report/refusals.ts';
import { createReport, type ReportWriter } from '../report/report.ts';
import { areasIn, filesOf, type WorkbookOutcome } from '../take-workbook.ts';
import { withoutPrepared } from '../typology/prepared-tables.ts';
import { languageHead } from '../writing/survey-sheets.ts';
import { openWorkbook } from '../xlsx/open-workbook.ts';
import type { OpenedWorkbook } from '../xlsx/workbook-sheet.ts';
import { keyedSheet } from './keyed-sheet.ts';
import { mergeTranslation } from './merge-translation.ts';
import { untranslatedInMore } from './more-texts.ts';

export interface TranslationOptions {
  /** The draft as a workbook. */
  readonly workbook: Uint8Array;
  readonly lists: ReadonlyMap<string, string>;
  readonly id: string;
}

/**
 * Puts the texts of a workbook into a draft, and leaves all else as it is. A language that is not whole yet is kept: the report names what is
 * missing, as does the check of the draft.
 */
export function takeTranslation(
  bytes: Uint8Array,
  { workbook: draftBytes, lists, id }: TranslationOptions,
): WorkbookOutcome {
  const opened = openWorkbook(bytes);
  if (opened.kind === 'refused') return refusalOf(opened.reason);
  const base = openWorkbook(draftBytes);
  if (base.kind === 'refused') return refusalOf(base.reason);
  const report = createReport();
  const first = firstLanguage(base.workbook);
  const [draftBook, given] = [withoutPrepared(base.workbook), withoutPrepared(opened.workbook)];
  const { workbook, languages } = mergeTranslation(draftBook, given, first, report);
  const hasTexts = languages.size > 0;
  if (hasTexts) sayMissing(workbook, languages, first, report);
  const draft: DraftOfWorkbook | undefined = hasTexts
    ? readWorkbook(workbook, { areas: areasIn(lists), id, isFixed: true, keepsLanguages: true })
    : undefined;
  const names = [...opened.workbook.sheets, ...workbook.sheets].map(({ name }) => name);
  return {
    kind: 'taken',
    id,
    report: report.finish([...new Set(names)]),
    decisions: [],
    ...(draft && { files: filesOf(draft, lists) }),
  };
}

function firstLanguage({ sheets }: OpenedWorkbook): string {
  const settings = sheets.map(keyedSheet).find(({ role }) => role === 'settings');
  const place = settings?.columns.findIndex(({ key }) => key === 'default_language') ?? -1;
  return languageNamed(settings?.rows[0]?.texts[place] ?? '').language ?? 'fr';
}

/** Says which texts a language lacks, by the place that they have in the workbook of the draft. */
function sayMissing(
  { sheets }: OpenedWorkbook,
  languages: ReadonlySet<string>,
  first: string,
  report: ReportWriter,
): void {
  for (const keyed of sheets.map(keyedSheet)) {
    const { name, role, columns, rows } = keyed;
    for (const tag of role === 'more' ? languages : [])
      for (const { row, column, text } of untranslatedInMore(keyed, first, tag))
        report.say({ sheet: name, row, column }, 'advice', 'translation.more', text, { language: tag });
    for (const [place, { key, language }] of columns.entries()) {
      if (language !== first) continue;
      for (const tag of languages) {
        const at = columns.findIndex((column) => column.key === key && column.language === tag);
        const shown = columns[at]?.place ?? columns.length;
        for (const row of rows) {
          const text = row.texts[place] ?? '';
          if (text !== '' && (row.texts[at] ?? '') === '')
            report.say({ sheet: name, row: row.number, column: shown }, 'advice', 'translation.missing', text, {
              language: tag,
            });
        }
      }
    }
    if (role !== 'profiles') continue;
    const keys = new Set(rows.map(({ key }) => key));
    for (const { key, number } of rows)
      for (const tag of languages) {
        const other = key.replace(`::${languageHead(first)})`, `::${languageHead(tag)})`);
        if (!keys.has(other))
          report.say({ sheet: name, row: number, column: 0 }, 'advice', 'translation.missing', key, { language: tag });
      }
  }
}
