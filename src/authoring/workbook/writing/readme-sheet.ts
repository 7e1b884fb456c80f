import { WORKBOOK_WORDS } from '../report/refusals.ts';
import type { ReportLanguage } from '../report/sentences.ts';
import type { OutputSheet } from '../xlsx/write-xlsx.ts';

/** The sheets that the rows are about. */
const SHEETS = ['', '', 'survey', '', '', 'choices', 'barometre', 'notice', 'profiles', 'weights', 'facts', 'more'];

/** Explains the workbook to its author, sheet by sheet. The program reads nothing of it. */
export function readmeSheet(language: ReportLanguage): OutputSheet {
  const { name, rows } = WORKBOOK_WORDS[language].readme;
  return { name, isProse: true, widths: [12, 90], rows: rows.map((text, place) => [SHEETS[place] ?? '', text]) };
}
