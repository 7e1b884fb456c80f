import { strToU8, zipSync } from 'fflate';

/* Documents as Word and LibreOffice write them, with the parts that reading them needs. */

const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const CONTENT = 'application/vnd.openxmlformats-officedocument.wordprocessingml';

const run = (text: string) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;
/** A paragraph of Word. In a list: `1` has numbers, `2` bullets, `3` letters. */
export const p = (text: string, list?: 1 | 2 | 3, level = 0) =>
  `<w:p>${list ? `<w:pPr><w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${list}"/></w:numPr></w:pPr>` : ''}${text.startsWith('<') ? text : run(text)}</w:p>`;
export const heading = (text: string) => `<w:p><w:pPr><w:pStyle w:val="Titre1"/></w:pPr>${run(text)}</w:p>`;
/** A table of Word, of texts or of paragraphs. */
export const table = (...rows: readonly (readonly string[])[]) =>
  `<w:tbl>${rows.map((row) => `<w:tr>${row.map((cell) => `<w:tc>${cell.startsWith('<') ? cell : p(cell)}</w:tc>`).join('')}</w:tr>`).join('')}</w:tbl>`;

const level = (at: number, format: string) => `<w:lvl w:ilvl="${at}"><w:numFmt w:val="${format}"/></w:lvl>`;
const NUMBERING = [
  ['decimal', 'bullet'],
  ['bullet', 'bullet'],
  ['lowerLetter', 'bullet'],
].map(
  ([first = '', second = ''], index) =>
    `<w:abstractNum w:abstractNumId="${index}">${level(0, first)}${level(1, second)}</w:abstractNum><w:num w:numId="${index + 1}"><w:abstractNumId w:val="${index}"/></w:num>`,
);

/** A document of Word. Other parts of its archive are given by their paths. */
export function docxOf(body: string, parts: Readonly<Record<string, string>> = {}): Uint8Array<ArrayBuffer> {
  const relation = (id: string, kind: string, target: string) =>
    `<Relationship Id="${id}" Type="${RELATIONS}/${kind}" Target="${target}"/>`;
  const files = {
    '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="${CONTENT}.document.main+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${PACKAGE}/relationships">${relation('rId1', 'officeDocument', 'word/document.xml')}</Relationships>`,
    'word/_rels/document.xml.rels': `<Relationships xmlns="${PACKAGE}/relationships">${relation('rId1', 'numbering', 'numbering.xml')}${relation('rId2', 'styles', 'styles.xml')}${relation('rId3', 'comments', 'comments.xml')}${relation('rId4', 'image', 'media/image1.png')}</Relationships>`,
    'word/numbering.xml': `<w:numbering xmlns:w="${WORD}">${NUMBERING.join('')}</w:numbering>`,
    'word/styles.xml': `<w:styles xmlns:w="${WORD}"><w:style w:type="paragraph" w:styleId="Titre1"><w:name w:val="heading 1"/></w:style><w:style w:type="paragraph" w:styleId="TM1"><w:name w:val="toc 1"/></w:style></w:styles>`,
    'word/document.xml': `<w:document xmlns:w="${WORD}" xmlns:r="${RELATIONS}" xmlns:v="urn:schemas-microsoft-com:vml"><w:body>${body}</w:body></w:document>`,
    ...parts,
  };
  return zipped(files);
}

const OPEN = 'urn:oasis:names:tc:opendocument:xmlns';

/** A document or a workbook of LibreOffice. */
export function openDocumentOf(body: string, parts: Readonly<Record<string, string>> = {}): Uint8Array<ArrayBuffer> {
  const spaces = ['office', 'text', 'table', 'style', 'draw'].map((name) => `xmlns:${name}="${OPEN}:${name}:1.0"`);
  const calc = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"';
  const documentOf = (kind: string, inside: string) =>
    `<office:document-${kind} ${spaces.join(' ')} ${calc}>${inside}</office:document-${kind}>`;
  const styles = ['1', ''].map(
    (format, index) =>
      `<text:list-style style:name="L${index + 1}"><text:list-level-style-${format ? 'number' : 'bullet'} text:level="1" style:num-format="${format}"/></text:list-style>`,
  );
  const content = `<office:automatic-styles>${styles.join('')}</office:automatic-styles><office:body>${body}</office:body>`;
  return zipped({ 'content.xml': documentOf('content', content), 'styles.xml': documentOf('styles', ''), ...parts });
}

function zipped(files: Readonly<Record<string, string>>): Uint8Array<ArrayBuffer> {
  return new Uint8Array(
    zipSync(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, strToU8(text)]))),
  );
}
