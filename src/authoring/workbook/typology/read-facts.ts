import { itemsOf } from '../../../core/answering/rule-items.ts';
import type { LocalText, Rule } from '../../../core/survey/survey-parts.ts';
import { readRule } from '../form/condition-rule.ts';
import type { Json } from '../form/form-context.ts';
import { toId } from '../form/names.ts';
import { cellPlace, codeAt, type Table, type TableRow, textAt } from '../report/table.ts';
import { wholeTexts } from '../report/whole-texts.ts';
import { languagesWithoutTemplates, made, textIn } from './default-sentences.ts';
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
  sayMade(first, making);
  return { id, kind, json, title, values, hasSentences: kind === 'flag' || kind === 'category' };
}

function caseId(name: string, kind: Kind): string {
  if (kind === 'flag') return /^(yes|oui)$/i.test(name) ? 'yes' : /^(no|non)$/i.test(name) ? 'no' : name;
  return toId(name);
}

interface Making extends TypologyContext {
  readonly title: LocalText;
  readonly id: string;
  /** The number of default sentences. */
  count: number;
}

function sentenceAt(
  row: TableRow | undefined,
  key: string,
  making: Making,
  make: Parameters<typeof made>[1],
): LocalText {
  const written = row && wholeTexts(row, key, making.reading);
  if (written) return written;
  making.count++;
  return made(making.reading.languages, make);
}

function sayMade(row: TableRow | undefined, { count, id, reading }: Making): void {
  if (!row || count === 0) return;
  const [untranslated] = languagesWithoutTemplates(reading.languages);
  const place = cellPlace(row, 'label');
  if (untranslated === undefined) reading.report.say(place, 'advice', 'sentences.made', id, { count });
  else reading.report.say(place, 'faulty', 'sentences.language', id, { language: untranslated });
}

function countOf(head: TableRow | undefined, of: (name: string) => TableRow | undefined, making: Making): Json {
  const { title } = making;
  const idsAt = (key: string) => (head ? listAt(head, key, making) : []);
  const zero = of('zero');
  const zeroText = zero && wholeTexts(zero, 'label', making.reading);
  const says = (name: string) =>
    sentenceAt(of(name), 'label', making, (templates, tag) => templates.says(textIn(title, tag), '{n}'));
  const rows = idsAt('rows');
  const basis = idsAt('basis');
  return {
    rows,
    levels: head
      ? textAt(head, 'levels')
          .split(/[\s,;]+/)
          .filter(Boolean)
      : [],
    ...(basis.length > 0 && { basis }),
    says: { ...(zeroText && { zero: zeroText }), one: says('one'), other: says('other') },
    ifChanged: {
      more: sentenceAt(of('more'), 'if_changed', making, (templates, tag) => templates.more(textIn(title, tag))),
      fewer: sentenceAt(of('fewer'), 'if_changed', making, (templates, tag) => templates.fewer(textIn(title, tag))),
    },
  };
}

function caseOf(id: string, row: TableRow, making: Making): Json {
  const { title, reading } = making;
  const when = whenOf(row, making);
  const short = wholeTexts(row, 'short', reading);
  const part: Json = {
    id,
    ...(when && { when }),
    says: sentenceAt(row, 'label', making, (templates, tag) => templates.says(textIn(title, tag), id)),
    ...(short && { short }),
    ifChanged: sentenceAt(row, 'if_changed', making, (templates, tag) => templates.ifChanged(textIn(title, tag), id)),
  };
  making.rows.set(part, row);
  return part;
}

function memberOf(id: string, row: TableRow, making: Making): Json {
  const { title, reading } = making;
  const short = wholeTexts(row, 'short', reading);
  const label = wholeTexts(row, 'label', reading) ?? Object.fromEntries(reading.languages.map((tag) => [tag, id]));
  const part: Json = {
    id,
    when: whenOf(row, making),
    label,
    ...(short && { short }),
    ifChanged: {
      added: sentenceAt(row, 'if_changed', making, (templates, tag) =>
        templates.added(textIn(title, tag), textIn(label, tag)),
      ),
      removed: sentenceAt(row, 'if_removed', making, (templates, tag) =>
        templates.removed(textIn(title, tag), textIn(label, tag)),
      ),
    },
  };
  making.rows.set(part, row);
  return part;
}

function setSays(of: (name: string) => TableRow | undefined, making: Making): Json {
  const { title, reading } = making;
  const none = of('none');
  const short = none && wholeTexts(none, 'short', reading);
  return {
    says: {
      none: sentenceAt(none, 'label', making, (templates, tag) => templates.none(textIn(title, tag))),
      some: sentenceAt(of('some'), 'label', making, (templates, tag) => templates.says(textIn(title, tag), '{list}')),
    },
    ...(short && { short }),
  };
}

function whenOf(row: TableRow, { find, reading }: TypologyContext): Rule | undefined {
  const written = textAt(row, 'when');
  if (written === '') return undefined;
  const read = readRule(written, find);
  if (read.kind === 'rule') return read.rule;
  const place = cellPlace(row, 'when');
  // A fact without its rule would say something else: there is nothing to decide.
  if (read.kind === 'beyond') reading.report.say(place, 'faulty', 'fact.beyond', written, { what: read.what });
  else reading.report.say(place, 'faulty', read.code, written, { what: read.what, of: read.of ?? '' });
  return undefined;
}

/** The items in a cell, by their names in the workbook. */
function listAt(row: TableRow, key: string, { find, reading }: TypologyContext): readonly string[] {
  return textAt(row, key)
    .split(/[\s,;]+/)
    .filter(Boolean)
    .flatMap((name) => {
      const found = find(name);
      if (found.kind === 'item') return [found.item.id];
      reading.report.say(cellPlace(row, key), 'faulty', 'condition.unknown', name, { what: name });
      return [];
    });
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
