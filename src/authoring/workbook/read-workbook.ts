import type { Areas } from '../../core/survey/questionnaire.ts';
import { sayAdvice } from './form/advice.ts';
import { type DraftSection, type FormContext, finderOf, optionsOf, type Rows } from './form/form-context.ts';
import { groupRows } from './form/group-rows.ts';
import { scaleOf } from './form/matrix-of-rows.ts';
import { nameTaker } from './form/names.ts';
import { readChoices } from './form/read-choices.ts';
import { readForm } from './form/read-form.ts';
import { readNotice, readOverall, readSettings, SETTINGS_NAMES } from './form/read-settings.ts';
import { languagesOf, wholeLanguages } from './form/workbook-languages.ts';
import { applyMore, type JsonFiles } from './more.ts';
import { type SheetName, sheetNamed } from './report/headers.ts';
import { sayLeftovers } from './report/leftover-cells.ts';
import { type CellPlace, createReport, type ReportWriter } from './report/report.ts';
import { type SheetReading, Table } from './report/table.ts';
import type { ReadableWorkbook, Remark } from './report/text-source.ts';
import { openingOf, titleInLanguages } from './survey-json.ts';
import { typologyOf } from './typology/read-typology.ts';
import type { CriterionQuestion } from './typology/typology-context.ts';
import { columnOf, WORKBOOK_LIMITS, type WorkbookContents } from './xlsx/workbook-sheet.ts';

export interface ReadOptions {
  /** The areas of territories, by the name of their list. */
  readonly areas: Areas;
  /** The id of the survey where the workbook has none; with `isFixed`, whatever it has. */
  readonly id: string;
  readonly isFixed?: boolean;
  /** The language of texts that have none. */
  readonly language?: string | undefined;
}

/** The files that a workbook makes, before they are checked, and what its rows became. */
export interface DraftOfWorkbook {
  readonly id: string;
  readonly revision: number;
  readonly files: JsonFiles;
  readonly rows: Rows;
  /** Says if the workbook or its reader names its language. */
  readonly hasLanguage: boolean;
  readonly report: ReportWriter;
  /** The place of a message that belongs to no row. */
  readonly at: CellPlace;
  readonly sheets: readonly string[];
}

type Tables = ReadonlyMap<SheetName, Table>;

/** Reads the sheets of a workbook into survey files. `finish` on the report counts the rows. */
export function readWorkbook({ sheets, hasMacros, source }: ReadableWorkbook, options: ReadOptions): DraftOfWorkbook {
  const report = createReport(source !== undefined);
  const reading: SheetReading = { report, languages: [] };
  const names = sheets.map(({ name }) => name);
  const tables = tablesIn(sheets, reading);
  const survey = tables.get('survey');
  const at: CellPlace = { sheet: survey?.sheet ?? names[0] ?? 'survey', row: 1, column: 0 };
  if (hasMacros) report.say(at, 'dropped', 'book.macros', '');
  for (const remark of source?.remarks ?? []) sayRemark(remark, at.sheet, report);
  const languages = languagesOf(tables, options.language, at, report);
  reading.languages = wholeLanguages(tables, languages ?? ['fr']);
  const settings = readSettings(tables.get('settings'));
  const id = options.isFixed ? options.id : (settings.id ?? options.id);
  if (settings.id === undefined) report.say(at, 'advice', 'settings.no-id', '', { id });
  else if (settings.id !== id) settings.row?.say('form_id', 'otherwise', 'settings.id', settings.id, { id });
  const revision = settings.revision ?? 1;
  const rows: Rows = new WeakMap();
  const base = { id, revision, rows, hasLanguage: languages !== undefined, report, at, sheets: names };
  const hasTypes = survey?.columns.some(({ key }) => key === 'type');
  if (!survey || !hasTypes) {
    if (survey) survey.say(undefined, 'faulty', 'sheet.no-column', '', { key: 'type' });
    else report.say(at, 'faulty', 'sheet.no-survey', '');
    for (const [name, table] of tables) sayLeftovers(name, table);
    return { ...base, files: {} };
  }
  const context: FormContext = {
    reading,
    lists: readChoices(tables.get('choices'), reading),
    areas: options.areas,
    names: nameTaker(),
    sectionNames: nameTaker(),
    items: new Map(),
    rows,
    waiting: [],
    used: new Set(),
    scales: new Map(),
  };
  const sections = readForm(groupRows(survey), context);
  if (sections.length === 0) report.say(at, 'faulty', 'sheet.no-question', '');
  sayChoices(survey, context);
  const find = finderOf(context);
  const overall = readOverall(tables.get('barometre'));
  const notice = readNotice(tables.get('notice'));
  const questions = sections.flatMap((section) => section.questions);
  const title = titleInLanguages(id, settings, overall, at, reading);
  const naming = { title, reading, find, questions: questionsByName(sections, context), rows };
  const typology = typologyOf(tables, overall, naming);
  const buttons = overall.values.get('interface');
  const presentation = {
    ...typology.presentation,
    ...(buttons && { interface: buttons }),
    ...(overall.values.get('copy') === false && { copy: false }),
  };
  const named = overall.values.get('stratum');
  const found = typeof named === 'string' ? find(named) : undefined;
  const stratum = found?.kind === 'item' ? found.item.id : named;
  const opening = openingOf(overall, questions, at, reading);
  const optional = { stratum, opensOn: overall.values.get('opensOn'), closedFrom: overall.values.get('closedFrom') };
  const file = {
    id,
    revision,
    languages: reading.languages,
    title,
    opening,
    partials: overall.values.get('partials') ?? false,
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)),
    scales: Object.fromEntries([...context.scales.values()].map((scale) => [scale.id, { levels: scale.levels }])),
    sections,
    facts: typology.facts,
    ...(typology.typology && { typology: typology.typology }),
  };
  for (const [name, table] of tables) sayLeftovers(name, table);
  sayAdvice({ questions, minutes: Number(opening.minutes), stratum: String(stratum) }, rows);
  const made: JsonFiles = {
    survey: file,
    ...(notice && { notice }),
    ...(Object.keys(presentation).length > 0 && { presentation }),
  };
  const more = tables.get('more');
  return { ...base, files: more ? applyMore(more, made) : made };
}

