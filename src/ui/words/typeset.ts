/** French typography for texts typed plainly: curved apostrophes, and no line break before a mark or inside quotation marks. */
export function typeset(text: string, language: string): string {
  if (language.split('-')[0] !== 'fr') return text.replaceAll(/(?<=\p{L})'(?=\p{L})/gu, '’');
  return text
    .replaceAll("'", '’')
    .replaceAll(/ (?=[?!;:])/g, '\u202f')
    .replaceAll(/ (?=[»%€])/g, '\u00a0')
    .replaceAll('« ', '«\u00a0');
}
