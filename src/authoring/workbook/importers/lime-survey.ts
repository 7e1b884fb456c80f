import type { ReadableWorkbook } from '../report/text-source.ts';
import LIME from './lime.json' with { type: 'json' };
import { type LimeVariable, limeCondition } from './lime-expression.ts';
import { addQuestion, type LimeSheets, labelCells, READ_COLUMNS } from './lime-questions.ts';
import { type LimeEntry, limeTree, tsvRecords } from './lime-tree.ts';
import { limeType } from './lime-types.ts';
import { madeSheet, type SourceRow } from './made-sheets.ts';

export function isLimeSurvey(text: string): boolean {
  const [head = ''] = text.split(/\r?\n|\r/, 1);
  const columns = head.split('\t').map((column) => column.replaceAll('"', '').trim());
  return ['class', 'type/scale', 'name', 'text', 'language'].every((column) => columns.includes(column));
}

/** The columns of LimeSurvey for those of our sheets. */
const PLACES: Readonly<Record<string, string>> = LIME.columns;

/** Reads LimeSurvey's tab-separated export: https://www.limesurvey.org/manual/Tab_Separated_Value_survey_structure */
export function readLimeSurvey(text: string): ReadableWorkbook {
  const records = tsvRecords(text.replace(/^\ufeff/, ''));
  const columns = (records[0]?.fields ?? []).map((column) => column.trim());
  const { languages, titles, groups, remarks } = limeTree(records.slice(1), columns);
  const variables = variablesOf(groups);
  const making: LimeSheets = { languages, columns, variables, remarks: [...remarks], survey: [], choices: [] };
  for (const [index, group] of groups.entries()) {
    making.survey.push({
      line: group.line,
      cells: {
        type: 'begin_group',
        name: `g${index + 1}`,
        ...labelCells('label', languages, (language) => group.of(language, 'name')),
        relevant: limeCondition(group.field('relevance'), variables),
      },
    });
    for (const question of group.children) addQuestion(question, making);
    making.survey.push({ line: group.line, isMade: true, cells: { type: 'end_group' } });
  }
  const places = new Map<string, number>();
  for (const [ours, theirs] of Object.entries(PLACES))
    if (columns.includes(theirs)) places.set(ours, columns.indexOf(theirs));
  const textPlace = columns.indexOf('text');
  places.set(`label::${languages[0]}`, textPlace);
  for (const [place, column] of columns.entries())
    if (!READ_COLUMNS.test(column) && column !== '') places.set(column, place);
  const ofChoices = new Map([
    ['name', columns.indexOf('name')],
    [`label::${languages[0]}`, textPlace],
  ]);
  const made = (cells: SourceRow['cells']): SourceRow => ({ line: 1, isMade: true, cells });
  const [first = ''] = languages;
  const settings = made({ form_title: titles.get(first) ?? '', default_language: first });
  const ours = made({ key: 'title', ...labelCells('value', languages, (tag) => titles.get(tag) ?? '') });
  return {
    hasMacros: false,
    sheets: [
      madeSheet('survey', making.survey, places),
      madeSheet('choices', making.choices, ofChoices),
      madeSheet('settings', [settings], new Map()),
      ...(languages.length > 1 && titles.size > 0 ? [madeSheet('barometre', [ours], new Map([['key', 0]]))] : []),
    ].filter(({ rows }) => rows.length > 1),
    source: {
      name: 'limesurvey',
      remarks: making.remarks,
      // A column of ours that LimeSurvey does not have is reported at the text.
      placeOf: (column) => (column < columns.length ? column : textPlace),
    },
  };
}

function variablesOf(groups: readonly LimeEntry[]): ReadonlyMap<string, LimeVariable> {
  const found = new Map<string, LimeVariable>();
  for (const question of groups.flatMap(({ children }) => children)) {
    const name = question.field('name');
    const type = limeType(question.field('type/scale'));
    if (type.kind !== 'table' && type.kind !== 'several') found.set(name, { kind: 'question', name });
    for (const { field } of question.children.filter((child) => child.kind === 'SQ')) {
      const full = `${name}_${field('name')}`;
      if (type.kind === 'choice') found.set(full, { kind: 'box', question: name, option: field('name') });
      else found.set(full, { kind: 'question', name: full });
    }
  }
  return found;
}
