/** The text of a file, or the place of the first byte that is not UTF-8. */
type DecodingResult =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'not-utf8'; readonly line: number; readonly column: number; readonly reason: string };

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
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const before: string[] = [];
  try {
    for (const byte of bytes) before.push(decoder.decode(Uint8Array.of(byte), { stream: true }));
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
  const valid = before.join('');
  const byte = bytes[new TextEncoder().encode(valid).length]?.toString(16) ?? '';
  const reason = `byte 0x${byte} is not UTF-8: save the file again in UTF-8 ("ANSI" and Latin-1 are other encodings)`;
  const lines = valid.split('\n');
  return { line: lines.length, column: [...(lines.at(-1) ?? '')].length + 1, reason };
}
