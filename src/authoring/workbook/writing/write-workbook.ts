import type { Notice } from '../../../core/survey/notice.ts';
import type { PresentationFile } from '../../../core/survey/presentation.ts';
import type { Areas } from '../../../core/survey/questionnaire.ts';
import type { SurveyFile } from '../../../core/survey/survey-schema.ts';
import { deskLanguageFor } from '../../../words/languages.ts';
import { differences } from '../more.ts';
import { readWorkbook } from '../read-workbook.ts';
import { NOTICE_KEYS, OVERALL_KEYS, settingRows } from '../report/setting-keys.ts';
import { languageHead, type OutputRow } from '../report/sheet-columns.ts';
import type { Sheet, SheetCell } from '../xlsx/workbook-sheet.ts';
import { type OutputSheet, writeXlsx } from '../xlsx/write-xlsx.ts';
import { type OutputTable, writtenSheet } from './output-table.ts';
import { readmeSheet } from './readme-sheet.ts';
import { surveySheets } from './survey-sheets.ts';
import { factRows, preparedRows, profileRows, weightRows } from './typology-sheets.ts';

/** One revision of a survey, as its files have it, without the areas of its lists. */
export interface SurveyExport {
  readonly survey: SurveyFile;
  readonly notice?: Notice;
  readonly presentation?: PresentationFile;
  readonly results?: object;
}

/** The characters of a piece of a value that is longer than a cell takes. */
const PIECE = 30_000;

/** Writes a survey as a workbook which, read again, gives the same files. */
export function writeWorkbook(exported: SurveyExport, areas: Areas): Uint8Array {
  const { languages } = exported.survey;
  const written = writtenTables(exported, areas);
  const types = ['begin_group', 'end_group', 'integer', 'decimal', 'text', 'note', ...written.selects.slice(0, 3)];
  const readme = readmeSheet(deskLanguageFor('', languages));
  return writeXlsx([readme, ...written.tables.map((table) => writtenSheet(table, languages, { types }))]);
}

/** The tables of a workbook, and the types of its questions that choose from a list. */
interface OutputWorkbook {
  readonly tables: readonly OutputTable[];
  readonly selects: readonly string[];
}

/** Returns the sheets of a survey, and in `more` what these do not give when they are read. */
export function writtenTables(exported: SurveyExport, areas: Areas): OutputWorkbook {
  const { survey: file, notice, presentation = {} } = exported;
  const { languages, title, facts, typology, id } = file;
  const [first = 'fr'] = languages;
  const { survey, choices, lists } = surveySheets(file, areas);
  const settings = {
    form_title: title[first] ?? '',
    form_id: id,
    version: String(file.revision),
    default_language: languageHead(first),
  };
  const profiles = typology?.profiles.map((profile) => profile.id) ?? [];
  const prepared = preparedRows(file);
  const toComplete = prepared.weights.length > 0 ? prepared : { profiles: [], weights: [] };
  const overall = settingRows(OVERALL_KEYS, { ...presentation, ...file }).filter(
    ({ key }) => key !== 'title' || languages.length > 1,
  );
  const some = (name: OutputTable['name'], rows: readonly OutputRow[]): readonly OutputTable[] =>
    rows.length > 0 ? [{ name, rows, ...(['profiles', 'weights'].includes(name) && { profiles }) }] : [];
  const tables: readonly OutputTable[] = [
    { name: 'survey', rows: survey },
    { name: 'choices', rows: choices },
    { name: 'settings', rows: [settings] },
    { name: 'barometre', rows: overall },
    ...some('notice', notice ? noticeRows(notice) : []),
    ...some('facts', factRows(file)),
    ...some('profiles', typology ? profileRows(typology, facts, presentation) : toComplete.profiles),
    ...some('weights', typology ? (typology.affinity ? weightRows(typology.affinity) : []) : toComplete.weights),
  ];
  const sheets = tables.map((table) => asRead(writtenSheet(table, languages)));
  const draft = readWorkbook({ sheets, hasMacros: false }, { areas, id });
  const more = differences(draft.files, { ...exported }).flatMap(({ file: name, path, value }) => {
    const pieces = value.match(new RegExp(`.{1,${PIECE}}`, 'gsu')) ?? [''];
    return pieces.map((piece) => ({ file: name, 'json-path': path, value: piece }));
  });
  return { tables: [...tables, ...some('more', more)], selects: lists.map((list) => `select_one ${list}`) };
}

function noticeRows(notice: Notice): readonly OutputRow[] {
  const channels = (notice.channels ?? []).map(({ id, label }) => ({ key: `channel ${id}`, value: label }));
  return [...settingRows(NOTICE_KEYS, notice), ...channels];
}

/** Returns the sheet as it is read from a file: a cell of blanks alone holds nothing. */
function asRead({ name, rows }: OutputSheet): Sheet {
  const cell = (text: string): SheetCell | undefined => (text.trim() === '' ? undefined : { text, kind: 'text' });
  return {
    name,
    merged: [],
    rows: rows.flatMap((row, index) =>
      row.some((text) => text.trim() !== '') ? [{ number: index + 1, cells: row.map(cell) }] : [],
    ),
  };
}
