import type { Rule } from '../../../core/survey/survey-parts.ts';
import { folded } from '../report/headers.ts';
import { type ComparisonSign, type Expression, readExpression } from './expression.ts';

/** A question or a row of a matrix, as conditions name it. */
export interface ConditionItem {
  /** Its id in the survey. */
  readonly id: string;
  readonly kind: 'single' | 'multiple' | 'number' | 'text';
  /** The option's id by the name that the workbook gives it, and by its folded labels. */
  readonly options: ReadonlyMap<string, string>;
  readonly decimals: number;
}

export type ItemResult =
  | { readonly kind: 'item'; readonly item: ConditionItem }
  /** The condition names a question that is asked later, or the question itself. */
  | { readonly kind: 'later' }
  /** The workbook has the question, but the survey does not. */
  | { readonly kind: 'dropped' }
  | { readonly kind: 'unknown' };

export type FindItem = (name: string) => ItemResult;

type RuleResult =
  | { readonly kind: 'rule'; readonly rule: Rule; readonly hasSmartQuotes: boolean }
  /** A mistake of the author: there is nothing to decide. */
  | {
      readonly kind: 'faulty';
      readonly code: 'condition.unknown' | 'condition.later' | 'condition.option';
      readonly what: string;
      readonly of?: string;
    }
  /** The condition is valid, but our rules cannot express it. */
  | { readonly kind: 'beyond'; readonly what: string };

/** Reads a condition as a rule that gives the same result for every answer, and for none. */
export function readRule(written: string, find: FindItem): RuleResult {
  const read = readExpression(written);
  if (read.kind === 'unknown') return { kind: 'beyond', what: read.what };
  try {
    return { kind: 'rule', rule: toRule(read.expression, find), hasSmartQuotes: read.hasSmartQuotes };
  } catch (error) {
    if (error instanceof NoRule) return error.why;
    throw error;
  }
}

/** Ends the reading; `readRule` makes a value of it. */
class NoRule extends Error {
  readonly why: Exclude<RuleResult, { readonly kind: 'rule' }>;
  constructor(why: Exclude<RuleResult, { readonly kind: 'rule' }>) {
    super(why.what);
    this.why = why;
  }
}

function beyond(what: string): NoRule {
  return new NoRule({ kind: 'beyond', what });
}

function toRule(expression: Expression, find: FindItem): Rule {
  switch (expression.kind) {
    case 'and':
      return { all: expression.parts.map((part) => toRule(part, find)) };
    case 'or':
      return anyOfParts(expression.parts.map((part) => toRule(part, find)));
    case 'compare':
      return compared(expression.op, expression.left, expression.right, find);
    case 'call':
      return called(expression.name, expression.args, find);
    case 'item':
      return { answered: itemIn(expression, find).id };
    default:
      throw beyond(wordOf(expression));
  }
}

/** Several alternatives about one question become one part. */
function anyOfParts(parts: readonly Rule[]): Rule {
  const [first] = parts;
  if (first && 'is' in first) {
    const options = parts.flatMap((part) => ('is' in part && part.item === first.item ? [part.is] : []));
    if (options.length === parts.length) return { item: first.item, in: options };
  }
  return { any: parts };
}

function called(name: string, args: readonly Expression[], find: FindItem): Rule {
  const [first, second] = args;
  if (name === 'not' && first && args.length === 1) return { not: toRule(first, find) };
  if (name === 'true' && args.length === 0) return { all: [] };
  if (name === 'false' && args.length === 0) return { not: { all: [] } };
  if (name === 'boolean' && first && args.length === 1) return toRule(first, find);
  if (name === 'selected' && first && second && args.length === 2) {
    const item = itemIn(first, find);
    return { item: item.id, is: optionIn(item, second) };
  }
  throw beyond(`${name}()`);
}

