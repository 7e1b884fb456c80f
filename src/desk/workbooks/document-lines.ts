/** Counts what a document holds that is not read as its text. */
export type UnreadKind = 'comments' | 'changes' | 'pictures' | 'notes' | 'headers' | 'tables' | 'macros';

/** A paragraph, an item of a list, or a row of a table, whose cells are separated by tabs; without text, an empty line. */
export interface DocumentLine {
  readonly text: string;
  readonly kind?: 'heading' | 'row' | 'numbered' | 'bullet';
  /** How many lists an item is in. */
  readonly depth?: number;
}

/** The elements of HTML and of OpenDocument that divide a text. */
const PARTS = {
  paragraph: 'p div dd dt pre blockquote text:p',
  heading: 'h1 h2 h3 h4 h5 h6 text:h',
  list: 'ol ul text:list',
  item: 'li text:list-item text:list-header',
  table: 'table table:table',
  row: 'tr table:table-row',
  cell: 'td th table:table-cell table:covered-table-cell',
  break: 'br text:line-break',
  space: 'text:s text:tab',
  box: 'input',
  unread:
    'style script title office:annotation text:note text:tracked-changes text:table-of-content svg:title svg:desc',
};
const PART_OF: ReadonlyMap<string, string> = new Map(
  Object.entries(PARTS).flatMap(([part, names]) => names.split(' ').map((name) => [name, part] as const)),
);
const UNREAD: Readonly<Record<string, UnreadKind>> = {
  img: 'pictures',
  'draw:image': 'pictures',
  'office:annotation': 'comments',
  'text:note': 'notes',
  'text:tracked-changes': 'changes',
};
/** A table with more columns is damaged. */
const MOST_COLUMNS = 200;

/** Says where an element is: the lines that get its text, the lists around it, and the cells of its table. */
interface Place {
  readonly lines: DocumentLine[];
  readonly depth: number;
  readonly isNumbered?: ((depth: number) => boolean) | undefined;
  readonly table?: { readonly rows: DocumentLine[][][]; readonly spans: number[] };
}

/** Reads the lines of HTML, or of the XML of OpenDocument, and counts what is not read. */
export function documentLines(root: Node) {
  const unread = new Map<UnreadKind, number>();
  const count = (kind: UnreadKind, times = 1) => void unread.set(kind, (unread.get(kind) ?? 0) + times);
  let written = '';
  let next: Omit<DocumentLine, 'text'> = {};

  function endLine({ lines }: Place): void {
    const text = written.replaceAll(/[ \t\r\n\f]+/g, ' ').trim();
    written = '';
    if (text === '') return;
    lines.push({ ...next, text });
    next = {};
  }

  function read(node: Node, place: Place): void {
    if (node instanceof Text) written += node.data;
    const name = node instanceof Element ? node.tagName.toLowerCase() : '';
    const attribute = (wanted: string) => (node instanceof Element && node.getAttribute(wanted)) || '';
    const part = PART_OF.get(name);
    if (UNREAD[name]) count(UNREAD[name], name === 'text:tracked-changes' ? node.childNodes.length : 1);
    if (part === 'unread') return;
    if (part === 'space') written += ' ';
    if (part === 'box') written += '☐ ';
    // Word draws the marks of its lists with letters of a font of signs; numbers and letters are as one reads them.
    if (/mso-list:\s*ignore/i.test(attribute('style'))) {
      const mark = node.textContent?.trim() ?? '';
      written += /^\(?\w{1,3}[.)]/.test(mark) ? `${mark} ` : '- ';
      return;
    }
    const inside = (within: Place) => {
      for (const child of node.childNodes) read(child, within);
    };
    if (part === undefined || part === 'space' || part === 'box') {
      inside(place);
      return;
    }
    endLine(place);
    const { lines, depth, isNumbered } = place;
    const before = lines.length;
    if (part === 'item') next = { kind: isNumbered?.(depth) ? 'numbered' : 'bullet', depth };
    if (part === 'heading') next = { kind: 'heading' };
    if (part === 'row') place.table?.rows.push([]);
    const isItem = next.kind !== undefined;
    const table = part === 'table' ? { rows: [], spans: [] } : place.table;
    const within = {
      ...place,
      ...(table && { table }),
      ...(part === 'list' && { depth: depth + 1, isNumbered: numbersOf(node, place) }),
      ...(part === 'cell' && { lines: cellIn(place, attribute) }),
    };
    inside(within);
    endLine(within);
    if (part === 'item' || part === 'heading') next = {};
    if (part === 'table' && table) lines.push(...linesOf(table.rows));
    const isEmpty = part === 'paragraph' && !isItem && lines.length === before;
    if (isEmpty || (part === 'list' && depth === 0)) lines.push({ text: '' });
  }

  function linesOf(rows: readonly DocumentLine[][][]): readonly DocumentLine[] {
    // A table with one column is a frame around a text.
    if (rows.every((row) => row.length < 2)) return rows.flat(2);
    if (rows.flat(2).some(({ kind }) => kind === 'row')) count('tables');
    const texts = rows.map((row) => row.map(cellText).join('\t')).filter((text) => text.trim() !== '');
    return [{ text: '' }, ...texts.map((text) => ({ text, kind: 'row' as const })), { text: '' }];
  }

  const lines: DocumentLine[] = [];
  const place = { lines, depth: 0 };
  read(root, place);
  endLine(place);
  return { lines, unread };
}

function cellIn({ table, lines }: Place, attribute: (name: string) => string): DocumentLine[] {
  const row = table?.rows.at(-1);
  if (!table || !row) return lines;
  const { spans } = table;
  for (let left = spans[row.length] ?? 0; left > 0; left = spans[row.length] ?? 0) {
    spans[row.length] = left - 1;
    row.push([]);
  }
  const cell: DocumentLine[] = [];
  const width = Number(attribute('colspan') || attribute('table:number-columns-repeated')) || 1;
  for (let column = 0; column < width && row.length < MOST_COLUMNS; column++) {
    spans[row.length] = Number(attribute('rowspan') || 1) - 1;
    row.push(column === 0 ? cell : []);
  }
  return cell;
}

function cellText(lines: readonly DocumentLine[]): string {
  const texts = lines.map(({ text }) => text.replaceAll('\t', ' '));
  return texts.filter((text) => text !== '').join(' ');
}

/** Letters number the answers of a question. OpenDocument says the numbers of a list by its style; a list in a list may name none. */
function numbersOf(list: Node, { isNumbered }: Place): ((depth: number) => boolean) | undefined {
  if (!(list instanceof Element)) return undefined;
  const style = list.getAttribute('text:style-name');
  if (list.localName !== 'list') return () => list.localName === 'ol' && /^1?$/.test(list.getAttribute('type') ?? '');
  if (style === null) return isNumbered;
  const styles = [...list.ownerDocument.getElementsByTagName('text:list-style')];
  const levels = styles.find((one) => one.getAttribute('style:name') === style)?.children ?? [];
  return (depth) =>
    [...levels].some(
      (level) => level.getAttribute('text:level') === `${depth}` && level.getAttribute('style:num-format') === '1',
    );
}
