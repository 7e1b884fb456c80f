import type { Areas } from '../../../core/survey/questionnaire.ts';
import type { Rule } from '../../../core/survey/survey-parts.ts';
import type { AskedQuestion, Option, SurveyFile } from '../../../core/survey/survey-schema.ts';
import type { ConditionItem } from '../form/condition-rule.ts';
import { SPECIFY_LABELS } from '../form/specify-row.ts';
import type { OutputRow } from '../report/sheet-columns.ts';
import { inEach } from '../report/table.ts';

type KindOf = (item: string) => ConditionItem['kind'] | undefined;

/** Returns how items are compared in conditions, by id. */
export function kindsOf({ sections }: SurveyFile): KindOf {
  const kinds = new Map<string, ConditionItem['kind']>();
  for (const question of sections.flatMap(({ questions }) => questions)) {
    if (question.kind === 'matrix') for (const { id } of question.rows) kinds.set(id, 'single');
    else kinds.set(question.id, question.kind === 'territory' ? 'single' : question.kind);
    kinds.set(`${question.id}-other`, 'text');
  }
  return (item) => kinds.get(item);
}

/** A list of choices, written once for all questions that have the same. */
interface WrittenList {
  readonly name: string;
  readonly options: readonly Option[];
}

interface SurveySheets {
  readonly survey: readonly OutputRow[];
  readonly choices: readonly OutputRow[];
  readonly lists: readonly string[];
}

/** Writes questions and choices as XLSForm does. */
export function surveySheets(file: SurveyFile, areas: Areas): SurveySheets {
  const kindOf = kindsOf(file);
  const lists = new Map<string, WrittenList>();
  const byOptions = new Map<string, string>();
  for (const [name, { levels }] of Object.entries(file.scales)) lists.set(name, { name, options: levels });
  const listOf = (id: string, options: readonly Option[]): string => {
    const key = JSON.stringify(
      options.map(({ id: option, label, specify, exclusive }) => [option, label, specify, exclusive]),
    );
    const known = byOptions.get(key);
    if (known !== undefined) return known;
    let name = id;
    while (lists.has(name) || areas(name)) name = `${name}-options`;
    byOptions.set(key, name);
    lists.set(name, { name, options });
    return name;
  };
  const territories = (list: string, options: readonly Option[]) => {
    const own = (areas(list) ?? []).map(([id, name]) => ({ id, label: inEach(name, file) }));
    const known = lists.get(list)?.options ?? own;
    const ids = new Set(known.map(({ id }) => id));
    lists.set(list, { name: list, options: [...known, ...options.filter(({ id }) => !ids.has(id))] });
    return list;
  };
  const survey = file.sections.flatMap(({ id, title, questions }) => [
    { type: 'begin_group', name: id, label: title },
    ...questions.flatMap((question) =>
      questionRows(question, { kindOf, listOf, territories, languages: file.languages }),
    ),
    { type: 'end_group' },
  ]);
  return { survey, choices: choiceRows([...lists.values()]), lists: [...lists.keys()] };
}

interface Writing {
  readonly kindOf: KindOf;
  readonly listOf: (id: string, options: readonly Option[]) => string;
  readonly territories: (list: string, options: readonly Option[]) => string;
  readonly languages: readonly string[];
}

type ChoiceQuestion = Extract<AskedQuestion, { readonly options: readonly Option[] }>;

function questionRows(question: AskedQuestion, writing: Writing): readonly OutputRow[] {
  const { id, text, help, showIf, required } = question;
  const shared: OutputRow = {
    name: id,
    label: text,
    hint: help,
    relevant: (showIf && writeRule(showIf, writing.kindOf)) ?? '',
    required: required ? 'yes' : '',
  };
  if (question.kind === 'matrix') return matrixRows(question, shared);
  if (question.kind === 'number') return [numberRow(question, shared)];
  if (question.kind === 'text') return [textRow(question, shared)];
  return [{ ...shared, ...choiceCells(question, writing) }, ...specifyRows(question, writing)];
}

function choiceCells(question: ChoiceQuestion, { listOf, territories }: Writing): OutputRow {
  const { id, options } = question;
  if (question.kind === 'territory') return { type: `select_one ${territories(question.list, options)}` };
  const list = listOf(id, options);
  const parameters = question.order ? 'randomize=true' : '';
  if (question.kind === 'multiple')
    return { type: `select_multiple ${list}`, constraint: choicesConstraint(question), parameters };
  return { type: `select_one ${list}`, parameters, 'our-prefill': question.prefill ? 'yes' : '' };
}

