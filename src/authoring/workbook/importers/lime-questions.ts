import type { Remark } from '../report/text-source.ts';
import { type LimeVariable, limeCondition, limeConstraint } from './lime-expression.ts';
import type { LimeEntry } from './lime-tree.ts';
import { isUsed, type Levels, limeType } from './lime-types.ts';
import { remark, type SourceRow, withoutMarkup } from './made-sheets.ts';

/** Columns that are read, or that do not concern a survey. The report lists any other column as not read. */
export const READ_COLUMNS =
  /^(id|related_id|class|type\/scale|name|relevance|text|help|language|validation|mandatory|encrypted|other|default|same_default|same_script|max_answers|min_answers|exclude_all_others|random_order|min_num_value_n|max_num_value_n|num_value_int_only|hidden|array_filter|array_filter_exclude|em_validation_q)$/;

/** The state with which the questions of a file are read, and the rows that are made of them. */
export interface LimeSheets {
  readonly languages: readonly string[];
  readonly columns: readonly string[];
  readonly variables: ReadonlyMap<string, LimeVariable>;
  readonly remarks: Remark[];
  readonly survey: SourceRow[];
  readonly choices: SourceRow[];
}

/** Rows of the sheets for a question of LimeSurvey. */
export function addQuestion(question: LimeEntry, making: LimeSheets) {
  const { languages, remarks, survey } = making;
  const { line, field, of, children } = question;
  const name = field('name');
  const type = limeType(field('type/scale'));
  const rows = children.filter(({ kind }) => kind === 'SQ');
  const answers = children.filter(({ kind }) => kind === 'A');
  const shared = sharedCells(question, making);
  sayOf(question, making);
  for (const child of children)
    if (!isUsed(child.kind, type))
      remarks.push(remark(child.line, 'dropped', 'lime.part', withoutMarkup(child.of(languages[0] ?? '', 'text'))));
  const list = `${name}-list`;
  const addLevels = (levels: Levels | undefined, of: readonly LimeEntry[]) => {
    const used = of.filter(({ kind }) => isUsed(kind, type));
    addChoices(making, line, list, levels, used);
  };
  const add = (cells: SourceRow['cells']) => void survey.push({ line, cells: { ...shared, ...cells } });
  const addGroup = (head: SourceRow['cells'], cellsOf: (row: LimeEntry) => SourceRow['cells']) => {
    add({ ...head, type: 'begin_group', constraint: '', required: '' });
    for (const row of rows) {
      const cells = { name: `${name}_${row.field('name')}`, required: shared.required, ...cellsOf(row) };
      survey.push({ line: row.line, cells });
    }
    survey.push({ line, isMade: true, cells: { type: 'end_group' } });
  };
  switch (type.kind) {
    case 'choice': {
      addLevels(type.levels, type.isMultiple ? rows : answers);
      const word = type.isMultiple ? 'select_multiple' : 'select_one';
      if (type.hasComment)
        remarks.push(remark(line, 'otherwise', 'lime.comment', withoutMarkup(of(languages[0] ?? '', 'text'))));
      return add({ type: `${word} ${list}${field('other') === 'Y' ? ' or_other' : ''}` });
    }
    case 'table': {
      addLevels(type.levels, answers);
      const order = shared.parameters && 'random';
      return addGroup({ appearance: 'table-list', parameters: '', 'barometre--order': order }, (row) => ({
        type: `select_one ${list}`,
        ...labelCells('label', languages, (language) => row.of(language, 'text')),
      }));
    }
    case 'several':
      return addGroup({}, (row) => ({
        type: type.each === 'number' ? 'decimal' : 'text',
        // Outside of its list a subquestion has to say what it is about.
        ...labelCells('label', languages, (language) => `${of(language, 'text')} ${row.of(language, 'text')}`),
        constraint: shared.constraint,
      }));
    case 'number':
      return add({ type: field('num_value_int_only') === '1' ? 'integer' : 'decimal' });
    case 'text':
      return add({ type: 'text', appearance: type.isLong ? 'multiline' : '' });
    case 'note':
      return add({ type: 'note' });
    case 'equation':
      return add({ type: 'calculate', calculation: of(languages[0] ?? '', 'text') });
    case 'none':
      return add({ type: `limesurvey ${type.named}` });
  }
}

/** Cells that questions of most types have. */
function sharedCells({ field, of }: LimeEntry, { languages, columns, variables }: LimeSheets) {
  const own = Object.fromEntries(
    columns.flatMap((column) => (READ_COLUMNS.test(column) ? [] : [[column, field(column)]])),
  );
  return {
    ...own,
    name: field('name'),
    ...labelCells('label', languages, (language) => of(language, 'text')),
    ...labelCells('hint', languages, (language) => of(language, 'help')),
    relevant: limeCondition(field('relevance'), variables),
    constraint: limeConstraint(field),
    required: field('mandatory') === 'Y' ? 'yes' : '',
    default: field('default'),
    choice_filter: [field('array_filter'), field('array_filter_exclude')].filter(Boolean).join(' '),
    parameters: field('random_order') === '1' ? 'randomize=true' : '',
  };
}

/** The choices of a list: those that its type has by itself, then its own. */
function addChoices(
  { languages, choices }: LimeSheets,
  line: number,
  list: string,
  levels: Levels = [],
  used: readonly LimeEntry[],
): void {
  const implied = levels.map(({ code, label }) => {
    return { line, isMade: true as const, name: code, of: (tag: string) => label[tag] ?? '' };
  });
  const own = used.map((one) => ({
    line: one.line,
    name: one.field('name'),
    of: (tag: string) => one.of(tag, 'text'),
  }));
  for (const { name, of, ...row } of [...implied, ...own])
    choices.push({ ...row, cells: { list_name: list, name, ...labelCells('label', languages, of) } });
}

/** Reports on what a question has that no column of a workbook can hold. */
function sayOf({ line, field, of }: LimeEntry, { languages, remarks, columns }: LimeSheets): void {
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

export function labelCells(key: string, languages: readonly string[], of: (language: string) => string) {
  return Object.fromEntries(languages.map((language) => [`${key}::${language}`, withoutMarkup(of(language))]));
}
