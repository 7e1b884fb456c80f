import { itemsOf } from '../../../core/answering/rule-items.ts';
import { readRule } from '../form/condition-rule.ts';
import { toId } from '../form/names.ts';
import { inEach, type Table, type TableRow } from '../report/table.ts';
import { textIn } from './default-sentences.ts';
import {
  categoryOf,
  countOf,
  type FactMaking,
  flagOf,
  itemsAt,
  sayMadeSentences,
  setOf,
  whenOf,
} from './fact-parts.ts';
import type { DraftFact, TypologyContext } from './typology-context.ts';

const KINDS = ['flag', 'count', 'category', 'set'] as const;
type Kind = (typeof KINDS)[number];

interface FactRows {
  readonly id: string;
  readonly kind: Kind;
  /** The row without a case: title, rows, levels, basis. */
  readonly head: TableRow | undefined;
  readonly cases: readonly (readonly [name: string, row: TableRow])[];
}

/** Reads the sheet `facts`. A fact continues in the rows below whose first cell is empty. */
export function readFacts(table: Table | undefined, context: TypologyContext): ReadonlyMap<string, DraftFact> {
  return new Map(factRows(table).map((rows) => [rows.id, factOf(rows, context)]));
}

function factRows(table: Table | undefined): readonly FactRows[] {
  const groups = new Map<string, { first: TableRow; head?: TableRow; cases: [string, TableRow][]; kind: string }>();
  let current = '';
  for (const row of table?.rows ?? []) {
    const written = row.code('fact');
    if (written !== '') {
      current = toId(written);
      if (current !== written) row.say('fact', 'otherwise', 'name.changed', written, { id: current });
    }
    if (current === '') {
      row.say('fact', 'faulty', 'fact.unnamed', row.text('case'));
      continue;
    }
    const group = groups.get(current) ?? { first: row, cases: [], kind: '' };
    groups.set(current, group);
    row.carried();
    group.kind = row.text('kind').toLowerCase() || group.kind;
    const name = row.code('case');
    if (name === '') {
      if (group.head) row.say('case', 'faulty', 'fact.head-twice', current, { row: group.head.number });
      else group.head = row;
    } else if (group.cases.some(([other]) => other === name))
      row.say('case', 'faulty', 'fact.case-twice', name, { fact: current });
    else group.cases.push([name, row]);
  }
  return [...groups].flatMap(([id, { first, head, cases, kind }]): readonly FactRows[] => {
    const row = head ?? cases[0]?.[1] ?? first;
    const isFlag = cases.every(([name]) => /^(yes|no|oui|non)$/i.test(name));
    const guessed = row.text('rows') !== '' ? 'count' : isFlag ? 'flag' : 'category';
    const known = KINDS.find((one) => one === (kind || guessed));
    if (!known) row.say('kind', 'faulty', 'fact.kind', kind);
    return known ? [{ id, head, cases, kind: known }] : [];
  });
}

function factOf({ id, head, cases, kind }: FactRows, context: TypologyContext): DraftFact {
  const written = head?.wholeTexts('label');
  const title = written ?? inEach(id, context.reading);
  const making: FactMaking = { named: { id, ...(written && { title: written }) }, title, context, count: 0 };
  const first = head ?? cases[0]?.[1];
  const made = partsOf({ id, head, cases, kind }, making, context);
  if (first) context.rows.set(made.json, first);
  sayMadeSentences(first, 'label', id, making.count);
  return { id, kind, title, hasSentences: kind === 'flag' || kind === 'category', ...made };
}

function partsOf(
  { head, cases, kind }: FactRows,
  making: FactMaking,
  context: TypologyContext,
): Pick<DraftFact, 'json' | 'values'> {
  const rowOf = (name: string) => cases.find(([other]) => caseId(other, kind) === name)?.[1];
  const partsOfValue = ([name, row]: FactRows['cases'][number]) => {
    const id = toId(name);
    return { id, when: whenOf(row, context), name: () => id, row };
  };
  switch (kind) {
    case 'flag': {
      const [yes, no] = [rowOf('yes'), rowOf('no')];
      const yesRule = yes && whenOf(yes, context);
      const noRule = (no && whenOf(no, context)) ?? (yesRule && { not: structuredClone(yesRule) });
      const json = flagOf(
        making,
        { id: 'yes', when: yesRule, name: (templates) => templates.yes, row: yes },
        { id: 'no', when: noRule, name: (templates) => templates.no, row: no },
      );
      return { json, values: (['yes', 'no'] as const).map((id) => ({ id, label: json.says[id] })) };
    }
    case 'count':
      return { json: countOf(making, head, rowOf, context), values: [] };
    case 'category': {
      const json = categoryOf(making, basisOf(head, cases, context), cases.map(partsOfValue));
      return { json, values: json.cases.map(({ id, says }) => ({ id, label: says })) };
    }
    case 'set': {
      const members = cases
        .filter(([name]) => !/^(none|some|aucun|certains)$/i.test(name))
        .map((one) => {
          const value = partsOfValue(one);
          const label = value.row.wholeTexts('label') ?? inEach(value.id, context.reading);
          return { ...value, label, name: (_: unknown, tag: string) => textIn(label, tag) };
        });
      const ends = { none: rowOf('none'), some: rowOf('some') };
      const json = setOf(making, basisOf(head, cases, context), members, ends);
      return { json, values: json.members };
    }
  }
}

function caseId(name: string, kind: Kind): string {
  if (kind === 'flag') return /^(yes|oui)$/i.test(name) ? 'yes' : /^(no|non)$/i.test(name) ? 'no' : name;
  return toId(name);
}

/** Returns the written basis, or what the conditions of the cases read. */
function basisOf(head: TableRow | undefined, cases: FactRows['cases'], context: TypologyContext): readonly string[] {
  const written = head ? itemsAt(head, 'basis', context) : [];
  if (written.length > 0) return written;
  const rules = cases.flatMap(([, row]) => {
    const read = readRule(row.text('when') || 'true()', context.find);
    return read.kind === 'rule' ? [read.rule] : [];
  });
  return [...new Set(rules.flatMap(itemsOf))];
}
