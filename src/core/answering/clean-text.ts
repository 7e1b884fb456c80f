/** Bytes of the text in UTF-8. The text holds no lone surrogate. */
export function utf8Length(text: string): number {
  let bytes = text.length;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    // Each half of a pair of surrogates counts for two of its four bytes.
    if (code >= 0x80) bytes += code < 0x800 || (code >= 0xd800 && code < 0xe000) ? 1 : 2;
  }
  return bytes;
}

// Controls but LF and TAB, lone surrogates and non-characters: PostgreSQL, spreadsheets and XML choke on them.
const FORBIDDEN = /[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/u;
const FORBIDDEN_EVERYWHERE = new RegExp(FORBIDDEN, 'gu');

// Most texts hold none but these, and are told at once.
const ORDINARY = /^[\t\n\x20-\x7e\u00a0-\u33ff]*$/;

export function hasForbiddenCharacter(text: string): boolean {
  if (ORDINARY.test(text)) return false;
  return FORBIDDEN.test(text.replaceAll('\n', '').replaceAll('\t', ''));
}

/** What a text field gives, ready to store: line ends as LF, no forbidden character; `undefined` when nothing is left. */
export function cleanText(typed: string): string | undefined {
  const text = typed
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(FORBIDDEN_EVERYWHERE, (character) => (character === '\n' || character === '\t' ? character : ''));
  return text.trim() === '' ? undefined : text;
}

/** The longest beginning of the text that fits, never cutting a character in two. */
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
