/**
 * The first 64 bits of an id, as a signed number in the order of ids: the key of its row. Ids are random, hence keys are; 60 of
 * these bits are. Two ids of honest devices that share them are expected once in a million surveys of a million responses: the
 * second is then a conflict, which its device keeps and shows.
 */
export function keyOf(id: string): bigint {
  return BigInt(`0x${id.slice(0, 8)}${id.slice(9, 13)}${id.slice(14, 18)}`) - 2n ** 63n;
}

/** An organiser may ask for anything. */
export function isId(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
}

/** Where reading in the order of ids goes on: after an id, or before all of them. */
export function keyAfter(id: string): bigint {
  return id === '' ? -(2n ** 63n) : keyOf(id);
}
