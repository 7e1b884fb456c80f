import { expect, test } from 'vitest';
import { readChosen } from '../../src/desk/questionnaires/read-upload.ts';
import { readDocument, readMarkup } from '../../src/desk/workbooks/read-document.ts';
import { docxOf, heading, openDocumentOf, p, table } from './documents.ts';

async function read(bytes: Uint8Array) {
  const document = await readDocument(bytes);
  if (typeof document === 'string') throw new Error(document);
  return { lines: document.text.replace(/\n+$/, '').split('\n'), unread: Object.fromEntries(document.unread) };
}
const linesOf = async (bytes: Uint8Array) => (await read(bytes)).lines;
const MATRIX = table(['', 'Jamais', 'Souvent'], ['Le courriel', '', ''], ['La visio', '', '']);
const AS_ROWS = ['\tJamais\tSouvent', 'Le courriel\t\t', 'La visio\t\t'];

test('questions that Word numbers get their numbers, and what is below them is their answers', async () => {
  const body = [
    heading('Le numérique'),
    p('Une enquête'),
    heading('Vous'),
    p('Êtes-vous employeur ?', 1),
    p('Oui', 2),
    p('Non', 2),
    p('Combien de salariés ?', 1),
    heading('Vos outils'),
    p('Lesquels ?', 1),
    p('Une messagerie', 1, 1),
    p('À quelle fréquence :', 1),
    MATRIX,
    p('Et encore ?', 1),
    p('Peu', 3),
    p('Beaucoup', 3),
  ].join('');
  expect(await linesOf(docxOf(body))).toEqual([
    ...['# Le numérique', 'Une enquête', '', '# Vous', '', '1. Êtes-vous employeur ?', '- Oui', '- Non', ''],
    ...['2. Combien de salariés ?', '', '# Vos outils', '', '3. Lesquels ?', '- Une messagerie', ''],
    ...['4. À quelle fréquence :', '', ...AS_ROWS, '', '5. Et encore ?', '- Peu', '- Beaucoup'],
  ]);
});

test('below a question whose number is typed, a list with numbers has its answers', async () => {
  const body = [p('1. Âge ?'), p('Moins de 18', 1), p('Plus', 1), p('2) Ville ?'), p('☐ Lyon'), p('☐ Lille')].join('');
  expect(await linesOf(docxOf(body))).toEqual([
    ...['1. Âge ?', '- Moins de 18', '- Plus', '', '2) Ville ?', '☐ Lyon', '☐ Lille'],
  ]);
});

test('a section that is numbered with its questions, bullets that ask, and headings that ask', async () => {
  const levels = docxOf([p('Vous', 1), p('Votre âge ?', 1, 1), p('Vos outils', 1)].join(''), {
    'word/numbering.xml':
      '<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>',
  });
  expect(await linesOf(levels)).toEqual(['# Vous', '', '1. Votre âge ?', '', '2. Vos outils']);
  const bullets = docxOf(
    [p('Votre âge ? (en années)', 2), p('Moins de 18', 2, 1), heading('Et après ?'), p('Rien', 1)].join(''),
  );
  expect(await linesOf(bullets)).toEqual([
    '1. Votre âge ? (en années)',
    '- Moins de 18',
    '',
    '2. Et après ?',
    '- Rien',
  ]);
});

test('what Word has beside the text is counted, and never read as text', async () => {
  const reference = (kind: string) => `<w:r><w:${kind}Reference w:id="1"/></w:r>`;
  const contents = '<w:p><w:pPr><w:pStyle w:val="TM1"/></w:pPr><w:r><w:t>Vos outils 3</w:t></w:r></w:p>';
  const picture = '<w:r><w:pict><v:shape><v:imagedata r:id="rId4"/></v:shape></w:pict></w:r>';
  const changed =
    '<w:ins><w:r><w:t>Nouvelle ?</w:t></w:r></w:ins><w:del><w:r><w:delText>Vieille ?</w:delText></w:r></w:del>';
  const text = '<w:r><w:t>1. Une question ?</w:t></w:r>';
  const nested = table(['Cadre', table(['a', 'b'], ['c', 'd']) + p('')], ['', 'x']);
  const note = (kind: string, inside: string) =>
    `<w:${kind} xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${inside}</w:${kind}>`;
  const body = [contents, p(text + reference('comment') + reference('footnote')), p(changed), p(picture), nested].join(
    '',
  );
  const bytes = docxOf(body, {
    'word/comments.xml': note(
      'comments',
      '<w:comment w:id="1"><w:p/></w:comment><w:comment w:id="2"><w:p/></w:comment>',
    ),
    'word/header1.xml': note('hdr', '<w:p><w:r><w:t>Fédération</w:t></w:r></w:p>'),
    'word/header2.xml': note('hdr', '<w:p/>'),
    'word/vbaProject.bin': 'Sub AutoOpen()',
  });
  expect(await read(bytes)).toEqual({
    lines: ['1. Une question ?', 'Nouvelle ?', '', 'Cadre\ta b c d', '\tx'],
    unread: { comments: 2, changes: 2, notes: 1, headers: 1, macros: 1, pictures: 1, tables: 1 },
  });
});

