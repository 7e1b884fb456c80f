import { strFromU8, strToU8, type Unzipped, unzipSync, zipSync } from 'fflate';
import type { TrustedHTML, TrustedScriptURL, TrustedTypePolicyFactory } from 'trusted-types/lib';
import { type DocumentLine, documentLines, type UnreadKind } from './document-lines.ts';
import mammothUrl from './mammoth.worker.ts?worker&url';

export type UnreadableDocument = 'no-archive' | 'too-large' | 'unreachable';

/** The parts that are read of a document, in bytes: the text of a thousand pages. */
const MOST = 64 * 2 ** 20;
/** Counts what is not read of a document, by the parts of its archive. Lines say the rest. */
const UNREAD: readonly (readonly [UnreadKind, part: RegExp, found: RegExp])[] = [
  ['comments', /^word\/comments\.xml$/, /<w:comment\b/g],
  ['changes', /^word\/document\d*\.xml$/, /<w:(?:ins|del|moveFrom)\b/g],
  ['notes', /^word\/document\d*\.xml$/, /<w:(?:foot|end)noteReference\b/g],
  ['headers', /^word\/(?:header|footer)\d*\.xml$/, /<w:t[ >].*/gs],
  ['headers', /^styles\.xml$/, /<style:(?:header|footer)[ >]/g],
  ['macros', /vbaProject\.bin$|^Basic\/script-lc\.xml$/, /^/g],
];
/** References to notes and comments would be read as texts in brackets. */
const REFERENCES = /<w:(?:footnote|endnote|comment)Reference\b[^>]*>/g;
/** Letters number the answers to a question: numbers would make questions of them. */
const LETTERS = /(<w:numFmt w:val=")(?:lower|upper)(?:Letter|Roman)"/g;

/** Reads a document of Word (`.docx`) or of LibreOffice (`.odt`), which are archives: its text as an author would paste it, and what else it holds. */
export async function readDocument(bytes: Uint8Array) {
  const isPart = (name: string) => /\.(xml|rels)$/.test(name) || UNREAD.some(([, part]) => part.test(name));
  const unpacked = unzipped(bytes, { each: MOST, all: MOST }, isPart);
  if (typeof unpacked === 'string') return unpacked;
  const parts = Object.entries(unpacked).map(([path, part]) => [path, strFromU8(part)] as const);
  const body = unpacked['content.xml'] ? openDocumentBody(new Map(parts)) : await wordBody(parts);
  if (typeof body === 'string') return body;
  const { lines, unread } = documentLines(body);
  for (const [kind, part, found] of UNREAD) {
    const times = parts.flatMap(([path, text]) => (part.test(path) && text.match(found)) || []).length;
    if (times > 0) unread.set(kind, times);
  }
  return { text: textOf(lines), unread };
}

/** Reads what a clipboard holds of a document or of a page. */
export function readMarkup(html: string): string {
  return textOf(documentLines(parseMarkup(html, 'text/html').body).lines);
}

/** Unpacks the wanted files of an archive. The sizes that it declares are looked at before anything is unpacked. */
export function unzipped(
  archive: Uint8Array,
  most: { readonly each: number; readonly all: number },
  isWanted: (name: string) => boolean,
): Unzipped | 'no-archive' | 'too-large' {
  let all = 0;
  let isTooLarge = false;
  try {
    const inside = unzipSync(archive, {
      filter({ name, originalSize }) {
        if (!isWanted(name)) return false;
        all += originalSize;
        if (all > most.all || originalSize > most.each) isTooLarge = true;
        return !isTooLarge;
      },
    });
    return isTooLarge ? 'too-large' : inside;
  } catch (error) {
    if (error instanceof Error && 'code' in error) return 'no-archive';
    throw error;
  }
}

/** The HTML that mammoth makes of a document of Word, in a thread, so that the page goes on answering. */
async function wordBody(parts: readonly (readonly [path: string, text: string])[]): Promise<Node | UnreadableDocument> {
  const cleaned = parts.map(([path, text]) => [
    path,
    strToU8(text.replaceAll(REFERENCES, '').replaceAll(LETTERS, '$1bullet"')),
  ]);
  const { buffer } = new Uint8Array(zipSync(Object.fromEntries(cleaned), { level: 0 }));
  const threads: Threads = { start: (address: string | URL) => new Worker(address, { type: 'module' }) };
  const worker = threads.start(policy?.createScriptURL(mammothUrl) ?? mammothUrl);
  const html = await new Promise<string | undefined | null>((resolve) => {
    worker.onmessage = ({ data }: MessageEvent<string | undefined>) => resolve(data);
    worker.onerror = () => resolve(null);
    worker.postMessage(buffer, [buffer]);
  });
  worker.terminate();
  if (html === null) return 'unreachable';
  return html === undefined ? 'no-archive' : parseMarkup(html, 'text/html').body;
}

/** The body of a document of LibreOffice, in a document that has all styles of its lists. */
function openDocumentBody(parts: ReadonlyMap<string, string>): Node | UnreadableDocument {
  const content = parseMarkup(parts.get('content.xml') ?? '', 'application/xml');
  const styles = parseMarkup(parts.get('styles.xml') ?? '', 'application/xml');
  content.documentElement.append(...content.importNode(styles.documentElement, true).children);
  return content.getElementsByTagName('office:text')[0] ?? 'no-archive';
}

/** The number that somebody typed before a question, and the mark before an answer. */
const NUMBERED = /^(?:Q(?:uestion)?\s*)?(\d{1,3})\s*[.):](?!\d)/i;
const MARKED = /^[-–—•●○◦▪□☐☑✓]/;

