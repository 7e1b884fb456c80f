import { tokensIn } from '../form/expression.ts';
import type { DraftFact } from './typology-context.ts';

/** A part of a cell of the decision table. */
export interface Token {
  readonly kind: 'word' | 'quoted' | 'number' | 'sign';
  readonly text: string;
}

const TOKEN =
  /\s*(?:'([^']*)'|"([^"]*)"|«\s*([^»]*?)\s*»|(\d+)(?![\p{L}\p{N}_-])|(≥|≤|[=(),:+<>])|([\p{L}\p{N}_][\p{L}\p{N}_’'.-]*))/guy;
const BOUNDS: readonly (readonly [RegExp, string])[] = [
  [/>=/g, '≥'],
  [/<=/g, '≤'],
  [/\b(au moins|at least|al menos|pelo menos|almeno|mindestens)(?= \d)/giu, '≥'],
  [/\b(au plus|at most|jusqu'à|up to|como máximo|no máximo|al massimo|höchstens)(?= \d)/giu, '≤'],
  [/\b(moins de|less than|fewer than|menos de|meno di|weniger als)(?= \d)/giu, '<'],
  [/\b(plus de|more than|más de|mais de|più di|mehr als)(?= \d)/giu, '>'],
  [/\b(\d+) (?:au moins|(?:ou|et) plus|at least|or more)(?!\p{L})/giu, '≥ $1'],
  [/\b(\d+) (?:au plus|ou moins|at most|or (?:less|fewer))(?!\p{L})/giu, '≤ $1'],
  [/\b(?:entre|between) (\d+) (?:et|and) (\d+)|\b(?:(?:de|from) )?(\d+) (?:à|to|a|bis) (\d+)/giu, '(≥ $1$3 et ≤ $2$4)'],
];

/** Returns the tokens of a cell, or where it breaks off. A label of the criterion is one token, whatever signs are in it. */
export function tokensOf(written: string, facts: readonly DraftFact[]): readonly Token[] | string {
  const plain = withQuotedLabels(written.replaceAll(/[’‘]/g, "'").replaceAll(/\s+/g, ' ').trim(), facts);
  const parts = plain.split(/(«[^»]*»|"[^"]*"|'[^']*')/);
  const text = parts.map((part, place) => (place % 2 === 0 ? withSigns(part) : part)).join('');
  return tokensIn(text, TOKEN, tokenOf);
}

export const withSigns = (text: string) => BOUNDS.reduce((sum, [from, to]) => sum.replaceAll(from, to), text);

function tokenOf([, single, double, french, number, sign, word = '']: readonly (string | undefined)[]): Token {
  const quoted = single ?? double ?? french;
  if (quoted !== undefined) return { kind: 'quoted', text: quoted };
  if (number !== undefined) return { kind: 'number', text: number };
  return sign === undefined ? { kind: 'word', text: word } : { kind: 'sign', text: sign };
}

/** Signs and words of this grammar in a label. */
const AWKWARD =
  /[,:+()=≥≤<>]|(?<!\p{L})(and|et|or|ou|au moins|au plus|at least|at most|jusqu'à|up to|(moins|plus) de|(less|fewer|more) than|\d+ (à|to) \d+)(?!\p{L})/iu;

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
