import type { Areas } from '../../../core/survey/questionnaire.ts';
import type { LocalText, Rule } from '../../../core/survey/survey-parts.ts';
import { cellPlace, type SheetReading, type TableRow, textAt } from '../report/table.ts';
import type { FindItem, FoundItem } from './condition-rule.ts';
import { readRule } from './condition-rule.ts';
import { type NameTaker, toId } from './names.ts';
import type { ChoiceLists } from './read-choices.ts';

/** A part of a survey file while it is made. The schema looks at it once it is whole. */
export type Json = Record<string, unknown>;

/** The rows that parts were made of. */
export type Rows = WeakMap<object, TableRow>;

/** A text that waits for the question after it. */
export interface WaitingText {
  readonly row: TableRow;
  readonly texts: LocalText;
  readonly rule: Rule | undefined;
}

/** What the readers of the sheet `survey` share. */
export interface FormContext {
  readonly reading: SheetReading;
  readonly lists: ChoiceLists;
  readonly areas: Areas;
  /** Gives ids to questions and rows, which may not share one, and to sections. */
  readonly names: NameTaker;
  readonly sectionNames: NameTaker;
  /** By the name in the workbook: what conditions further down may name. */
  readonly items: Map<string, FoundItem>;
  readonly rows: Rows;
  /** Notes that are read with the next question. */
  readonly waiting: WaitingText[];
  /** The lists that questions use. */
  readonly used: Set<string>;
  /** By list: what matrices choose from. */
  readonly scales: Map<string, { readonly id: string; readonly levels: readonly Json[] }>;
}

/** Takes a name for a question, a row or a section, and says where it is another. */
export function takeName(row: TableRow, { names, reading }: FormContext, taker = names): string {
  const name = textAt(row, 'name');
  const id = taker.take(name === '' ? 'question' : name);
  if (name === '') reading.report.say(cellPlace(row, 'name'), 'otherwise', 'name.missing', '', { id });
  else if (id !== name)
    reading.report.say(cellPlace(row, 'name'), 'otherwise', id === toId(name) ? 'name.changed' : 'name.taken', name, {
      id,
    });
  return id;
}

/** Reads the condition of a row. What cannot be said is left to decide: the row is then shown to everybody. */
export function ruleOf(row: TableRow, key: string, { items, reading }: FormContext): Rule | undefined {
  const written = textAt(row, key);
  if (written === '') return undefined;
  const find: FindItem = (name) => items.get(name) ?? { kind: 'unknown' };
  const read = readRule(written, find);
  const place = cellPlace(row, key);
  if (read.kind === 'beyond') reading.report.say(place, 'to-decide', 'condition.beyond', written, { what: read.what });
  else if (read.kind === 'faulty')
    reading.report.say(place, 'faulty', read.code, written, { what: read.what, of: read.of ?? '' });
  else {
    if (read.hasSmartQuotes) reading.report.say(place, 'otherwise', 'condition.quotes', written);
    return read.rule;
  }
  return undefined;
}

/** Joins conditions of which each must hold. */
export function allOfRules(rules: readonly (Rule | undefined)[]): Rule | undefined {
  // Each question gets a copy of the rule, which the sheet `more` may change.
  const some = rules.filter((rule) => rule !== undefined).map((rule) => structuredClone(rule));
  if (some.length < 2) return some[0];
  return { all: some.flatMap((rule) => ('all' in rule ? rule.all : [rule])) };
}
