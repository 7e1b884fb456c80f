import { type SentenceCode, sentence } from './sentences.ts';

interface NamedLine {
  readonly sheet: string;
  readonly cell: string;
  readonly text: string;
  readonly code: SentenceCode;
  readonly says: { readonly fr: string; readonly en: string };
  /** What the name became. */
  readonly becomes?: string;
  readonly details?: readonly string[];
}

/**
 * Puts one line in place of all names of a sheet that were changed: in a form of Kobo this is nearly every row, and other lines would be lost
 * among them. The line is at the first of the names.
 */
export function sumRenames<Line extends NamedLine>(lines: readonly Line[]): readonly Line[] {
  const bySheet = new Map<string, Line[]>();
  for (const line of lines)
    if (line.code === 'name.changed') bySheet.set(line.sheet, [...(bySheet.get(line.sheet) ?? []), line]);
  return lines.flatMap((line) => {
    const same = line.code === 'name.changed' ? (bySheet.get(line.sheet) ?? []) : [];
    if (same.length < 2) return [line];
    if (same[0] !== line) return [];
    const code = 'names.changed';
    const says = sentence(code, { text: line.text, id: line.becomes ?? '', count: same.length });
    const details = same.map(({ cell, text, becomes }) => `${cell} ${text} → ${becomes ?? ''}`);
    return [{ ...line, code, says, details }];
  });
}
