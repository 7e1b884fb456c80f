/*
 * The part of XLSForm's expressions (XPath 1.0 with `${names}`) that conditions, constraints and facts are written in. What is not
 * known is refused by its name, so that nothing is read as something else.
 */

export type Expression =
  | { readonly kind: 'or' | 'and'; readonly parts: readonly Expression[] }
  | { readonly kind: 'compare'; readonly op: ComparisonSign; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[] }
  | { readonly kind: 'item'; readonly name: string }
  /** The dot: the answer to the question whose constraint this is. */
  | { readonly kind: 'self' }
  /** `isBare`: words without quotes, as authors write an answer. */
  | { readonly kind: 'text'; readonly text: string; readonly isBare?: true }
  | { readonly kind: 'number'; readonly number: number };

export type ComparisonSign = '=' | '!=' | '<' | '<=' | '>' | '>=';

type ExpressionResult =
  | { readonly kind: 'expression'; readonly expression: Expression; readonly hasSmartQuotes: boolean }
  /** `what` is the sign or the function that is not known, or the rest of the text where it breaks off. */
  | { readonly kind: 'unknown'; readonly what: string };

interface Token {
  readonly kind: 'name' | 'item' | 'text' | 'number' | 'sign';
  readonly text: string;
}

const TOKEN =
  /\s*(?:\$\{\s*([^}]*[^}\s])\s*\}|('[^']*'|"[^"]*")|(\d+(?:\.\d+)?|\.\d+)|(!=|<>|<=|>=|≤|≥|≠|[=<>(),.*+\-/|])|([\p{L}_][\p{L}\w:-]*))/guy;
const QUOTES: readonly (readonly [RegExp, string])[] = [
  [/[‘’‚‛]/g, "'"],
  [/[“”„«»]\u00a0?|\u00a0?»/g, '"'],
];
const SIGNS: Readonly<Record<string, string>> = { '≤': '<=', '≥': '>=', '≠': '!=', '<>': '!=' };
/** Deeper ones are no condition that somebody wrote. */
const DEEPEST = 50;

export function readExpression(written: string): ExpressionResult {
  // A name is as it was written, with the apostrophe of its language.
  const parts = written.split(/(\$\{[^}]*\})/);
  const text = parts.map((part) => (part.startsWith('${') ? part : withPlainQuotes(part))).join('');
  const tokens = tokensIn(text.trim(), TOKEN, tokenOf);
  if (typeof tokens === 'string') return { kind: 'unknown', what: tokens };
  try {
    const parser = { tokens, at: 0 };
    const expression = readOr(parser, 0);
    const left = parser.tokens[parser.at];
    if (left) return { kind: 'unknown', what: left.text };
    return {
      kind: 'expression',
      expression,
      hasSmartQuotes: parts.some((part) => !part.startsWith('${') && /[‘’‚‛“”„«»]/.test(part)),
    };
  } catch (error) {
    if (error instanceof Unknown) return { kind: 'unknown', what: error.message };
    throw error;
  }
}

function withPlainQuotes(text: string): string {
  return QUOTES.reduce((sum, [from, to]) => sum.replaceAll(from, to), text).replaceAll('\u00a0', ' ');
}

/** Ends the reading where a sign is not expected; `readExpression` makes a value of it. */
class Unknown extends Error {}

interface Parser {
  readonly tokens: readonly Token[];
  at: number;
}

/** Returns the tokens of a text, which `pattern` matches one after the other, or where it breaks off. */
export function tokensIn<T>(
  text: string,
  pattern: RegExp,
  read: (found: readonly (string | undefined)[]) => T,
): readonly T[] | string {
  const found = [...text.matchAll(pattern)];
  const end = found.map(([whole]) => whole).join('').length;
  return end < text.length ? text.slice(end, end + 20).trim() : found.map(read);
}

function tokenOf([, item, quoted, number, sign, name = '']: readonly (string | undefined)[]): Token {
  if (item !== undefined) return { kind: 'item', text: item };
  if (quoted !== undefined) return { kind: 'text', text: quoted.slice(1, -1) };
  if (number !== undefined) return { kind: 'number', text: number };
  return sign === undefined ? { kind: 'name', text: name } : { kind: 'sign', text: SIGNS[sign] ?? sign };
}

function readOr(parser: Parser, depth: number): Expression {
  if (depth > DEEPEST) throw new Unknown('((((');
  return joined(parser, 'or', () => joined(parser, 'and', () => readComparison(parser, depth)));
}

/** In English as XLSForm has them, and in French. */
const JOINING: Readonly<Record<'or' | 'and', readonly string[]>> = { or: ['or', 'ou'], and: ['and', 'et'] };

function joined(parser: Parser, word: 'or' | 'and', read: () => Expression): Expression {
  const parts = [read()];
  for (let token = parser.tokens[parser.at]; token?.kind === 'name'; token = parser.tokens[parser.at]) {
    if (!JOINING[word].includes(token.text.toLowerCase())) break;
    parser.at++;
    parts.push(read());
  }
  const [only] = parts;
  return parts.length === 1 && only ? only : { kind: word, parts };
}

function isWord(token: Token | undefined): token is Token {
  if (token?.kind === 'number') return true;
  return token?.kind === 'name' && ![...JOINING.or, ...JOINING.and].includes(token.text.toLowerCase());
}

const COMPARISONS: readonly ComparisonSign[] = ['=', '!=', '<', '<=', '>', '>='];

function readComparison(parser: Parser, depth: number): Expression {
  const left = readPrimary(parser, depth);
  const sign = parser.tokens[parser.at];
  const op = COMPARISONS.find((one) => sign?.kind === 'sign' && sign.text === one);
  if (op === undefined) return left;
  parser.at++;
  return { kind: 'compare', op, left, right: readPrimary(parser, depth) };
}

function readPrimary(parser: Parser, depth: number): Expression {
  const token = parser.tokens[parser.at++];
  if (!token) throw new Unknown('…');
  if (token.kind === 'item') return { kind: 'item', name: token.text };
  if (token.kind === 'text') return { kind: 'text', text: token.text };
  if (token.kind === 'number') return { kind: 'number', number: Number(token.text) };
  if (token.kind === 'name') return readCall(parser, token.text, depth);
  if (token.text === '.') return { kind: 'self' };
  if (token.text === '-') {
    const number = parser.tokens[parser.at++];
    if (number?.kind !== 'number') throw new Unknown('-');
    return { kind: 'number', number: -Number(number.text) };
  }
  if (token.text !== '(') throw new Unknown(token.text);
  const inside = readOr(parser, depth + 1);
  expectSign(parser, ')');
  return inside;
}

/** Reads a function with its arguments, or words up to a sign or a word that joins. */
function readCall(parser: Parser, name: string, depth: number): Expression {
  if (parser.tokens[parser.at]?.text !== '(') {
    const words = [name];
    for (let token = parser.tokens[parser.at]; isWord(token); token = parser.tokens[++parser.at])
      words.push(token.text);
    return { kind: 'text', text: words.join(' '), isBare: true };
  }
  parser.at++;
  const args: Expression[] = [];
  while (parser.tokens[parser.at]?.text !== ')' || parser.tokens[parser.at]?.kind !== 'sign') {
    if (args.length > 0) expectSign(parser, ',');
    args.push(readOr(parser, depth + 1));
  }
  parser.at++;
  return { kind: 'call', name, args };
}

function expectSign(parser: Parser, text: string): void {
  const token = parser.tokens[parser.at];
  if (token?.kind !== 'sign' || token.text !== text) throw new Unknown(token?.text ?? '…');
  parser.at++;
}
