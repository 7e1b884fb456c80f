import type { Condition } from '../../../core/survey/typology-schema.ts';
import { folded } from '../report/headers.ts';
import type { SentenceCode } from '../report/sentences.ts';
import { type Token, tokensOf } from './decision-tokens.ts';
import type { Bound, DraftFact } from './typology-context.ts';

/*
 * A cell of the decision table: `a`, `a, b`, `exactly a + b`, `x + y ≥ n`, joined by `and` and `or`, in English or in French. The comma
 * binds tightest, then `and`, then `or`. None of its forms begins with a sign that a spreadsheet takes for a formula.
 */

type DecisionCell =
  /** `facts` are those that the condition reads, made for it where a bare option or a bound asks for a flag. */
  | { readonly kind: 'condition'; readonly condition: Condition; readonly facts: readonly DraftFact[] }
  | { readonly kind: 'faulty'; readonly code: SentenceCode; readonly what: string };

const AND = /^(and|et)$/i;
const OR = /^(or|ou)$/i;
const EXACTLY = /^(exactly|exactement)$/i;
const NONE = /^(none|nothing|rien|aucun)$/i;
/** An id that is one of these words has to be quoted. */
export const CELL_WORDS: readonly RegExp[] = [AND, OR, EXACTLY, NONE];

/** Reads a cell over the facts of its criterion. */
export function readDecisionCell(written: string, facts: readonly DraftFact[]): DecisionCell {
  const tokens = tokensOf(written, facts);
  if (typeof tokens === 'string') return { kind: 'faulty', code: 'cell.grammar', what: tokens };
  try {
    const parser: Parser = { tokens, at: 0, facts, used: new Set() };
    const condition = readParts(parser, 0);
    const left = tokens[parser.at];
    if (left) throw wrong('cell.grammar', left.text);
    return { kind: 'condition', condition, facts: [...parser.used] };
  } catch (error) {
    if (error instanceof WrongCell) return error.why;
    throw error;
  }
}

type Fault = Extract<DecisionCell, { readonly kind: 'faulty' }>;

/** Ends the reading; `readDecisionCell` makes a value of it. */
class WrongCell extends Error {
  readonly why: Fault;
  constructor(why: Fault) {
    super(why.what);
    this.why = why;
  }
}

function wrong(code: Fault['code'], what: string): WrongCell {
  return new WrongCell({ kind: 'faulty', code, what });
}

interface Parser {
  readonly tokens: readonly Token[];
  at: number;
  readonly facts: readonly DraftFact[];
  readonly used: Set<DraftFact>;
}

const next = (parser: Parser) => parser.tokens[parser.at];
const isSign = (token: Token | undefined, text: string) => token?.kind === 'sign' && token.text === text;
const isWord = (token: Token | undefined, word: RegExp) => token?.kind === 'word' && word.test(token.text);

function readJoined(parser: Parser, word: RegExp, how: 'all' | 'any', read: () => Condition): Condition {
  const parts = [read()];
  while (isWord(next(parser), word)) {
    parser.at++;
    parts.push(read());
  }
  const [only] = parts;
  if (parts.length === 1 && only) return only;
  return how === 'all' ? { all: parts } : { any: parts };
}

const readParts = (parser: Parser, depth: number): Condition =>
  readJoined(parser, OR, 'any', () => readJoined(parser, AND, 'all', () => readPart(parser, depth)));

function readPart(parser: Parser, depth: number): Condition {
  const token = next(parser);
  if (!token || depth > 20) throw wrong('cell.grammar', '…');
  if (isSign(token, '(')) {
    parser.at++;
    const inside = readParts(parser, depth + 1);
    if (!isSign(next(parser), ')')) throw wrong('cell.grammar', next(parser)?.text ?? '…');
    parser.at++;
    return inside;
  }
  const start = parser.at;
  const first = token.kind === 'sign' ? '' : readName(parser);
  const counted = token.kind === 'number' && countedAlone(parser);
  if (counted && idOfValue(counted, first) === undefined && first === token.text)
    return boundCondition([counted.id], '=', Number(first), parser);
  if (isSign(next(parser), ':')) {
    parser.at++;
    const fact = factNamed(first, parser);
    return readValues(parser, fact);
  }
  if (isBound(next(parser)) || isSign(next(parser), '+')) {
    parser.at = start;
    // `exactly a + b` has its word before it.
    if (!isWord(token, EXACTLY)) return readSum(parser);
  }
  parser.at = start;
  return readValues(parser, undefined);
}

const isBound = (token: Token | undefined) => token?.kind === 'sign' && ['≥', '≤', '=', '<', '>'].includes(token.text);

/** Returns the criterion's only fact that is compared with numbers. */
function countedAlone({ facts }: Parser): DraftFact | undefined {
  const counted = facts.filter(isCounted);
  return counted.length === 1 ? counted[0] : undefined;
}

const isCounted = ({ kind, boundFlag }: DraftFact) => kind === 'count' || boundFlag !== undefined;

/** Several words are one name, up to a sign or a word that joins. */
function readName(parser: Parser): string {
  const words: string[] = [];
  for (let token = next(parser); token; token = next(parser)) {
    if (token.kind === 'sign' || isWord(token, AND) || isWord(token, OR)) break;
    words.push(token.text);
    parser.at++;
    if (token.kind === 'quoted') break;
  }
  if (words.length === 0) throw wrong('cell.grammar', next(parser)?.text ?? '…');
  return words.join(' ');
}

