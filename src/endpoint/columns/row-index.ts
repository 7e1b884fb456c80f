/** Characters of an id. */
export const ID = 36;

export type RowIndex = ReturnType<typeof rowIndex>;

/**
 * Ids are in one buffer. Those that come in their order, as at a start, are found by binary search and cost no entry of a map; ids that
 * come later are in a map.
 */
export function rowIndex() {
  let ids = Buffer.alloc(0);
  let length = 0;
  /** So many rows are in the order of their ids, the last of which is `lastSorted`. */
  let sorted = 0;
  let lastSorted = '';
  const later = new Map<string, number>();
  const idAt = (row: number) => ids.toString('latin1', row * ID, (row + 1) * ID);
  return {
    /** How many rows there are; a row is never removed. */
    length: () => length,
    idAt,
    grow(capacity: number) {
      ids = Buffer.concat([ids], ID * capacity);
    },
    rowOf(id: string): number | undefined {
      const appended = later.get(id);
      if (appended !== undefined || id > lastSorted) return appended;
      let [low, high] = [0, sorted - 1];
      while (low <= high) {
        const middle = (low + high) >> 1;
        const found = idAt(middle);
        if (found === id) return middle;
        if (found < id) low = middle + 1;
        else high = middle - 1;
      }
      return undefined;
    },
    /** Adds a row within the capacity. The id must not be there yet. */
    append(id: string) {
      const row = length++;
      ids.write(id, row * ID, ID, 'latin1');
      if (later.size === 0 && id > lastSorted) {
        sorted++;
        lastSorted = id;
      } else later.set(id, row);
      return row;
    },
  };
}
