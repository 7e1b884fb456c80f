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
export const FORBIDDEN = /[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/u;

// Fast path: most texts contain only these.
const ORDINARY = /^[\t\n\x20-\x7e\u00a0-\u33ff]*$/;

export function hasForbiddenCharacter(text: string): boolean {
  if (ORDINARY.test(text)) return false;
  return FORBIDDEN.test(text.replaceAll('\n', '').replaceAll('\t', ''));
}
