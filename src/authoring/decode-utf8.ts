/** The text of a file, or the place of the first byte that is not UTF-8. */
type DecodingResult =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'not-utf8'; readonly line: number; readonly column: number; readonly reason: string };

const LINE_FEED = 0x0a;

/** Decodes strictly, and removes a byte order mark. A lenient decoder would put U+FFFD in place of each accent, and people would read it. */
export function decodeUtf8(bytes: Uint8Array): DecodingResult {
  try {
    return { kind: 'text', text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return { kind: 'not-utf8', ...firstFault(bytes) };
  }
}

function firstFault(bytes: Uint8Array): Omit<Extract<DecodingResult, { kind: 'not-utf8' }>, 'kind'> {
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (isUtf16) return { line: 1, column: 1, reason: 'this is UTF-16: save the file again in UTF-8' };
  // No multi-byte sequence contains a line feed, so each line can be decoded separately.
  let start = 0;
  for (let line = 1; start <= bytes.length; line++) {
    const feed = bytes.indexOf(LINE_FEED, start);
    const end = feed === -1 ? bytes.length : feed;
    const before = validCharacters(bytes.subarray(start, end));
    if (before !== undefined) {
      const byte = bytes[start + before.bytes]?.toString(16) ?? '';
      const reason = `byte 0x${byte} is not UTF-8: save the file again in UTF-8 ("ANSI" and Latin-1 are other encodings)`;
      return { line, column: before.characters + 1, reason };
    }
    start = end + 1;
  }
  throw new Error('a file that is not UTF-8 has a line that is not');
}

/** Returns the length of a line before its first fault; `undefined` for a line without one. */
function validCharacters(line: Uint8Array): { readonly bytes: number; readonly characters: number } | undefined {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let bytes = 0;
  let characters = 0;
  try {
    for (let at = 0; at < line.length; at++) {
      if (decoder.decode(line.subarray(at, at + 1), { stream: true }) === '') continue;
      bytes = at + 1;
      characters++;
    }
    decoder.decode();
    return undefined;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return { bytes, characters };
  }
}
