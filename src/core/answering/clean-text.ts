import { FORBIDDEN, utf8Length } from './text-check.ts';

const FORBIDDEN_EVERYWHERE = new RegExp(FORBIDDEN, 'gu');

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
