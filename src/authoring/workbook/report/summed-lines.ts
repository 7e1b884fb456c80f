import { type SentenceCode, sentence } from './sentences.ts';

interface SaidLine {
  readonly sheet: string;
  readonly cell: string;
  readonly text: string;
  readonly code: SentenceCode;
  readonly says: { readonly fr: string; readonly en: string };
  /** What a name became. */
  readonly becomes?: string;
  readonly details?: readonly string[];
}

/** Lines that a sheet may have for nearly every row, and the one in their place. */
const SUMMED: Readonly<Partial<Record<SentenceCode, SentenceCode>>> = {
  'name.changed': 'names.changed',
  'sentences.made': 'sentences.several',
};

/** Puts one line, at the first of them, in place of those of a sheet that say the same of many cells: other lines would be lost among them. */
export function sumLines<Line extends SaidLine>(lines: readonly Line[]): readonly Line[] {
  const same = new Map<string, Line[]>();
  for (const line of lines) {
    const key = `${line.code} ${line.sheet}`;
    same.set(key, [...(same.get(key) ?? []), line]);
  }
  return lines.flatMap((line) => {
    const code = SUMMED[line.code];
    const group = same.get(`${line.code} ${line.sheet}`) ?? [];
    if (code === undefined || group.length < 2) return [line];
    if (group[0] !== line) return [];
    const says = sentence(code, { text: line.text, id: line.becomes ?? '', count: group.length });
    const details = group.map(({ cell, text, becomes }) => `${cell} ${text}${becomes ? ` → ${becomes}` : ''}`);
    return [{ ...line, code, says, details }];
  });
}
