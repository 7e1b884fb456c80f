import type { Areas } from '../../core/survey/questionnaire.ts';
import { sayAdvice } from './form/advice.ts';
import type { FindItem, FoundItem } from './form/condition-rule.ts';
import type { FormContext, Json, Rows } from './form/form-context.ts';
import { groupRows } from './form/group-rows.ts';
import { scaleOf } from './form/matrix-of-rows.ts';
import { nameTaker } from './form/names.ts';
import { readChoices } from './form/read-choices.ts';
import { readForm } from './form/read-form.ts';
import { readNotice, readOverall, readSettings } from './form/read-settings.ts';
import { languagesOf, wholeLanguages } from './form/workbook-languages.ts';
import { applyMore, type JsonFiles } from './more.ts';
import { type SheetName, sheetNamed } from './report/headers.ts';
import { sayLeftovers } from './report/leftover-cells.ts';
import { type CellPlace, createReport, type ReportWriter, type WorkbookReport } from './report/report.ts';
import { cellPlace, type SheetReading, type Table, tableOf, textAt } from './report/table.ts';
import type { ReadableWorkbook, Remark } from './report/text-source.ts';
import { countItems, openingOf, titleInLanguages } from './survey-json.ts';
import { typologyOf } from './typology/read-typology.ts';
import { columnOf, type OpenedWorkbook, WORKBOOK_LIMITS } from './xlsx/workbook-sheet.ts';

export interface ReadOptions {
  /** The areas of territories, by the name of their list. */
  readonly areas: Areas;
  /** The id of the survey where the workbook says none; with `isFixed`, whatever it says. */
  readonly id: string;
  readonly isFixed?: boolean;
  /** The language of texts that say none. */
  readonly language?: string;
  /** Languages that have few texts are kept: a translation may come in parts. */
  readonly keepsLanguages?: boolean;
}

/** The files that a workbook makes, before they are checked, and what its rows became. */
export interface DraftOfWorkbook {
  readonly id: string;
  readonly revision: number;
  readonly files: JsonFiles;
  readonly rows: Rows;
  readonly report: ReportWriter;
  /** The place of a message that belongs to no row. */
  readonly at: CellPlace;
  readonly sheets: readonly string[];
}

type Tables = ReadonlyMap<SheetName, Table>;

/** Reads the sheets of a workbook into survey files. `finish` on the report counts the rows. */
export function readWorkbook({ sheets, hasMacros, source }: ReadableWorkbook, options: ReadOptions): DraftOfWorkbook {
  const report = createReport();
  const names = sheets.map(({ name }) => name);
  const tables = tablesIn(sheets, report);
  const survey = tables.get('survey');
  const at: CellPlace = { sheet: survey?.sheet ?? names[0] ?? 'survey', row: 1, column: 0 };
  if (hasMacros) report.say(at, 'dropped', 'book.macros', '');
  for (const remark of source?.remarks ?? []) sayRemark(remark, at.sheet, report);
  const all = languagesOf(tables, options.language, at, report);
  const languages = options.keepsLanguages ? all : wholeLanguages(tables, all, report);
  const reading: SheetReading = { report, languages };
  const settings = readSettings(tables.get('settings'), reading);
  const id = options.isFixed ? options.id : (settings.id ?? options.id);
  if (settings.row && settings.id !== undefined && settings.id !== id)
    report.say(cellPlace(settings.row, 'form_id'), 'otherwise', 'settings.id', settings.id, { id });
  else if (settings.id === undefined) report.say(at, 'advice', 'settings.no-id', '', { id });
  const revision = settings.revision ?? 1;
  const rows: Rows = new WeakMap();
  const base = { id, revision, rows, report, at, sheets: names };
  if (!survey || !hasColumns(survey, ['type'], report)) {
    if (!survey) report.say(at, 'faulty', 'sheet.no-survey', '');
    for (const [name, table] of tables) sayLeftovers(name, table, report);
    return { ...base, files: {} };
  }
  const lists = readChoices(tables.get('choices'), reading);
  const context: FormContext = {
    reading,
    lists,
    areas: options.areas,
    names: nameTaker(),
    sectionNames: nameTaker(),
    items: new Map<string, FoundItem>(),
    rows,
    waiting: [],
    used: new Set(),
    scales: new Map(),
  };
  const sections = readForm(groupRows(survey, reading), context);
  if (sections.length === 0) report.say(at, 'faulty', 'sheet.no-question', '');
  sayChoices(survey, context);
  const find: FindItem = (name) => context.items.get(name) ?? { kind: 'unknown' };
  const idOf = (name: string) => {
    const found = find(name);
    return found.kind === 'item' ? found.item.id : name;
  };
  const overall = readOverall(tables.get('barometre'), reading, idOf);
  const notice = readNotice(tables.get('notice'), reading);
  const typology = typologyOf(tables, overall, { reading, find, questions: questionsByName(sections, context), rows });
  const file: Json = {
    id,
    revision,
    languages: reading.languages,
    title: titleInLanguages(id, settings, overall, at, reading),
    opening: openingOf(overall, countItems(sections), at, reading),
    partials: false,
    ...overall.parts,
    scales: Object.fromEntries([...context.scales.values()].map((scale) => [scale.id, { levels: scale.levels }])),
    sections,
    facts: typology.facts,
    ...(typology.typology && { typology: typology.typology }),
  };
  for (const [name, table] of tables) sayLeftovers(name, table, report);
  sayAdvice(file, rows, reading);
  const made: JsonFiles = {
    survey: file,
    ...(notice && { notice }),
    ...(typology.presentation && { presentation: typology.presentation }),
  };
  const more = tables.get('more');
  return { ...base, files: more ? applyMore(more, made, reading) : made };
}

