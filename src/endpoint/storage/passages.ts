/** Bytes of a piece, which fits in a page: overflow pages are allocated in the order of arrival. */
const MOST_BYTES = 4_000;
const piece = new Uint8Array(MOST_BYTES);
const encoder = new TextEncoder();

/** Splits a text into pieces without splitting a character. */
export function passagesIn(text: string): readonly string[] {
  const passages: string[] = [];
  for (let rest = text; rest !== ''; ) {
    const { read } = encoder.encodeInto(rest, piece);
    passages.push(rest.slice(0, read));
    rest = rest.slice(read);
  }
  return passages;
}

/** The odd stride between the keys of a text's pieces, which spreads them over the key space. */
const STRIDE = 0x9e3779b97f4a7c15n;

export function passageKeys(key: bigint, passages: number, from = 0): readonly bigint[] {
  return Array.from({ length: Math.max(0, passages - from) }, (_, place) =>
    BigInt.asIntN(64, key + BigInt(from + place) * STRIDE),
  );
}
