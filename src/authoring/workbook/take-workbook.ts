import * as v from 'valibot';
import { profileAdvice } from '../../core/check/profile-check.ts';
import { questionReach } from '../../core/check/question-reach.ts';
import { type Areas, toSurvey } from '../../core/survey/questionnaire.ts';
import { areaListSchema, surveySchema } from '../../core/survey/survey-schema.ts';
import { surveysInFolder } from '../check-survey-folder.ts';
import type { FileFault } from '../survey-folder.ts';
import type { Rows } from './form/form-context.ts';
import { toId } from './form/names.ts';
import { readText } from './importers/read-text.ts';
import type { JsonFiles } from './more.ts';
import { type DraftOfWorkbook, type ReadOptions, readWorkbook } from './read-workbook.ts';
import { undecidedIn } from './report/decisions.ts';
import { faultText } from './report/fault-words.ts';
import { byName } from './report/headers.ts';
import NAMES from './report/names.json' with { type: 'json' };
import { refusalOf, type WorkbookRefusal } from './report/refusals.ts';
import { type CellPlace, decisionsIn, type WorkbookReport } from './report/report.ts';
import { NOTICE_KEYS, OVERALL_KEYS } from './report/setting-keys.ts';
import type { TableRow } from './report/table.ts';
import { inSource } from './report/text-source.ts';
import { openWorkbook } from './xlsx/open-workbook.ts';

export interface TakeOptions extends Omit<ReadOptions, 'areas'> {
  /** The texts of `lists/….json` and `maps/….json` that the survey may name, by path. */
  readonly lists: ReadonlyMap<string, string>;
  /** The author has decided this: `text!A23=help` is a choice of the report, `survey!F12` accepts that something is lost. */
  readonly accepted?: readonly string[];
}

export interface WorkbookResult {
  readonly kind: 'taken';
  readonly id: string;
  readonly report: WorkbookReport;
  /** The cells that have to be decided on before publishing: `survey!F12`. */
  readonly decisions: readonly string[];
  /** Those of them that the author has not decided on. */
  readonly undecided: readonly string[];
  /** How many questions, conditions and so on the survey has; absent where it cannot be made. */
  readonly made?: Readonly<Record<string, number>>;
  /** The files of the survey by path; absent where something is faulty. */
  readonly files?: ReadonlyMap<string, string>;
}

export type WorkbookOutcome = WorkbookResult | WorkbookRefusal;

/** Reads a workbook, makes survey files of it, and checks them. The same bytes give the same report. */
export function takeWorkbook(bytes: Uint8Array, { lists, accepted = [], ...options }: TakeOptions): WorkbookOutcome {
  const text = isArchive(bytes) ? undefined : readText(bytes, accepted);
  if (text === 'too-many-lines') return refusalOf(text);
  const opened = text ? ({ kind: 'workbook', workbook: text } as const) : openWorkbook(bytes);
  if (opened.kind === 'refused') return refusalOf(opened.reason);
  const draft = readWorkbook(opened.workbook, { ...options, areas: areasIn(lists) });
  if (!draft.hasLanguage && draft.files.survey) return refusalOf('language');
  const files = filesOf(draft.files, draft.revision, lists);
  if (!draft.report.hasFaults()) for (const fault of faultsIn(draft, files, lists)) sayFault(fault, draft);
  if (!draft.report.hasFaults()) sayUnprovenReach(draft);
  const report = inSource(draft.report.finish(draft.sheets), text?.source);
  const isFaulty = draft.report.hasFaults();
  const decisions = decisionsIn(report);
  const undecided = undecidedIn(decisions, accepted);
  const made = madeOf(draft.files.survey);
  return {
    kind: 'taken',
    id: draft.id,
    report,
    decisions,
    undecided,
    ...(made && { made }),
    ...(!isFaulty && { files }),
  };
}

function madeOf(survey: unknown): WorkbookResult['made'] {
  if (!v.is(surveySchema, survey)) return undefined;
  const questions = survey.sections.flatMap((section) => section.questions);
  return {
    questions: questions.length,
    matrices: questions.filter(({ kind }) => kind === 'matrix').length,
    conditions: questions.filter(({ showIf }) => showIf !== undefined).length,
    profiles: survey.typology?.profiles.length ?? 0,
  };
}

/** Returns whether the bytes begin like a ZIP archive (.xlsx) or an OLE file (.xls); anything else is read as text. */
function isArchive(bytes: Uint8Array): boolean {
  return (bytes[0] === 0x50 && bytes[1] === 0x4b) || (bytes[0] === 0xd0 && bytes[1] === 0xcf);
}

const areaListText = v.pipe(v.string(), v.parseJson(), areaListSchema);

/** Returns the areas of a list by its name; `undefined` if its file is missing or not a list. */
export function areasIn(lists: ReadonlyMap<string, string>): Areas {
  return (name) => {
    const read = v.safeParse(areaListText, lists.get(`lists/${name}.json`));
    return read.success ? read.output.areas : undefined;
  };
}

