import type { SentenceCode } from '../report/sentences.ts';
import type { Remark } from '../report/text-source.ts';
import type { Sheet, SheetRow } from '../xlsx/workbook-sheet.ts';
import entities from './html-entities.json' with { type: 'json' };

/** A row to be written: its line in the source, and its cells by column. */
export interface SourceRow {
  readonly line: number;
  /** Not a line of the source, so that it is not counted: the end of a group, an option that the kind of question implies. */
  readonly isMade?: true;
  readonly cells: Readonly<Record<string, string>>;
}

/**
 * Makes a sheet of rows. Columns named in `places` have the place of the source, so that a cell of the report is found there; others come
 * after them.
 */
export function madeSheet(name: string, rows: readonly SourceRow[], places: ReadonlyMap<string, number>): Sheet {
  const used = [...new Set(rows.flatMap(({ cells }) => Object.keys(cells)))];
  const free = Math.max(-1, ...places.values()) + 1;
  const others = used.filter((column) => !places.has(column));
  const placeOf = (column: string) => places.get(column) ?? free + others.indexOf(column);
  const row = (number: number, cells: Readonly<Record<string, string>>, isMade?: true): SheetRow => {
    const placed: SheetRow['cells'][number][] = [];
    for (const [column, text] of Object.entries(cells))
      if (text.trim() !== '') placed[placeOf(column)] = { text, kind: 'text' };
    return { number, cells: Array.from(placed), ...(isMade && { isMade }) };
  };
  const head = row(1, Object.fromEntries(used.map((column) => [column, column])));
  return { name, merged: [], rows: [head, ...rows.map(({ line, cells, isMade }) => row(line, cells, isMade))] };
}

/** Reports on a line that no sheet has. */
export function remark(line: number, verdict: Remark['verdict'], code: SentenceCode, text: string, column = 0): Remark {
  return { line, column, verdict, code, text };
}

const ENTITIES: ReadonlyMap<string, string> = new Map(Object.entries(entities));

/** The text of a source without markup. */
export function withoutMarkup(html: string): string {
  return html
    .replaceAll(/<(script|style)\b.*?<\/\1>/gis, '')
    .replaceAll(/<\/(p|div|li|h\d)>|<br\s*\/?>/gi, '\n')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (whole, decimal, hexadecimal, name) => {
      if (decimal !== undefined || hexadecimal !== undefined) {
        const code = decimal === undefined ? Number.parseInt(hexadecimal, 16) : Number(decimal);
        return code > 0 && code < 0x110000 ? String.fromCodePoint(code) : '';
      }
      return ENTITIES.get(String(name).toLowerCase()) ?? whole;
    })
    .replaceAll(/[^\S\n]+/g, ' ')
    .replaceAll(/ ?\n\s*/g, '\n')
    .trim();
}
