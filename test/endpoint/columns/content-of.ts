import type { StoredColumns } from '../../../src/endpoint/columns/column-store.ts';

/** By id, everything that the columns say of each response. */
export function contentOf(columns: StoredColumns): Record<string, object> {
  const found: Record<string, object> = {};
  for (let row = 0; row < columns.length; row++) {
    if (columns.present[row] !== 1) continue;
    const { days, revisions, inField, counted, unfinished, complete, aside, profiles } = columns;
    const { lastQuestions, minutes, quick, alikeHigh, alikeLow } = columns;
    const numbers = { days, revisions, inField, counted, unfinished, complete, aside, profiles };
    const others = { lastQuestions, minutes, quick, alikeHigh, alikeLow };
    found[columns.idAt(row)] = {
      ...Object.fromEntries(Object.entries({ ...numbers, ...others }).map(([name, column]) => [name, column[row]])),
      channel: columns.channelNames[columns.channels[row] ?? 0],
      bytes: columns.bytes.map((plane) => plane[row]).join(),
    };
  }
  return found;
}
