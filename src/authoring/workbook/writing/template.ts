import { languageHead } from '../report/sheet-columns.ts';
import { writeXlsx } from '../xlsx/write-xlsx.ts';
import { README_SHEET } from './readme-sheet.ts';
import { TEMPLATE_TABLES } from './template-tables.ts';
import { type WrittenTable, writtenSheet } from './written-table.ts';

const TITLE = { fr: 'Le télétravail dans notre commune (modèle)', en: 'Telework in our municipality (template)' };
const TYPES = [
  'begin_group',
  'end_group',
  'select_one LIST',
  'select_multiple LIST',
  'integer',
  'decimal',
  'text',
  'note',
];

/**
 * Writes the workbook that an author begins with: a survey that works, with a line of each kind of question, drop-down lists, and a sheet
 * that explains. Each line is an example to be replaced.
 */
export function templateWorkbook(language: 'fr' | 'en'): Uint8Array {
  const row = {
    form_title: TITLE[language],
    form_id: 'my-survey',
    version: '1',
    default_language: languageHead(language),
  };
  const settings: WrittenTable = { name: 'settings', rows: [row] };
  const tables = TEMPLATE_TABLES.flatMap((table) => (table.name === 'barometre' ? [settings, table] : [table]));
  const sheets = tables.map((table) => writtenSheet(table, [language], { types: TYPES, isBrief: true }));
  return writeXlsx([README_SHEET, ...sheets]);
}
