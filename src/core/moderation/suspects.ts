import type { Mask } from './mask.ts';
import { type PlaceNames, placesIn } from './place-names.ts';

export type SuspectKind = 'e-mail' | 'phone' | 'link' | 'place';

/** A part of a comment that may say who wrote it, or where. Nobody decides by it: it is shown to whoever reads. */
export interface Suspect extends Mask {
  readonly kind: SuspectKind;
}

const AT = String.raw`(?:[@＠]|\s@\s|\s?[(\[{]\s?(?:at|@|arobase)\s?[)\]}]\s?|\sarobase\s)`;
const DOT = String.raw`(?:\.|\s?[(\[{]\s?(?:dot|point)\s?[)\]}]\s?)`;
const LABEL = String.raw`[\p{L}\p{N}-]{1,63}`;
const E_MAIL = new RegExp(String.raw`[\p{L}\p{N}._%+'’-]{1,64}${AT}${LABEL}(?:${DOT}${LABEL})*`, 'giu');

const TOP =
  'fr|com|org|net|eu|info|gouv|bzh|alsace|corsica|paris|re|nc|pf|yt|gp|mq|gf|io|co|be|ch|ca|uk|de|es|it|app|social|me';
const LINK = new RegExp(
  String.raw`(?:https?:\/\/|www\.)[^\s<>"«»]+|(?<![\p{L}\p{N}.@-])(?:${LABEL}\.)+(?:${TOP})(?![\p{L}\p{N}-])(?:\/[^\s<>"«»]*)?|(?<![\p{L}\p{N}_.@])@[\p{L}\p{N}_.]{2,}`,
  'giu',
);

const GAP = String.raw`[\s.\-/()·]{0,3}`;
const PHONE = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:(?:\+|00)${GAP}[1-9](?:${GAP}\d){6,13}|0(?:${GAP}[1-9])(?:${GAP}\d){8})(?!\d)`,
  'gu',
);

/** In the order of the text, none over another. */
export function suspects(text: string, places: PlaceNames): readonly Suspect[] {
  const found: Suspect[] = [];
  const add = (kind: SuspectKind, ranges: readonly Mask[]) => {
    for (const { start, end } of ranges)
      if (!found.some((other) => start < other.end && other.start < end)) found.push({ kind, start, end });
  };
  add('e-mail', rangesOf(text, E_MAIL));
  add('link', rangesOf(text, LINK));
  add('phone', rangesOf(text, PHONE));
  add('place', placesIn(text, places));
  return found.sort((one, other) => one.start - other.start);
}

/** The full stop of the sentence is not part of what ends it. */
function rangesOf(text: string, form: RegExp): readonly Mask[] {
  return [...text.matchAll(form)].map(({ 0: match, index }) => ({
    start: index,
    end: index + match.replace(/[^\p{L}\p{N}/]+$/u, '').length,
  }));
}
