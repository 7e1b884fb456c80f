/**
 * Returns the key of a row: the first 64 bits of its id, as a signed number in the order of ids. 60 of these bits are random. A
 * collision of honest devices is expected once in a million surveys of a million responses; the second response is then a conflict,
 * which its device keeps and shows.
 */
export function keyOf(id: string): bigint {
  return BigInt(`0x${id.slice(0, 8)}${id.slice(9, 13)}${id.slice(14, 18)}`) - 2n ** 63n;
}

/** Validates an id from a request of the organiser. */
export function isId(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
}

/** The key after which reading in id order continues; for an empty id the smallest. */
export function keyAfter(id: string): bigint {
  return id === '' ? -(2n ** 63n) : keyOf(id);
}