/**
 * Writes lines as authors type them: `- ` before items, `# ` before headings, and numbers before questions. Where a document numbers items
 * by itself, they are its questions, and are counted through all of it; below a question whose number is typed they are its answers.
 */
function textOf(read: readonly DocumentLine[]): string {
  const isBetween = (place: number) => read[place + 1]?.depth !== undefined && read[place - 1]?.kind !== 'row';
  const lines = read.filter(({ text }, place) => text !== '' || !isBetween(place));
  const written: string[] = [];
  const isTyped = lines.some(({ text }) => NUMBERED.test(text));
  let number = 0;
  let isBelowQuestion = false;
  const markOf = ({ text, kind, depth = 0 }: DocumentLine, next: DocumentLine | undefined) => {
    const isAbove = (next?.depth ?? 0) > depth;
    if (text === '' || kind === 'row' || NUMBERED.test(text) || MARKED.test(text)) return '';
    if (kind === 'heading') return asks(text) ? 'number' : '# ';
    if (kind === undefined) return asks(text) && isAbove && !isTyped ? 'number' : '';
    if (kind === 'bullet' || (depth === 1 ? isBelowQuestion : !asks(text)))
      return asks(text) && isAbove ? 'number' : '- ';
    return isAbove && next?.kind === 'numbered' && asks(next.text) && !asks(text) ? '# ' : 'number';
  };
  for (const [place, line] of lines.entries()) {
    // A letter of a font of signs: a box to tick.
    const text = line.text.replace(/^[\uf000-\uf0ff]\s*/, '☐ ');
    const isItem = line.depth !== undefined;
    const mark = markOf({ ...line, text }, lines[place + 1]);
    const [, typed] = NUMBERED.exec(text) ?? [];
    number = mark === 'number' ? number + 1 : Number(typed ?? number);
    if (typed !== undefined || (mark === 'number' && !isItem)) isBelowQuestion = true;
    else if (text !== '' && !isItem) isBelowQuestion = false;
    const isApart = text === '' || mark === '# ' || mark === 'number';
    if (isApart && written.at(-1)) written.push('');
    if (text !== '') written.push(`${mark === 'number' ? `${number}. ` : mark}${text}`);
  }
  return written.join('\n').replace(/\n?$/, '\n');
}

/** Returns whether a text ends with a question mark, but for what is in brackets behind it. */
function asks(text: string): boolean {
  const end = text.lastIndexOf('?');
  return end >= 0 && /^\s*(?:$|[([*])/.test(text.slice(end + 1));
}

/** Markup as a document that runs nothing and loads nothing. */
export function parseMarkup(markup: string, type: DOMParserSupportedType): Document {
  const parser: MarkupParser = new DOMParser();
  return parser.parseFromString(policy?.createHTML(markup) ?? markup, type);
}

/** The page's policy requires trusted markup and addresses of scripts; the DOM types leave all of this out. */
interface MarkupParser {
  parseFromString(markup: string | TrustedHTML, type: DOMParserSupportedType): Document;
}
interface Threads {
  start(address: string | URL | TrustedScriptURL): Worker;
}
interface WithTrustedTypes extends EventTarget {
  readonly trustedTypes?: TrustedTypePolicyFactory;
}
const { trustedTypes }: WithTrustedTypes = window;
const policy = trustedTypes?.createPolicy('documents', {
  createHTML: (markup) => markup,
  createScriptURL(url) {
    if (url !== mammothUrl) throw new TypeError('not the worker');
    return url;
  },
});