test('a table with one column is a frame; cells that span others keep their columns', async () => {
  expect(await linesOf(docxOf(table([p('1. Âge ?') + MATRIX])))).toEqual(['1. Âge ?', '', ...AS_ROWS]);
  expect(
    readMarkup(
      '<table><tr><td rowspan=2>Outil<td colspan=2>Fréquence</tr><tr><td>Jamais<td>Souvent</tr><tr><td>Visio<td><td></table>',
    ),
  ).toBe('Outil\tFréquence\t\n\tJamais\tSouvent\nVisio\t\t\n');
});

test('a document of LibreOffice is read in the same way', async () => {
  const item = (text: string, more = '') => `<text:list-item><text:p>${text}</text:p>${more}</text:list-item>`;
  const list = (style: string, ...items: readonly string[]) =>
    `<text:list text:style-name="${style}">${items.join('')}</text:list>`;
  const answers = `<text:list>${item('Oui')}${item('Non')}</text:list>`;
  const row = (...cells: readonly string[]) =>
    `<table:table-row>${cells.map((cell) => `<table:table-cell><text:p>${cell}</text:p></table:table-cell>`).join('')}</table:table-row>`;
  const body = `<office:text><text:tracked-changes><text:changed-region><text:p>Vieux</text:p></text:changed-region></text:tracked-changes><text:h>Vous</text:h>${list('L1', item(`Employeur${'<text:s/>'}?<office:annotation><text:p>Vraiment ?</text:p></office:annotation>`, answers))}<text:p/><text:p>Merci<text:note><text:p>bas</text:p></text:note><draw:frame><draw:image/></draw:frame></text:p>${list('L1', item('Fréquence :'))}<table:table>${row('', 'Jamais', 'Souvent')}${row('Le courriel', '', '')}${row('La visio', '', '')}</table:table>${list('L2', item('Une puce'))}</office:text>`;
  expect(await read(openDocumentOf(body))).toEqual({
    lines: [
      ...['# Vous', '', '1. Employeur ?', '- Oui', '- Non', '', 'Merci', '', '2. Fréquence :', '', ...AS_ROWS, ''],
      '- Une puce',
    ],
    unread: { changes: 1, comments: 1, notes: 1, pictures: 1 },
  });
});

test('a table and a list of Word keep their shape when they are pasted', () => {
  const mark = (sign: string) =>
    `<![if !supportLists]><span style='mso-list:Ignore'>${sign}<span>&nbsp; </span></span><![endif]>`;
  const pasted = `<html><head><style>p {}</style></head><body><!--StartFragment--><p class=MsoNormal>1. &Acirc;ge&nbsp;?<o:p></o:p></p><p class=MsoListParagraph style='mso-list:l0 level1 lfo1'>${mark('§')}Moins de 18</p><p class=MsoListParagraph>${mark('b)')}Plus</p><table class=MsoTableGrid><tr><td><p>a</p><p>b</p></td><td>c</td></tr></table><!--EndFragment--></body></html>`;
  expect(readMarkup(pasted)).toBe('1. Âge\u00a0?\n- Moins de 18\nb) Plus\n\na b\tc\n');
});

test('a document becomes a text of its name; one that is none is refused', async () => {
  const chosen = await readChosen([new File([docxOf(p('1. Âge ?'))], 'Mon enquête.docx')]);
  expect(chosen).toMatchObject({
    kind: 'files',
    upload: { id: 'mon-enquete', document: { name: 'Mon enquête.docx' } },
  });
  expect(chosen.kind === 'files' && new TextDecoder().decode(chosen.upload.files.get('Mon enquête.txt'))).toBe(
    '1. Âge ?\n',
  );
  const why = async (bytes: BlobPart, name = 'a.docx') => {
    const read = await readChosen([new File([bytes], name)]);
    return read.kind === 'refused' && read.why;
  };
  expect(await why('PK')).toBe('no-archive');
  expect(await why(openDocumentOf('<office:spreadsheet/>'), 'a.odt')).toBe('no-archive');
  expect(await why(docxOf('', { 'word/document.xml': '<w:document' }))).toBe('no-archive');
  expect(await why(docxOf('', { 'word/header1.xml': ' '.repeat(65 * 2 ** 20) }))).toBe('too-large');
});

test('the page goes on answering while a long document is read', async () => {
  let ticks = 0;
  const timer = setInterval(() => ticks++, 1);
  const long = docxOf(Array.from({ length: 3000 }, (_, place) => p(`Ligne ${place}`)).join(''));
  const before = ticks;
  const { lines } = await read(long);
  clearInterval(timer);
  expect(lines).toHaveLength(3000);
  expect(ticks - before).toBeGreaterThan(20);
});
