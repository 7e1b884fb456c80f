import type { ReadableWorkbook, Remark } from '../report/text-source.ts';
import { type LimeVariable, limeCondition, limeConstraint } from './lime-expression.ts';
import { type LimeEntry, limeTree } from './lime-tree.ts';
import { isUsed, type Levels, limeType } from './lime-types.ts';
import { type MadeRow, madeSheet, remark, withoutMarkup } from './made-sheets.ts';
import { tsvRecords } from './tab-separated.ts';

export function isLimeSurvey(text: string): boolean {
  const [head = ''] = text.split(/\r?\n|\r/, 1);
  const columns = head.split('\t').map((column) => column.replaceAll('"', '').trim());
  return ['class', 'type/scale', 'name', 'text', 'language'].every((column) => columns.includes(column));
}

/** Where the columns of our sheets are in LimeSurvey's. */
const PLACES: Readonly<Record<string, string>> = {
  type: 'type/scale',
  name: 'name',
  relevant: 'relevance',
  hint: 'help',
  constraint: 'validation',
  required: 'mandatory',
  default: 'default',
};
/** Columns that are read, or that do not concern a survey. The report lists any other column as not read. */
const READ =
  /^(id|related_id|class|type\/scale|name|relevance|text|help|language|validation|mandatory|encrypted|other|default|same_default|same_script|max_answers|min_answers|exclude_all_others|random_order|min_num_value_n|max_num_value_n|num_value_int_only|hidden|array_filter|array_filter_exclude|em_validation_q)$/;

interface Making {
  readonly languages: readonly string[];
  readonly columns: readonly string[];
  readonly variables: ReadonlyMap<string, LimeVariable>;
  readonly remarks: Remark[];
  readonly survey: MadeRow[];
  readonly choices: MadeRow[];
}