/** Returns the files of a survey as they are written, with the lists that it names. */
export function filesOf(
  files: JsonFiles,
  revision: number,
  lists: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const { survey, ...others } = files;
  const written = (json: unknown) => `${JSON.stringify(json, null, 2)}\n`;
  const named = new Map(Object.entries(others).map(([name, json]) => [`${name}.json`, written(json)]));
  if (survey) named.set(`${revision}.json`, written(survey));
  const questions = v.is(surveySchema, survey) ? survey.sections.flatMap((section) => section.questions) : [];
  const used = questions.flatMap((question) => (question.kind === 'territory' ? [question.list] : []));
  for (const [path, text] of lists) if (used.includes(/\/(.+)\.json$/.exec(path)?.[1] ?? '')) named.set(path, text);
  return named;
}

function faultsIn(
  { id, revision }: DraftOfWorkbook,
  files: ReadonlyMap<string, string>,
  lists: ReadonlyMap<string, string>,
): readonly FileFault[] {
  const folder = new Map([...files].map(([path, text]) => [lists.has(path) ? path : `${id}/${path}`, text]));
  folder.set('index.json', JSON.stringify({ surveys: [{ id, revision }] }));
  const read = surveysInFolder(folder);
  return read.kind === 'faulty' ? read.faults.filter(({ file }) => file !== 'index.json') : [];
}

/** Columns of the workbook, by themselves and by the keys of the JSON that come from them. */
const COLUMNS = byName(NAMES.keysOfColumns);

function sayFault(fault: FileFault, { files, rows, report, at }: DraftOfWorkbook): void {
  const { file, path } = fault;
  const reason = faultText(fault);
  const column = profileColumn(files, path, rows);
  if (column) {
    const { table, ...head } = column;
    table.say(head, 'faulty', 'profile.faulty', head.written, { reason });
    return;
  }
  const isSurvey = /\/[1-9]\d*\.json$/.test(file);
  const found = isSurvey ? rowBehind(files.survey, path, rows) : undefined;
  const place: CellPlace = found ? found.row.place(COLUMNS.get(found.key) ?? '') : at;
  const where = found ? '' : (missingRow(file, path) ?? `${file.split('/').at(-1)} ${path}`);
  report.say(place, 'faulty', 'file.faulty', found ? '' : path, { place: where, reason });
}

/** Returns the row that would say what a file lacks, where a sheet of keys has one: `notice: dpo`. */
function missingRow(file: string, path: string): string | undefined {
  const isNotice = file.endsWith('notice.json');
  const rows = isNotice ? NOTICE_KEYS : OVERALL_KEYS;
  const row = rows.find((one) => `${path}.`.startsWith(`${one.path}.`) || one.path.startsWith(`${path}.`));
  return row && `${isNotice ? 'notice' : 'barometre'}: ${row.key}`;
}

/** Reports for which questions the check does not know whether they are ever asked, and what random respondents get of the profiles. */
function sayUnprovenReach({ files, report, at, rows }: DraftOfWorkbook): void {
  const file = files.survey;
  if (!v.is(surveySchema, file)) return;
  const survey = toSurvey(file);
  const questions = file.sections.flatMap((section) => section.questions);
  for (const { id, number } of questionReach(survey).untried) {
    const row = rows.get(questions[number - 1] ?? {});
    report.say(row?.place('relevant') ?? at, 'advice', 'condition.untried', id);
  }
  for (const advice of profileAdvice(survey)) {
    const [profile = ''] = /^typology\.profiles\.\d+/.exec(advice.path) ?? [];
    const column = profileColumn(files, profile, rows);
    const place = column ? { sheet: column.table.sheet, row: column.table.headRow, column: column.place } : at;
    report.say(place, 'advice', 'profile.advice', column?.written ?? '', { reason: faultText(advice) });
  }
}

/** Returns the column of the profile that a fault is about. */
function profileColumn({ survey }: JsonFiles, path: string, rows: Rows) {
  if (!/^typology\.profiles\.\d+$/.test(path)) return undefined;
  const found = rowBehind(survey, path, rows);
  const column = found?.row.table.columns.find(({ written }) => toId(written) === found.part.id);
  return found && column && { ...column, table: found.row.table };
}

/** Follows the path of a fault; returns the innermost part that came from a row, this row, and the next key of the path. */
function rowBehind(root: unknown, path: string, rows: Rows) {
  const keys = path.split('.');
  let node = root;
  let found: { readonly row: TableRow; readonly part: { readonly id?: unknown }; readonly key: string } | undefined;
  for (const [index, key] of keys.entries()) {
    node = Object(node)[key];
    if (typeof node !== 'object' || node === null) break;
    const row = rows.get(node);
    if (row) found = { row, part: node, key: keys[index + 1] ?? '' };
  }
  return found;
}
