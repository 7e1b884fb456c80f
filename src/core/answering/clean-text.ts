/** Returns the length of the text in UTF-8 bytes. The text must have no lone surrogate. */
export function utf8Length(text: string): number {
  let bytes = text.length;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    // A surrogate pair takes four bytes, two for each half.
    if (code >= 0x80) bytes += code < 0x800 || (code >= 0xd800 && code < 0xe000) ? 1 : 2;
  }
  return bytes;
}

// Control characters except LF and TAB, lone surrogates and non-characters: PostgreSQL, spreadsheets and XML reject them.
const FORBIDDEN = /[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/u;
const FORBIDDEN_EVERYWHERE = new RegExp(FORBIDDEN, 'gu');

// Fast path: most texts contain only these.
const ORDINARY = /^[\t\n\x20-\x7e\u00a0-\u33ff]*$/;

export function hasForbiddenCharacter(text: string): boolean {
  if (ORDINARY.test(text)) return false;
  return FORBIDDEN.test(text.replaceAll('\n', '').replaceAll('\t', ''));
}

/** Returns the value of a text field ready to store: line ends as LF, no forbidden character; `undefined` if nothing is left. */
export function cleanText(typed: string): string | undefined {
  const text = typed
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(FORBIDDEN_EVERYWHERE, (character) => (character === '\n' || character === '\t' ? character : ''));
  return text.trim() === '' ? undefined : text;
}

/** Returns the longest prefix of the text that fits, without splitting a character. */
export function cutToBytes(text: string, maxBytes: number): string {
  let bytes = 0;
  let kept = '';
  for (const character of text) {
    bytes += utf8Length(character);
    if (bytes > maxBytes) break;
    kept += character;
  }
  return kept;
}