/** A group whose rows are questions with one list of options, as XLSForm writes a table. */
function matrixRows(
  { required, fillWith, order, scale, rows }: AskedQuestion & { kind: 'matrix' },
  { required: _, ...head }: OutputRow,
): readonly OutputRow[] {
  return [
    {
      ...head,
      type: 'begin_group',
      appearance: 'table-list',
      'our-fill': fillWith ?? '',
      'our-order': order ?? '',
    },
    ...rows.map((row) => ({
      type: `select_one ${scale}`,
      name: row.id,
      label: row.label,
      required: required ? 'yes' : '',
    })),
    { type: 'end_group' },
  ];
}

function numberRow(
  { min, max, decimals, unit, unknown }: AskedQuestion & { kind: 'number' },
  shared: OutputRow,
): OutputRow {
  const isPlain = [min, max].every((bound) => /^-?\d+(\.\d+)?$/.test(String(bound)));
  return {
    ...shared,
    type: decimals === 0 ? 'integer' : 'decimal',
    constraint: isPlain ? `. >= ${min} and . <= ${max}` : '',
    'our-decimals': decimals === 0 || decimals === 2 ? '' : String(decimals),
    'our-unknown': unknown ? 'yes' : '',
    'our-unit': unit,
  };
}

function textRow(
  { lines, maxBytes, personal, consent }: AskedQuestion & { kind: 'text' },
  shared: OutputRow,
): OutputRow {
  return {
    ...shared,
    type: 'text',
    appearance: lines === undefined ? '' : 'multiline',
    'our-lines': lines === undefined || lines === 4 ? '' : String(lines),
    'our-bytes': maxBytes === 1000 ? '' : String(maxBytes),
    'our-personal': personal ? '' : 'no',
    'our-consent': consent,
  };
}

function choicesConstraint({ min, max, options }: AskedQuestion & { kind: 'multiple' }): string {
  return [
    ...(min === undefined ? [] : [`count-selected(.) >= ${min}`]),
    ...(max === undefined ? [] : [`count-selected(.) <= ${max}`]),
    ...options
      .filter(({ exclusive }) => exclusive)
      .map(({ id }) => `not(selected(., '${id}') and count-selected(.) > 1)`),
  ].join(' and ');
}

/** Writes the text that « autre » asks for: other programs need a question for it. */
function specifyRows(question: ChoiceQuestion, { kindOf, languages }: Writing): readonly OutputRow[] {
  const option = question.options.find(({ specify }) => specify);
  if (!option) return [];
  const label = Object.fromEntries(languages.map((tag) => [tag, SPECIFY_LABELS[tag] ?? SPECIFY_LABELS.en ?? '']));
  const relevant = writeRule({ item: question.id, is: option.id }, kindOf) ?? '';
  return [{ type: 'text', name: `${question.id}-other`, label, relevant }];
}

function choiceRows(lists: readonly WrittenList[]): readonly OutputRow[] {
  return lists.flatMap(({ name, options }) =>
    options.map(({ id, label, specify, exclusive }) => ({
      list_name: name,
      name: id,
      label,
      'our-specify': specify ? 'yes' : '',
      'our-exclusive': exclusive ? 'yes' : '',
    })),
  );
}

/** Writes a rule in XLSForm's syntax; `undefined` if XLSForm cannot express it. `kindOf` says how an item is compared. */
export function writeRule(rule: Rule, kindOf: KindOf): string | undefined {
  const isParts = 'all' in rule ? rule.all : 'any' in rule ? rule.any : undefined;
  if (isParts) {
    if (isParts.length === 0) return 'all' in rule ? 'true()' : undefined;
    const word = 'all' in rule ? ' and ' : ' or ';
    const parts = isParts.map((part) => {
      const text = writeRule(part, kindOf);
      const isJoined = 'all' in part || 'any' in part || ('in' in part && part.in.length > 1);
      return text !== undefined && isJoined ? `(${text})` : text;
    });
    return parts.some((part) => part === undefined) ? undefined : parts.join(word);
  }
  if ('not' in rule) {
    const inside = writeRule(rule.not, kindOf);
    return inside === undefined ? undefined : `not(${inside})`;
  }
  if ('answered' in rule) return `\${${rule.answered}} != ''`;
  const { item } = rule as { readonly item: string };
  const named = `\${${item}}`;
  if ('atLeast' in rule) return `${named} >= ${rule.atLeast}`;
  if ('atMost' in rule) return `${named} <= ${rule.atMost}`;
  if ('chosen' in rule) return `count-selected(${named}) >= ${rule.chosen.atLeast}`;
  const is = (option: string) =>
    kindOf(item) === 'multiple' ? `selected(${named}, '${option}')` : `${named} = '${option}'`;
  if ('is' in rule) return is(rule.is);
  return 'in' in rule ? rule.in.map(is).join(' or ') : undefined;
}
