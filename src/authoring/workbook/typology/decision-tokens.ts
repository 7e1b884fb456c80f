import type { DraftFact } from './typology-context.ts';

/** A part of a cell of the decision table. */
export interface Token {
  readonly kind: 'word' | 'quoted' | 'number' | 'sign';
  readonly text: string;
}

const TOKEN =
  /\s*(?:'([^']*)'|"([^"]*)"|«\s*([^»]*?)\s*»|(\d+)(?![\p{L}\p{N}_-])|(≥|≤|>=|<=|[=(),:+])|([\p{L}\p{N}_][\p{L}\p{N}_’'.-]*))/uy;
const BOUNDS: readonly (readonly [RegExp, string])[] = [
  [/\b(au moins|at least)(?=\s+\d)/giu, '≥'],
  [/\b(au plus|at most)(?=\s+\d)/giu, '≤'],
  [/>=/g, '≥'],
  [/<=/g, '≤'],
];

/** Returns the tokens of a cell, or where it breaks off. A label of the criterion is one token, whatever signs are in it. */
export function tokensOf(written: string, facts: readonly DraftFact[]): readonly Token[] | string {
  const plain = withQuotedLabels(written.replaceAll(/[’‘]/g, "'").trim(), facts);
  const text = BOUNDS.reduce((sum, [from, to]) => sum.replaceAll(from, to), plain);
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const from = TOKEN.lastIndex;
    const found = TOKEN.exec(text);
    if (!found) return text.slice(from, from + 20).trim();
    const [, single, double, french, number, sign, word] = found;
    const quoted = single ?? double ?? french;
    if (quoted !== undefined) tokens.push({ kind: 'quoted', text: quoted });
    else if (number !== undefined) tokens.push({ kind: 'number', text: number });
    else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign });
    else tokens.push({ kind: 'word', text: word ?? '' });
  }
  return tokens;
}

/** Signs and words of this grammar in a label. */
const AWKWARD = /[,:+()=≥≤<>]|(?<!\p{L})(and|et|or|ou|au moins|au plus|at least|at most)(?!\p{L})/iu;

/** Puts quotes around each label that has a sign or a word of this grammar, as in « In writing, before ». */
function withQuotedLabels(text: string, facts: readonly DraftFact[]): string {
  const labels = facts.flatMap(({ values }) => values.flatMap(({ label }) => Object.values(label)));
  const awkward = labels.filter((label) => AWKWARD.test(label) && !/[«»]/.test(label));
  if (awkward.length === 0) return text;
  const escaped = awkward
    .toSorted((one, other) => other.length - one.length)
    .map((label) => label.replaceAll(/[’‘]/g, "'").replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const found = new RegExp(`«[^»]*»|"[^"]*"|(${escaped.join('|')})`, 'giu');
  return text.replaceAll(found, (whole, label?: string) => (label === undefined ? whole : `«${label}»`));
}
