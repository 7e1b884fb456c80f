import { isLocalText, type LocalText } from '../../../core/survey/survey-parts.ts';
import type { KeyedSheet } from './keyed-sheet.ts';

/* The sheet `more` holds texts too, inside JSON: warnings, findings, names of strata. */

export interface TextOfMore {
  readonly row: number;
  /** The place of the cell. */
  readonly column: number;
  readonly text: string;
}

/** Returns the texts of the sheet that are in the first language and not in the other one. */
export function untranslatedInMore(sheet: KeyedSheet, first: string, language: string): readonly TextOfMore[] {
  const place = sheet.columns.findIndex(({ key }) => key === 'value');
  const column = sheet.columns[place]?.place ?? 0;
  return sheet.rows.flatMap(({ number, texts }) =>
    textsIn(parsed(texts[place] ?? '')).flatMap((text) => {
      const written = text[first];
      return written === undefined || language in text ? [] : [{ row: number, column, text: written }];
    }),
  );
}

/**
 * Returns the JSON of a cell with the texts that another version of it has in other languages than the first, and these languages. Nothing
 * but texts of the same place is taken over.
 */
export function withTextsOf(
  json: string,
  other: string,
  first: string,
): { readonly json: string; readonly languages: ReadonlySet<string> } {
  const languages = new Set<string>();
  const merge = (node: unknown, given: unknown): unknown => {
    if (Array.isArray(node))
      return node.map((part, index) => merge(part, Array.isArray(given) ? given[index] : undefined));
    if (typeof node !== 'object' || node === null) return node;
    const from = Object(given) as Readonly<Record<string, unknown>>;
    if (!isLocalText(node))
      return Object.fromEntries(Object.entries(node).map(([key, part]) => [key, merge(part, from[key])]));
    if (!isLocalText(from) || !(first in node)) return node;
    const added = Object.entries(from).filter(([tag, text]) => tag !== first && node[tag] !== text);
    for (const [tag] of added) languages.add(tag);
    return { ...node, ...Object.fromEntries(added) };
  };
  const merged = merge(parsed(json), parsed(other));
  return { json: languages.size > 0 ? JSON.stringify(merged) : json, languages };
}

function textsIn(node: unknown): readonly LocalText[] {
  if (typeof node !== 'object' || node === null) return [];
  if (!Array.isArray(node) && isLocalText(node)) return [node];
  return Object.values(node).flatMap(textsIn);
}

/** What a cell holds; nothing for a piece of a longer value. */
function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
