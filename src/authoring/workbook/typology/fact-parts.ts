import type { LocalText } from '../../../core/survey/survey-parts.ts';
import { readRule } from '../form/condition-rule.ts';
import type { TableRow } from '../report/table.ts';
import { made, type Templates, textIn } from './default-sentences.ts';
import type { DraftRule, MakingContext, TypologyContext } from './typology-context.ts';

/* The parts of facts and their sentences: written in the sheet `facts`, or made for a criterion that has the name of a question. */

/** A fact of which parts are made. */
export interface FactMaking {
  /** Its id, and its title if it has one. */
  readonly named: { readonly id: string; readonly title?: LocalText };
  /** The title by which default sentences call it. */
  readonly title: LocalText;
  readonly context: MakingContext;
  /** The number of default sentences. */
  count: number;
}

/** Returns how default sentences call a value. */
export type ValueName = (templates: Templates, language: string) => string;

/** A value of a fact: the rule for it, and the row that describes it, if there is one. */
interface FactValueParts {
  readonly id: string;
  readonly when: DraftRule;
  readonly name: ValueName;
  readonly row?: TableRow | undefined;
}

const NO_NAME: ValueName = () => '';

/** Returns what is written in the row, or a default sentence. */
function sentence(
  making: FactMaking,
  row: TableRow | undefined,
  key: string,
  template: 'says' | 'ifChanged' | 'added' | 'removed' | 'more' | 'fewer' | 'none',
  name = NO_NAME,
): LocalText {
  const written = row?.wholeTexts(key);
  if (written) return written;
  making.count++;
  return made(making.context.reading.languages, (templates, tag) =>
    templates[template](textIn(making.title, tag), name(templates, tag)),
  );
}

/** Reports how many sentences are default ones. */
export function sayMadeSentences(row: TableRow | undefined, key: string, id: string, count: number): void {
  if (count > 0) row?.say(key, 'advice', 'sentences.made', id, { count });
}

export function flagOf(making: FactMaking, yes: FactValueParts, no: FactValueParts) {
  const says = {
    yes: sentence(making, yes.row, 'label', 'says', yes.name),
    no: sentence(making, no.row, 'label', 'says', no.name),
  };
  const shorts = { yes: yes.row?.wholeTexts('short'), no: no.row?.wholeTexts('short') };
  return {
    ...making.named,
    kind: 'flag' as const,
    yes: yes.when,
    no: no.when,
    says,
    ...(shorts.yes && shorts.no && { short: shorts }),
    ifChanged: {
      yes: sentence(making, yes.row, 'if_changed', 'ifChanged', yes.name),
      no: sentence(making, no.row, 'if_changed', 'ifChanged', no.name),
    },
  };
}

export function countOf(
  making: FactMaking,
  head: TableRow | undefined,
  rowOf: (name: string) => TableRow | undefined,
  context: TypologyContext,
) {
  const zero = rowOf('zero')?.wholeTexts('label');
  const says = (name: string) => sentence(making, rowOf(name), 'label', 'says', () => '{n}');
  const basis = head ? itemsAt(head, 'basis', context) : [];
  return {
    ...making.named,
    kind: 'count' as const,
    rows: head ? itemsAt(head, 'rows', context) : [],
    levels: head?.names('levels') ?? [],
    ...(basis.length > 0 && { basis }),
    says: { ...(zero && { zero }), one: says('one'), other: says('other') },
    ifChanged: {
      more: sentence(making, rowOf('more'), 'if_changed', 'more'),
      fewer: sentence(making, rowOf('fewer'), 'if_changed', 'fewer'),
    },
  };
}

export function categoryOf(making: FactMaking, basis: readonly string[], values: readonly FactValueParts[]) {
  const cases = values.map(({ id, when, name, row }) => {
    const short = row?.wholeTexts('short');
    const part = {
      id,
      ...(when && { when }),
      says: sentence(making, row, 'label', 'says', name),
      ...(short && { short }),
      ifChanged: sentence(making, row, 'if_changed', 'ifChanged', name),
    };
    if (row) making.context.rows.set(part, row);
    return part;
  });
  return { ...making.named, kind: 'category' as const, basis, cases };
}

/** `none` and `some` are the rows of the sentences about no member and about several. */
export function setOf(
  making: FactMaking,
  basis: readonly string[],
  values: readonly (FactValueParts & { readonly label: LocalText })[],
  { none, some }: { readonly none?: TableRow | undefined; readonly some?: TableRow | undefined } = {},
) {
  const members = values.map(({ id, when, name, row, label }) => {
    const short = row?.wholeTexts('short');
    const part = {
      id,
      when,
      label,
      ...(short && { short }),
      ifChanged: {
        added: sentence(making, row, 'if_changed', 'added', name),
        removed: sentence(making, row, 'if_removed', 'removed', name),
      },
    };
    if (row) making.context.rows.set(part, row);
    return part;
  });
  const short = none?.wholeTexts('short');
  return {
    ...making.named,
    kind: 'set' as const,
    basis,
    members,
    says: {
      none: sentence(making, none, 'label', 'none'),
      some: sentence(making, some, 'label', 'says', () => '{list}'),
    },
    ...(short && { short }),
  };
}

export function whenOf(row: TableRow, { find }: TypologyContext): DraftRule {
  const written = row.text('when');
  if (written === '') return undefined;
  const read = readRule(written, find);
  if (read.kind === 'rule') return read.rule;
  // A fact without its rule would say something else: there is nothing to decide.
  if (read.kind === 'beyond') row.say('when', 'faulty', 'fact.beyond', written, { what: read.what });
  else row.say('when', 'faulty', read.code, written, { what: read.what, of: read.of ?? '' });
  return undefined;
}

/** Returns the items in a cell, by their names in the workbook. */
export function itemsAt(row: TableRow, key: string, { find }: TypologyContext): readonly string[] {
  return row.names(key).flatMap((name) => {
    const found = find(name);
    if (found.kind === 'item') return [found.item.id];
    row.say(key, 'faulty', 'condition.unknown', name, { what: name });
    return [];
  });
}