/** Reads LimeSurvey's tab-separated export: https://www.limesurvey.org/manual/Tab_Separated_Value_survey_structure */
export function readLimeSurvey(text: string): ReadableWorkbook {
  const records = tsvRecords(text.replace(/^\ufeff/, ''));
  const columns = (records[0]?.fields ?? []).map((column) => column.trim());
  const { languages, titles, groups, remarks } = limeTree(records.slice(1), columns);
  const variables = variablesOf(groups);
  const making: Making = { languages, columns, variables, remarks: [...remarks], survey: [], choices: [] };
  for (const [index, group] of groups.entries()) {
    making.survey.push({
      line: group.line,
      cells: {
        type: 'begin_group',
        name: `g${index + 1}`,
        ...labels('label', languages, (language) => group.of(language, 'name')),
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
  for (const [place, column] of columns.entries()) if (!READ.test(column) && column !== '') places.set(column, place);
  const ofChoices = new Map([
    ['name', columns.indexOf('name')],
    [`label::${languages[0]}`, textPlace],
  ]);
  const settings: MadeRow = {
    line: 1,
    isMade: true,
    cells: { form_title: titles.get(languages[0] ?? '') ?? '', default_language: languages[0] ?? '' },
  };
  const ours: MadeRow = {
    line: 1,
    isMade: true,
    cells: { key: 'title', ...labels('value', languages, (tag) => titles.get(tag) ?? '') },
  };
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

function labels(key: string, languages: readonly string[], of: (language: string) => string) {
  return Object.fromEntries(languages.map((language) => [`${key}::${language}`, withoutMarkup(of(language))]));
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

function addQuestion(question: LimeEntry, making: Making): void {
  const { languages, columns, variables, remarks, survey, choices } = making;
  const { line, field, of, children } = question;
  const name = field('name');
  const type = limeType(field('type/scale'));
  const rows = children.filter(({ kind }) => kind === 'SQ');
  const answers = children.filter(({ kind }) => kind === 'A');
  const own = Object.fromEntries(columns.flatMap((column) => (READ.test(column) ? [] : [[column, field(column)]])));
  const shared = {
    ...own,
    name,
    ...labels('label', languages, (language) => of(language, 'text')),
    ...labels('hint', languages, (language) => of(language, 'help')),
    relevant: limeCondition(field('relevance'), variables),
    constraint: limeConstraint(field),
    required: field('mandatory') === 'Y' ? 'yes' : '',
    default: field('default'),
    choice_filter: [field('array_filter'), field('array_filter_exclude')].filter(Boolean).join(' '),
    parameters: field('random_order') === '1' ? 'randomize=true' : '',
  };
  sayOf(question, making);
  for (const child of children)
    if (!isUsed(child.kind, type))
      remarks.push(remark(child.line, 'dropped', 'lime.part', withoutMarkup(child.of(languages[0] ?? '', 'text'))));
  const list = `${name}-list`;
  const addLevels = (levels: Levels | undefined, of: readonly LimeEntry[]) => {
    if (levels)
      choices.push(
        ...levels.map(
          ({ code, label }): MadeRow => ({
            line,
            isMade: true,
            cells: { list_name: list, name: code, ...labels('label', languages, (tag) => label[tag] ?? '') },
          }),
        ),
      );
    for (const one of of.filter(({ kind }) => isUsed(kind, type)))
      choices.push({
        line: one.line,
        cells: {
          list_name: list,
          name: one.field('name'),
          ...labels('label', languages, (language) => one.of(language, 'text')),
        },
      });
  };
  const orOther = field('other') === 'Y' ? ' or_other' : '';
  switch (type.kind) {
    case 'choice': {
      addLevels(type.levels, type.isMultiple ? rows : answers);
      const word = type.isMultiple ? 'select_multiple' : 'select_one';
      if (type.hasComment)
        remarks.push(remark(line, 'otherwise', 'lime.comment', withoutMarkup(of(languages[0] ?? '', 'text'))));
      survey.push({ line, cells: { ...shared, type: `${word} ${list}${orOther}` } });
      return;
    }
    case 'table':
      addLevels(type.levels, answers);
      addTable(
        question,
        { ...shared, parameters: '', 'barometre--order': shared.parameters && 'random' },
        list,
        making,
      );
      return;
    case 'several':
      survey.push({ line, cells: { ...shared, constraint: '', required: '', type: 'begin_group' } });
      for (const row of rows)
        survey.push({
          line: row.line,
          cells: {
            type: type.each === 'number' ? 'decimal' : 'text',
            name: `${name}_${row.field('name')}`,
            // Outside of its list a subquestion has to say what it is about.
            ...labels('label', languages, (language) => `${of(language, 'text')} ${row.of(language, 'text')}`),
            constraint: shared.constraint,
            required: shared.required,
          },
        });
      survey.push({ line, isMade: true, cells: { type: 'end_group' } });
      return;
    case 'number':
      survey.push({ line, cells: { ...shared, type: field('num_value_int_only') === '1' ? 'integer' : 'decimal' } });
      return;
    case 'text':
      survey.push({ line, cells: { ...shared, type: 'text', appearance: type.isLong ? 'multiline' : '' } });
      return;
    case 'note':
      survey.push({ line, cells: { ...shared, type: 'note' } });
      return;
    case 'equation':
      survey.push({ line, cells: { ...shared, type: 'calculate', calculation: of(languages[0] ?? '', 'text') } });
      return;
    case 'none':
      survey.push({ line, cells: { ...shared, type: `limesurvey ${type.named}` } });
  }
}

function addTable(
  { line, field, children }: LimeEntry,
  shared: Readonly<Record<string, string>>,
  list: string,
  { languages, survey }: Making,
): void {
  const { constraint: _, required = '', ...head } = shared;
  survey.push({ line, cells: { ...head, type: 'begin_group', appearance: 'table-list' } });
  for (const row of children.filter(({ kind }) => kind === 'SQ'))
    survey.push({
      line: row.line,
      cells: {
        type: `select_one ${list}`,
        name: `${field('name')}_${row.field('name')}`,
        ...labels('label', languages, (language) => row.of(language, 'text')),
        required,
      },
    });
  survey.push({ line, isMade: true, cells: { type: 'end_group' } });
}

/** What a question has that no column of a workbook says. */
function sayOf({ line, field, of }: LimeEntry, { languages, remarks, columns }: Making): void {
  const [first = ''] = languages;
  const text = withoutMarkup(of(first, 'text'));
  const at = (column: string) => Math.max(0, columns.indexOf(column));
  if (field('hidden') === '1') remarks.push(remark(line, 'to-decide', 'lime.hidden', text, at('hidden')));
  if (field('mandatory') === 'S') remarks.push(remark(line, 'otherwise', 'lime.soft', 'S', at('mandatory')));
  const texts = languages.flatMap((language) => [of(language, 'text'), of(language, 'help')]).join(' ');
  const [piping] = /\{[^{}]+\}/.exec(texts) ?? [];
  if (piping !== undefined && field('type/scale') !== '*')
    remarks.push(remark(line, 'to-decide', 'text.piping', piping, at('text')));
  const [embedded] = /<(img|video|audio|iframe|a|script|object)\b[^>]*>/i.exec(texts) ?? [];
  if (embedded !== undefined) remarks.push(remark(line, 'otherwise', 'lime.markup', embedded, at('text')));
}