const FLIPPED = { '=': '=', '!=': '!=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const;

function compared(op: ComparisonSign, left: Expression, right: Expression, find: FindItem): Rule {
  const isValue = (one: Expression) => one.kind === 'text' || one.kind === 'number';
  if (isValue(left) && !isValue(right)) return compared(FLIPPED[op], right, left, find);
  if (left.kind === 'call' && ['number', 'int', 'string', 'boolean', 'once'].includes(left.name)) {
    const [inner] = left.args;
    if (inner && left.args.length === 1) return compared(op, inner, right, find);
  }
  if (left.kind === 'call' && left.name === 'count-selected' && left.args[0] && right.kind === 'number')
    return counted(op, itemIn(left.args[0], find), right.number);
  if (left.kind === 'call' && left.name === 'string-length' && left.args[0] && right.kind === 'number') {
    const { id } = itemIn(left.args[0], find);
    const isSome = ['> 0', '>= 1', '!= 0'].includes(`${op} ${right.number}`);
    if (isSome) return { answered: id };
    if (op === '=' && right.number === 0) return { not: { answered: id } };
    throw beyond('string-length()');
  }
  if (left.kind === 'call') {
    const truth = right.kind === 'call' && right.args.length === 0 ? right.name : undefined;
    if (truth === 'true' || truth === 'false') {
      const isPlain = (truth === 'true') === (op === '=');
      const rule = toRule(left, find);
      return isPlain ? rule : { not: rule };
    }
    throw beyond(`${left.name}()`);
  }
  if (!isValue(right)) throw beyond(wordOf(right));
  const item = itemIn(left, find);
  if (right.kind === 'text' && right.text === '') {
    if (op === '!=') return { answered: item.id };
    if (op === '=') return { not: { answered: item.id } };
  }
  if (item.kind === 'number') return measured(op, item, right);
  if (item.kind === 'text') throw beyond(wordOf(right));
  if (op !== '=' && op !== '!=') throw beyond(op);
  const rule: Rule = { item: item.id, is: optionIn(item, right) };
  // XPath compares a multiple choice as one string, so it is equal only if nothing else is chosen.
  if (item.kind === 'multiple') {
    const alone: Rule = { all: [rule, { not: { item: item.id, chosen: { atLeast: 2 } } }] };
    return op === '=' ? alone : { not: alone };
  }
  return op === '=' ? rule : { not: rule };
}

/** A blank answer counts as an empty one, as in XLSForm. */
function counted(op: ComparisonSign, item: ConditionItem, number: number): Rule {
  if (item.kind !== 'multiple') throw beyond('count-selected()');
  const atLeast = (count: number): Rule =>
    count <= 0 ? { all: [] } : { item: item.id, chosen: { atLeast: Math.ceil(count) } };
  const over = Math.floor(number) + 1;
  const isBetween: Rule = { all: [atLeast(number), { not: atLeast(over) }] };
  const rules: Readonly<Record<ComparisonSign, Rule>> = {
    '>=': atLeast(number),
    '>': atLeast(over),
    '<': { not: atLeast(number) },
    '<=': { not: atLeast(over) },
    '=': number === 0 ? { not: { answered: item.id } } : isBetween,
    '!=': number === 0 ? { answered: item.id } : { not: isBetween },
  };
  return rules[op];
}

function measured(op: ComparisonSign, { id, decimals }: ConditionItem, value: Expression): Rule {
  const number = value.kind === 'number' ? value.number : value.kind === 'text' ? Number(value.text) : Number.NaN;
  if (value.kind === 'text' && value.text === 'unknown') {
    const rule: Rule = { item: id, is: 'unknown' };
    if (op === '=') return rule;
    if (op === '!=') return { not: rule };
  }
  if (!Number.isFinite(number)) throw beyond(wordOf(value));
  const step = 10 ** -decimals;
  // The next number above or below that the question accepts.
  const above = Number((Math.floor(number / step + 1e-9) * step + step).toFixed(decimals));
  const below = Number((Math.ceil(number / step - 1e-9) * step - step).toFixed(decimals));
  const equal: Rule = {
    all: [
      { item: id, atLeast: number },
      { item: id, atMost: number },
    ],
  };
  const rules: Readonly<Record<ComparisonSign, Rule>> = {
    '>=': { item: id, atLeast: number },
    '>': { item: id, atLeast: above },
    '<=': { item: id, atMost: number },
    '<': { item: id, atMost: below },
    '=': equal,
    '!=': { not: equal },
  };
  return rules[op];
}

function itemIn(expression: Expression, find: FindItem): ConditionItem {
  if (expression.kind === 'call' && ['string', 'number'].includes(expression.name) && expression.args[0])
    return itemIn(expression.args[0], find);
  if (expression.kind !== 'item' && expression.kind !== 'self') throw beyond(wordOf(expression));
  const name = expression.kind === 'self' ? '.' : expression.name;
  const found = find(name);
  if (found.kind === 'item') return found.item;
  if (found.kind === 'dropped') throw beyond(`\${${name}}`);
  throw new NoRule({
    kind: 'faulty',
    code: found.kind === 'later' ? 'condition.later' : 'condition.unknown',
    what: name,
  });
}

function optionIn(item: ConditionItem, expression: Expression): string {
  const text =
    expression.kind === 'text' ? expression.text : expression.kind === 'number' ? String(expression.number) : undefined;
  if (text === undefined) throw beyond(wordOf(expression));
  if (item.kind === 'text') throw beyond(`'${text}'`);
  const option = item.options.get(text.trim()) ?? item.options.get(folded(text));
  if (option === undefined) throw new NoRule({ kind: 'faulty', code: 'condition.option', what: text, of: item.id });
  return option;
}

function wordOf(expression: Expression): string {
  switch (expression.kind) {
    case 'call':
      return `${expression.name}()`;
    case 'item':
      return `\${${expression.name}}`;
    case 'self':
      return '.';
    case 'text':
      return expression.isBare ? expression.text : `'${expression.text}'`;
    case 'number':
      return String(expression.number);
    default:
      return expression.kind;
  }
}
