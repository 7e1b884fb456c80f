/** Keeps on one line a number whose thousands are set apart by spaces, and a word whose part after a hyphen is short: « outre-mer ». */
export function unbroken(text: string): string {
  return text
    .replaceAll(/(?<=\b\d{1,3}) (?=\d{3}\b)/g, '\u00a0')
    .replaceAll(/(?<=\p{L}-)(?=\p{L}{1,4}(?!\p{L}))/gu, '\u2060');
}
