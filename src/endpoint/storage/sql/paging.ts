import { setImmediate } from 'node:timers/promises';

/**
 * Reads pages until one is shorter than `size`; each follows the last row of the page before it. The next one is looked for while a
 * page is used, and other work of this thread runs between two pages.
 */
export async function* inPages<Row>(
  size: number,
  read: (after: Row | undefined) => Promise<readonly Row[]>,
): AsyncGenerator<readonly Row[]> {
  for (let coming = read(undefined); ; await setImmediate()) {
    const rows = await coming;
    const isLast = rows.length < size;
    if (!isLast) {
      coming = read(rows.at(-1));
      // A failure is thrown when its page is awaited.
      coming.catch(() => undefined);
    }
    yield rows;
    if (isLast) return;
  }
}
