import { type Expression, readExpression } from './expression.ts';

/** The bounds that a constraint sets on a number or a count of choices, and the choices that exclude the others. */
export interface ConstraintBounds {
  readonly atLeast?: number;
  readonly atMost?: number;
  /** Strictly above or below: the caller knows the decimals. */
  readonly above?: number;
  readonly below?: number;
  readonly leastChosen?: number;
  readonly mostChosen?: number;
  readonly longest?: number;
  /** Names of options, as the workbook writes them. */
  readonly exclusive: readonly string[];
}

type ConstraintResult =
  | { readonly kind: 'bounds'; readonly bounds: ConstraintBounds }
  | { readonly kind: 'beyond'; readonly what: string };

/** Reads a constraint whose parts, joined by `and`, are bounds; `name` is the question's own. */
export function readConstraint(written: string, name: string): ConstraintResult {
  const read = readExpression(written);
  if (read.kind === 'unknown') return { kind: 'beyond', what: read.what };
  const { expression } = read;
  const parts = expression.kind === 'and' ? expression.parts : [expression];
  let bounds: ConstraintBounds = { exclusive: [] };
  for (const part of parts) {
    const found = boundIn(part, name) ?? exclusiveIn(part, name);
    if (!found) return { kind: 'beyond', what: written };
    bounds = { ...bounds, ...found, exclusive: [...bounds.exclusive, ...(found.exclusive ?? [])] };
  }
  return { kind: 'bounds', bounds };
}

function isSelf(expression: Expression | undefined, name: string): boolean {
  return expression?.kind === 'self' || (expression?.kind === 'item' && expression.name === name);
}

function isCallOnSelf(expression: Expression, call: string, name: string): boolean {
  return expression.kind === 'call' && expression.name === call && isSelf(expression.args[0], name);
}

function boundIn(part: Expression, name: string): Partial<ConstraintBounds> | undefined {
  if (part.kind !== 'compare') return undefined;
  const number = part.right.kind === 'number' ? part.right.number : undefined;
  if (number === undefined) return undefined;
  const { op, left } = part;
  if (isSelf(left, name)) {
    if (op === '>=') return { atLeast: number };
    if (op === '<=') return { atMost: number };
    if (op === '>') return { above: number };
    if (op === '<') return { below: number };
    return undefined;
  }
  if (isCallOnSelf(left, 'count-selected', name)) {
    if (op === '>=') return { leastChosen: number };
    if (op === '<=') return { mostChosen: number };
    if (op === '>') return { leastChosen: number + 1 };
    if (op === '<') return { mostChosen: number - 1 };
    if (op === '=') return { leastChosen: number, mostChosen: number };
    return undefined;
  }
  if (!isCallOnSelf(left, 'string-length', name)) return undefined;
  return op === '<=' ? { longest: number } : op === '<' ? { longest: number - 1 } : undefined;
}

/** Three ways to say that an option excludes the others. */
function exclusiveIn(part: Expression, name: string): Partial<ConstraintBounds> | undefined {
  if (part.kind === 'call' && part.name === 'not' && part.args[0]) {
    const inside = part.args[0];
    if (inside.kind === 'and' && inside.parts.length === 2) {
      const [chosen, several] = inside.parts;
      if (chosen && several && isCount(several, name, SEVERAL)) return selectedIn(chosen, name);
    }
  }
  if (part.kind === 'call' && part.name === 'if' && part.args.length === 3) {
    const [chosen, alone, otherwise] = part.args;
    if (chosen && alone && isCount(alone, name, ALONE) && otherwise?.kind === 'call' && otherwise.name === 'true')
      return selectedIn(chosen, name);
  }
  if (part.kind === 'or' && part.parts.length === 2) {
    const [first, second] = part.parts;
    const [negated, alone] = first && isCount(first, name, ALONE) ? [second, first] : [first, second];
    if (alone && isCount(alone, name, ALONE) && negated?.kind === 'call' && negated.name === 'not' && negated.args[0])
      return selectedIn(negated.args[0], name);
  }
  return undefined;
}

function selectedIn(expression: Expression, name: string): Partial<ConstraintBounds> | undefined {
  if (!isCallOnSelf(expression, 'selected', name) || expression.kind !== 'call') return undefined;
  const option = expression.args[1];
  if (option?.kind === 'text') return { exclusive: [option.text] };
  return option?.kind === 'number' ? { exclusive: [String(option.number)] } : undefined;
}

/** Comparisons of the number of choices by which one is chosen at most, and several. */
const ALONE = ['= 1', '<= 1', '< 2'];
const SEVERAL = ['> 1', '>= 2', '!= 1'];

function isCount(expression: Expression, name: string, some: readonly string[]): boolean {
  if (expression.kind !== 'compare' || !isCallOnSelf(expression.left, 'count-selected', name)) return false;
  const { op, right } = expression;
  return right.kind === 'number' && some.includes(`${op} ${right.number}`);
}
