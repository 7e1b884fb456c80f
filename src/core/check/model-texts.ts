import type { LocalText } from '../survey/survey-parts.ts';

/** The beginning of a text that its author has still to replace, as the template of workbooks has it. */
const MODEL = /^\s*(MODÈLE|TEMPLATE)\s*:\s*/;

/** Returns a text in the place of a sentence that we have only in French and English, from which its author writes one. */
export const modelText = (fr: string, en: string) => `MODÈLE\u202f: ${fr}\nTEMPLATE: ${en}`;

export const isModel = (text: string) => MODEL.test(text);

/** Returns what a model says, in French or in English where it has both. */
export function modelIn(text: string, language: string): string {
  const lines = text.split(/\n(?=TEMPLATE:)/);
  return ((language === 'en' ? lines.at(-1) : lines[0]) ?? '').replace(MODEL, '');
}

/** Returns the texts that are written, for a form that proposes them again. */
export function withoutModels(texts: LocalText): LocalText {
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => !isModel(text)));
}

/** Counts the texts of a survey that its author has still to write. */
export function countModels(node: unknown): number {
  if (typeof node === 'string') return Number(isModel(node));
  if (typeof node !== 'object' || node === null) return 0;
  return Object.values(node).reduce<number>((sum, part) => sum + countModels(part), 0);
}
