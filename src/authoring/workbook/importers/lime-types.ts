import type { LocalText } from '../../../core/survey/survey-parts.ts';

/** The kind of question that a type of LimeSurvey becomes. */
type LimeType =
  | { readonly kind: 'choice'; readonly isMultiple: boolean; readonly hasComment?: true; readonly levels?: Levels }
  | { readonly kind: 'table'; readonly levels?: Levels }
  | { readonly kind: 'number' }
  | { readonly kind: 'text'; readonly isLong: boolean }
  /** Becomes one separate question for each of its subquestions; `each` is the kind of these. */
  | { readonly kind: 'several'; readonly each: 'number' | 'text' }
  | { readonly kind: 'note' }
  | { readonly kind: 'equation' }
  /** Has no counterpart here; `named` is what the report calls the type: its name, or the unknown letter. */
  | { readonly kind: 'none'; readonly named: string };

/** Options that the type implies. */
export type Levels = readonly { readonly code: string; readonly label: LocalText }[];

const level = (code: string, fr = code, en = fr) => ({ code, label: { fr, en } });
const points = (most: number): Levels => Array.from({ length: most }, (_, index) => level(`${index + 1}`));
const YES = { code: 'Y', label: { fr: 'Oui', en: 'Yes', de: 'Ja', es: 'Sí', it: 'Sì', nl: 'Ja', pt: 'Sim' } };
const NO = { code: 'N', label: { fr: 'Non', en: 'No', de: 'Nein', es: 'No', it: 'No', nl: 'Nee', pt: 'Não' } };

const TYPES: Readonly<Record<string, LimeType>> = {
  L: { kind: 'choice', isMultiple: false },
  '!': { kind: 'choice', isMultiple: false },
  O: { kind: 'choice', isMultiple: false, hasComment: true },
  M: { kind: 'choice', isMultiple: true },
  P: { kind: 'choice', isMultiple: true, hasComment: true },
  '5': { kind: 'choice', isMultiple: false, levels: points(5) },
  Y: { kind: 'choice', isMultiple: false, levels: [YES, NO] },
  G: { kind: 'choice', isMultiple: false, levels: [level('F', 'Femme', 'Female'), level('M', 'Homme', 'Male')] },
  N: { kind: 'number' },
  S: { kind: 'text', isLong: false },
  T: { kind: 'text', isLong: true },
  U: { kind: 'text', isLong: true },
  K: { kind: 'several', each: 'number' },
  Q: { kind: 'several', each: 'text' },
  F: { kind: 'table' },
  H: { kind: 'table' },
  A: { kind: 'table', levels: points(5) },
  B: { kind: 'table', levels: points(10) },
  C: { kind: 'table', levels: [YES, level('U', 'Incertain', 'Uncertain'), NO] },
  E: {
    kind: 'table',
    levels: [
      level('I', 'Augmentation', 'Increase'),
      level('S', 'Sans changement', 'Same'),
      level('D', 'Diminution', 'Decrease'),
    ],
  },
  X: { kind: 'note' },
  '*': { kind: 'equation' },
  D: { kind: 'none', named: 'date' },
  R: { kind: 'none', named: 'ranking' },
  I: { kind: 'none', named: 'language switch' },
  '|': { kind: 'none', named: 'file upload' },
  '1': { kind: 'none', named: 'dual scale' },
  ':': { kind: 'none', named: 'array of numbers' },
  ';': { kind: 'none', named: 'array of texts' },
};

export function limeType(letter: string): LimeType {
  return (Object.hasOwn(TYPES, letter) && TYPES[letter]) || { kind: 'none', named: letter };
}

/**
 * Whether a question of this type uses its lines of this kind: subquestions (`SQ`) or answer options (`A`). Levels that the type implies
 * replace the options. LimeSurvey keeps lines of an earlier type of the question, which are unused.
 */
export function isUsed(kind: 'G' | 'Q' | 'SQ' | 'A', type: LimeType): boolean {
  const hasLevels = (type.kind === 'choice' || type.kind === 'table') && type.levels !== undefined;
  if (type.kind === 'choice') return !hasLevels && kind === (type.isMultiple ? 'SQ' : 'A');
  if (type.kind === 'table') return kind === 'SQ' || (kind === 'A' && !hasLevels);
  return type.kind === 'several' && kind === 'SQ';
}