function tablesIn(sheets: WorkbookContents['sheets'], reading: SheetReading): Tables {
  const { report } = reading;
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
    const rows = sheet.rows.slice(0, most + 1);
    tables.set(role, new Table({ ...sheet, rows }, reading, role === 'settings' ? SETTINGS_NAMES : {}));
    const cutAt = beyond ? `A${beyond.number}` : sheet.cutAt;
    if (cutAt !== undefined) {
      const row = Number(/\d+/.exec(cutAt)?.[0] ?? 1);
      const words = { rows: most, columns: WORKBOOK_LIMITS.columns };
      report.say({ sheet: sheet.name, row, column: columnOf(cutAt) ?? 0 }, 'faulty', 'sheet.too-long', '', words);
    }
  }
  return tables;
}

function sayRemark(
  { line, column, verdict, code, text, words, choices, details }: Remark,
  sheet: string,
  report: ReportWriter,
): void {
  report.row(sheet, line);
  if (verdict === 'carried') report.carried(sheet, line);
  else if (verdict === 'waiting') report.waiting(sheet, line);
  else {
    const extra = { ...(choices && { choices }), ...(details && { details }) };
    report.say({ sheet, row: line, column }, verdict, code, text, words, extra);
  }
}

/**
 * Reports for each choice whether a question uses its list. Areas of a list of ours are carried by that list. A list that no row names stays
 * in the survey file, which gives it back with the workbook; phones do not load it.
 */
function sayChoices(survey: Table, context: FormContext): void {
  const { lists, used, areas } = context;
  const named = new Set(survey.rows.flatMap((row) => row.text('type').split(/\s+/).slice(1)));
  for (const [list, choices] of lists) {
    const isSpare = !used.has(list) && !named.has(list) && !areas(list) && choices.length > 1;
    if (isSpare) {
      scaleOf(list, context);
      choices[0]?.row.say('list_name', 'otherwise', 'choice.spare', list, { count: choices.length });
    }
    for (const { row, name, label } of choices) {
      if (isSpare || used.has(list)) row.carried();
      else row.say('list_name', 'dropped', 'choice.unused', Object.values(label)[0] ?? name, { list });
    }
  }
}

/** Returns what a criterion may be named like: questions, and rows of a table, each of which is answered like a single choice. */
function questionsByName(
  sections: readonly DraftSection[],
  { rows, scales }: FormContext,
): ReadonlyMap<string, CriterionQuestion> {
  const levelsOf = new Map([...scales.values()].map(({ id, levels }) => [id, levels]));
  const named = sections
    .flatMap(({ questions }) => questions)
    .flatMap((question): readonly (readonly [CriterionQuestion, object])[] => {
      const { id, kind, text } = question;
      const levels = kind === 'matrix' ? (levelsOf.get(question.scale) ?? []) : [];
      const rows = kind === 'matrix' ? question.rows : [];
      return [
        [{ id, kind, text, options: optionsOf(question) }, question],
        ...rows.map((part) => [{ id: part.id, kind: 'single', text: part.label, options: levels }, part] as const),
      ];
    });
  return new Map(
    named.flatMap(([question, part]) => {
      const name = rows.get(part)?.text('name');
      return [...(name === undefined ? [] : [name]), question.id].map((one) => [one, question] as const);
    }),
  );
}