function readSum(parser: Parser): Condition {
  const names: string[] = [];
  if (isBound(next(parser))) {
    const only = countedAlone(parser);
    if (!only) throw wrong('cell.which-fact', next(parser)?.text ?? '');
    names.push(only.id);
  } else
    for (;;) {
      names.push(countNamed(readName(parser), parser));
      if (!isSign(next(parser), '+')) break;
      parser.at++;
    }
  const sign = next(parser);
  if (!sign || !isBound(sign)) throw wrong('cell.grammar', sign?.text ?? names.join(' + '));
  parser.at++;
  const number = next(parser);
  if (number?.kind !== 'number') throw wrong('cell.grammar', number?.text ?? sign.text);
  parser.at++;
  return boundCondition(names, sign.text, Number(number.text), parser);
}

/** Counts are summed up; the number of a question is compared by a separate flag, which is false where the number is beyond the bound. */
function boundCondition(names: readonly string[], sign: string, number: number, parser: Parser): Condition {
  const [atLeast, atMost] = [{ atLeast: number }, { atMost: number }];
  if (sign === '=') return { all: [bounded(names, atLeast, parser), bounded(names, atMost, parser)] };
  const isStrict = sign === '<' || sign === '>';
  if (!isStrict) return bounded(names, sign === '≥' ? atLeast : atMost, parser);
  const isSum = parser.facts.every(({ id, boundFlag }) => !(names.includes(id) && boundFlag));
  if (isSum) return bounded(names, sign === '<' ? { atMost: number - 1 } : { atLeast: number + 1 }, parser);
  return bounded(names, sign === '<' ? atLeast : atMost, parser, 'no');
}

function bounded(names: readonly string[], bound: Bound, parser: Parser, value: 'yes' | 'no' = 'yes'): Condition {
  const facts = names.flatMap((name) => parser.facts.find(({ id }) => id === name) ?? []);
  const [only] = facts;
  if (only?.boundFlag && facts.length === 1) return isYes(only.boundFlag(bound), parser, value);
  if (facts.some(({ boundFlag }) => boundFlag)) throw wrong('cell.not-count', names.join(' + '));
  for (const fact of facts) parser.used.add(fact);
  return { sum: names, ...bound };
}

function isYes(flag: DraftFact, { used }: Parser, is: 'yes' | 'no' = 'yes'): Condition {
  used.add(flag);
  return { fact: flag.id, is };
}

function countNamed(name: string, parser: Parser): string {
  const fact = factNamed(name, parser);
  if (!isCounted(fact)) throw wrong('cell.not-count', name);
  return fact.id;
}

function factNamed(name: string, { facts }: Parser): DraftFact {
  const found = facts.find(({ id, title }) => id === name || Object.values(title).includes(name));
  if (!found) throw wrong('cell.fact', name);
  return found;
}

function readValues(parser: Parser, fact: DraftFact | undefined): Condition {
  const isExact = isWord(next(parser), EXACTLY);
  const separator = isExact ? '+' : ',';
  if (isExact) parser.at++;
  const names: string[] = [];
  for (;;) {
    names.push(readName(parser));
    if (!isSign(next(parser), separator)) break;
    parser.at++;
  }
  const isEmpty = isExact && names.length === 1 && NONE.test(names[0] ?? '');
  const of = fact ?? factWith(isEmpty ? [] : names, isExact, parser.facts);
  if (of.kind === 'count') throw wrong('cell.value', names[0] ?? '');
  const values = isEmpty ? [] : names.map((name) => valueNamed(of, name));
  if (of.kind === 'set' && !isExact) return anyOption(of, values, parser);
  parser.used.add(of);
  if (isExact) return { fact: of.id, equals: values };
  const [only] = values;
  return values.length === 1 && only !== undefined ? { fact: of.id, is: only } : { fact: of.id, in: values };
}

/** `a, b` of a multiple choice: one of them is chosen, whatever else is. */
function anyOption({ optionFlag }: DraftFact, options: readonly string[], parser: Parser): Condition {
  if (!optionFlag) throw wrong('cell.exactly', options.join(' + '));
  const parts = options.map((option) => isYes(optionFlag(option), parser));
  const [only] = parts;
  return parts.length === 1 && only ? only : { any: parts };
}

/** The criterion's only fact that has all these values. */
function factWith(names: readonly string[], isExact: boolean, facts: readonly DraftFact[]): DraftFact {
  const able = facts.filter(({ kind }) => kind !== 'count' && (!isExact || kind === 'set'));
  const holding = able.filter((fact) => names.every((name) => idOfValue(fact, name) !== undefined));
  const [only] = holding;
  if (holding.length === 1 && only) return only;
  if (holding.length === 0) throw wrong('cell.value', names[0] ?? '');
  throw wrong('cell.which-fact', names.join(', '));
}

function valueNamed(fact: DraftFact, name: string): string {
  const id = idOfValue(fact, name);
  if (id === undefined) throw wrong('cell.value', name);
  return id;
}

const YES = /^(yes|oui)$/i;
const NO = /^(no|non)$/i;

/** A value by its id, or by its label where that is unique; `oui` and `non` of a flag. */
export function idOfValue({ kind, values }: DraftFact, name: string): string | undefined {
  if (kind === 'flag' && YES.test(name)) return 'yes';
  if (kind === 'flag' && NO.test(name)) return 'no';
  const byId = values.find(({ id }) => id === name);
  if (byId) return byId.id;
  const byLabel = values.filter(({ label }) => Object.values(label).some((text) => folded(text) === folded(name)));
  return byLabel.length === 1 ? byLabel[0]?.id : undefined;
}
