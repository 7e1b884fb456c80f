import { itemsOf } from '../../../core/answering/rule-items.ts';
import type { LocalText, Rule } from '../../../core/survey/survey-parts.ts';
import { readRule } from '../form/condition-rule.ts';
import type { Json } from '../form/form-context.ts';
import { toId } from '../form/names.ts';
import { cellPlace, codeAt, type Table, type TableRow, textAt } from '../report/table.ts';
import { wholeTexts } from '../report/whole-texts.ts';
import { textIn } from './default-sentences.ts';
import { caseOf, countOf, listAt, memberOf, sayMadeSentences, sentenceAt, setSays, whenOf } from './fact-parts.ts';
import type { FactMade, TypologyContext } from './typology-context.ts';

const KINDS = ['flag', 'count', 'category', 'set'] as const;
type Kind = (typeof KINDS)[number];

interface FactRows {
  readonly id: string;
  /** The row without a case: title, rows, levels, basis. */
  readonly head?: TableRow;
  readonly cases: readonly (readonly [name: string, row: TableRow])[];
  readonly kind: Kind;
}

/** Reads the sheet `facts`. A fact continues in the rows below whose first cell is empty. */
export function readFacts(table: Table | undefined, context: TypologyContext): ReadonlyMap<string, FactMade> {
  const facts = new Map<string, FactMade>();
  for (const rows of factRows(table, context)) {
    const fact = factOf(rows, context);
    if (fact) facts.set(rows.id, fact);
  }
  return facts;
}

function factRows(table: Table | undefined, context: TypologyContext): readonly FactRows[] {
  const { report } = context.reading;
  const groups = new Map<string, { head?: TableRow; cases: [string, TableRow][]; kind: string }>();
  let current = '';
  for (const row of table?.rows ?? []) {
    const written = codeAt(row, 'fact', context.reading);
    if (written !== '') {
      const id = toId(written);
      if (id !== written) report.say(cellPlace(row, 'fact'), 'otherwise', 'name.changed', written, { id });
      current = id;
    }
    if (current === '') {
      report.say(cellPlace(row, 'fact'), 'faulty', 'fact.unnamed', textAt(row, 'case'));
      continue;
    }
    const group = groups.get(current) ?? { cases: [], kind: '' };
    groups.set(current, group);
    report.carried(row.table.sheet, row.number);
    const kind = textAt(row, 'kind').toLowerCase();
    if (kind !== '') group.kind = kind;
    const name = codeAt(row, 'case', context.reading);
    if (name === '') {
      if (group.head)
        report.say(cellPlace(row, 'case'), 'faulty', 'fact.head-twice', current, { row: group.head.number });
      else group.head = row;
    } else if (group.cases.some(([other]) => other === name))
      report.say(cellPlace(row, 'case'), 'faulty', 'fact.case-twice', name, { fact: current });
    else group.cases.push([name, row]);
  }
  return [...groups].flatMap(([id, { head, cases, kind }]): readonly FactRows[] => {
    const guessed =
      textAt(head ?? cases[0]?.[1] ?? EMPTY, 'rows') !== ''
        ? 'count'
        : cases.every(([name]) => /^(yes|no|oui|non)$/i.test(name))
          ? 'flag'
          : 'category';
    const known = KINDS.find((one) => one === (kind === '' ? guessed : kind));
    if (!known) {
      const row = head ?? cases[0]?.[1] ?? EMPTY;
      report.say(cellPlace(row, 'kind'), 'faulty', 'fact.kind', kind);
      return [];
    }
    return [{ id, ...(head && { head }), cases, kind: known }];
  });
}

const EMPTY: TableRow = { table: { sheet: '', headRow: 1, columns: [], rows: [] }, number: 1, cells: [] };

function factOf({ id, head, cases, kind }: FactRows, context: TypologyContext): FactMade | undefined {
  const { reading, rows } = context;
  const written = head && wholeTexts(head, 'label', reading);
  const title = written ?? Object.fromEntries(reading.languages.map((tag) => [tag, id]));
  const of = (name: string) => cases.find(([other]) => caseId(other, kind) === name)?.[1];
  const making = { ...context, title, id, count: 0 };
  const basis = () => basisOf(head, cases, context);
  const first = head ?? cases[0]?.[1];
  let json: Json;
  let values: FactMade['values'] = [];
  const named = { id, ...(written && { title: written }), kind };
  if (kind === 'flag') {
    const yes = of('yes');
    const no = of('no');
    const yesRule = yes && whenOf(yes, context);
    const noRule: Rule | undefined = (no && whenOf(no, context)) ?? (yesRule && { not: structuredClone(yesRule) });
    const says = (row: TableRow | undefined, word: 'yes' | 'no') =>
      sentenceAt(row, 'label', making, (templates, language) =>
        templates.says(textIn(title, language), templates[word]),
      );
    const changed = (row: TableRow | undefined, word: 'yes' | 'no') =>
      sentenceAt(row, 'if_changed', making, (templates, language) =>
        templates.ifChanged(textIn(title, language), templates[word]),
      );
    const shorts = { yes: yes && wholeTexts(yes, 'short', reading), no: no && wholeTexts(no, 'short', reading) };
    json = {
      ...named,
      yes: yesRule,
      no: noRule,
      says: { yes: says(yes, 'yes'), no: says(no, 'no') },
      ...(shorts.yes && shorts.no && { short: shorts }),
      ifChanged: { yes: changed(yes, 'yes'), no: changed(no, 'no') },
    };
    values = ['yes', 'no'].map((value) => ({
      id: value,
      label: (json.says as Record<string, LocalText>)[value] ?? {},
    }));
  } else if (kind === 'count') json = { ...named, ...countOf(head, of, making) };
  else if (kind === 'category') {
    const made = cases.map(([name, row]) => caseOf(toId(name), row, making));
    json = { ...named, basis: basis(), cases: made };
    values = made.map((one) => ({ id: String(one.id), label: (one.says ?? {}) as LocalText }));
  } else {
    const members = cases.filter(([name]) => !/^(none|some|aucun|certains)$/i.test(name));
    const made = members.map(([name, row]) => memberOf(toId(name), row, making));
    json = { ...named, basis: basis(), members: made, ...setSays(of, making) };
    values = made.map((one) => ({ id: String(one.id), label: (one.label ?? {}) as LocalText }));
  }
  if (first) rows.set(json, first);
  sayMadeSentences(first, making);
  return { id, kind, json, title, values, hasSentences: kind === 'flag' || kind === 'category' };
}

function caseId(name: string, kind: Kind): string {
  if (kind === 'flag') return /^(yes|oui)$/i.test(name) ? 'yes' : /^(no|non)$/i.test(name) ? 'no' : name;
  return toId(name);
}

/** What is written, or what the conditions of the cases read. */
function basisOf(head: TableRow | undefined, cases: FactRows['cases'], context: TypologyContext): readonly string[] {
  const written = head ? listAt(head, 'basis', context) : [];
  if (written.length > 0) return written;
  const rules = cases.flatMap(([, row]) => {
    const read = readRule(textAt(row, 'when') || 'true()', context.find);
    return read.kind === 'rule' ? [read.rule] : [];
  });
  return [...new Set(rules.flatMap(itemsOf))];
}
