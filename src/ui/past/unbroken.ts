/** Keeps a number in a text on one line: its thousands are set apart by spaces that do not break. */
export function unbroken(text: string): string {
  return text.replaceAll(/(?<=\b\d{1,3}) (?=\d{3}\b)/g, '\u00a0');
}
