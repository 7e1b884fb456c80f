import { expect, it } from 'vitest';
import { csvFile } from '../../src/desk/exporting/csv-file.ts';

it('a file of contacts runs nothing that a stranger wrote, wherever it was hidden', async () => {
  for (const text of [
    '=1',
    '＝HYPERLINK("http://a.example")',
    '\u200b=1',
    ' =1',
    '\n=1',
    '\u202e@x',
    '+33 6 12 34 56 78',
  ]) {
    // `text()` would take the byte order mark away.
    const bytes = new Uint8Array(await csvFile([['Adresse'], [text]]).arrayBuffer());
    const file = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
    expect(file).toBe(`\ufeff"Adresse"\r\n"'${text.replaceAll('"', '""')}"\r\n`);
  }
});