function tablesIn(sheets: OpenedWorkbook['sheets'], report: ReportWriter): Tables {
  const tables = new Map<SheetName, Table>();
  for (const sheet of sheets) {
    const role = sheetNamed(sheet.name);
    const top: CellPlace = { sheet: sheet.name, row: 1, column: 0 };
    if (role === 'explaining' || sheet.rows.length === 0) continue;
    if (role === undefined) {
      report.say(top, 'dropped', 'sheet.unknown', sheet.name, { count: sheet.rows.length });
      continue;
    }
    const twin = tables.get(role);
    if (twin) {
      report.say(top, 'faulty', 'sheet.twice', sheet.name, { other: twin.sheet });
      continue;
    }
    const most = role === 'choices' ? WORKBOOK_LIMITS.choices : WORKBOOK_LIMITS.rows;
    const beyond = sheet.rows[most + 1];
    tables.set(role, tableOf(beyond ? { ...sheet, rows: sheet.rows.slice(0, most + 1) } : sheet, report));
    const cutAt = beyond ? `A${beyond.number}` : sheet.cutAt;
    if (cutAt !== undefined) {
      const row = Number(/\d+/.exec(cutAt)?.[0] ?? 1);
      const words = { rows: most, columns: WORKBOOK_LIMITS.columns };
      report.say({ sheet: sheet.name, row, column: columnOf(cutAt) ?? 0 }, 'faulty', 'sheet.too-long', '', words);
    }
  }
  return tables;
}

function sayRemark({ line, column, verdict, code, text }: Remark, sheet: string, report: ReportWriter): void {
  report.row(sheet, line);
  if (verdict === 'carried') report.carried(sheet, line);
  else report.say({ sheet, row: line, column }, verdict, code, text);
}

function hasColumns(table: Table, keys: readonly string[], report: ReportWriter): boolean {
  const absent = keys.filter((key) => !table.columns.some((column) => column.key === key));
  for (const key of absent)
    report.say({ sheet: table.sheet, row: table.headRow, column: 0 }, 'faulty', 'sheet.no-column', '', { key });
  return absent.length === 0;
}

/**
 * Says of each choice whether a question uses its list. Areas of a list of ours are carried by that list. A list that no row names stays
 * in the survey file, which gives it back with the workbook; phones do not load it.
 */
function sayChoices(survey: Table, context: FormContext): void {
  const { lists, used, areas } = context;
  const { report } = context.reading;
  const named = new Set(survey.rows.flatMap((row) => textAt(row, 'type').split(/\s+/).slice(1)));
  for (const [list, choices] of lists) {
    const [first] = choices;
    const isSpare = !used.has(list) && !named.has(list) && !areas(list) && choices.length > 1;
    if (isSpare && first) {
      scaleOf(list, context);
      report.say(cellPlace(first.row, 'list_name'), 'otherwise', 'choice.spare', list, { count: choices.length });
    }
    for (const { row, name, label } of choices) {
      if (isSpare || used.has(list)) report.carried(row.table.sheet, row.number);
      else {
        const text = Object.values(label)[0] ?? name;
        report.say(cellPlace(row, 'list_name'), 'dropped', 'choice.unused', text, { list });
      }
    }
  }
}

/** What a criterion may be named like: questions, and rows of a table, each of which is answered like a single choice. */
function questionsByName(sections: readonly Json[], { rows, scales }: FormContext): ReadonlyMap<string, Json> {
  const questions = sections.flatMap((section) => section.questions as readonly Json[]);
  const levelsOf = new Map([...scales.values()].map(({ id, levels }) => [id, levels]));
  const named = questions.flatMap((question) => [
    { question, row: rows.get(question) },
    ...((question.rows ?? []) as readonly Json[]).map((part) => ({
      question: { id: part.id, kind: 'single', text: part.label, options: levelsOf.get(String(question.scale)) ?? [] },
      row: rows.get(part),
    })),
  ]);
  return new Map(
    named.flatMap(({ question, row }) => {
      const names = row ? [textAt(row, 'name'), String(question.id)] : [String(question.id)];
      return names.map((name) => [name, question] as const);
    }),
  );
}

export type { WorkbookReport };
