import type { Nodes, Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { frontmatterFromMarkdown } from 'mdast-util-frontmatter';
import { frontmatter } from 'micromark-extension-frontmatter';
import type { Inline, Passage } from '../core/survey/organiser-texts.ts';

export interface MarkdownDocument {
  /** The lines `name: value` at the head of the file, between two of three hyphens. */
  readonly head: ReadonlyMap<string, string>;
  /** The first heading of level 1, which is not among the passages. */
  readonly title?: string;
  readonly passages: readonly Passage[];
  /** Each with its line number, from 1. */
  readonly faults: readonly MarkdownFault[];
}

export interface MarkdownFault {
  readonly line: number;
  readonly reason: string;
}

/** Reads what a page can show: paragraphs, headings, lists, quotations, emphasis and links. Everything else is a fault. */
export function readMarkdown(text: string, isLink: (to: string) => boolean): MarkdownDocument {
  const beyond = beyondLimits(text);
  if (beyond) return { head: new Map(), passages: [], faults: [beyond] };
  const faults: MarkdownFault[] = [];
  const root: Root = fromMarkdown(text, {
    extensions: [frontmatter(['yaml'])],
    mdastExtensions: [frontmatterFromMarkdown(['yaml'])],
  });
  const fault = (node: Nodes, reason: string) => {
    faults.push({ line: node.position?.start.line ?? 1, reason });
    return [];
  };
  const inline = (node: Nodes): readonly Inline[] => {
    switch (node.type) {
      case 'text':
        return [{ kind: 'text', text: node.value.replaceAll('\n', ' ') }];
      case 'strong':
      case 'emphasis':
        return [{ kind: node.type, of: node.children.flatMap(inline) }];
      case 'break':
        return [{ kind: 'break' }];
      case 'link':
        if (!isLink(node.url)) return fault(node, `a link to « ${node.url} », which is neither https nor a result`);
        return [{ kind: 'link', to: node.url, of: node.children.flatMap(inline) }];
      default:
        return fault(node, `${NAMES[node.type] ?? node.type}: a page has no place for it`);
    }
  };
  const passage = (node: Nodes): readonly Passage[] => {
    switch (node.type) {
      case 'paragraph':
      case 'heading':
        return [{ kind: node.type, of: node.children.flatMap(inline) }];
      case 'list':
        return [
          {
            kind: 'list',
            isOrdered: node.ordered === true,
            items: node.children.map((item) => item.children.flatMap(passage)),
          },
        ];
      case 'blockquote':
        return [{ kind: 'quotation', of: node.children.flatMap(passage) }];
      default:
        return fault(node, `${NAMES[node.type] ?? node.type}: a page has no place for it`);
    }
  };
  const [first, ...rest] = root.children;
  const written = first?.type === 'yaml' ? rest : root.children;
  const titled = written[0]?.type === 'heading' && written[0].depth === 1 ? written[0] : undefined;
  return {
    head: first?.type === 'yaml' ? linesOf(first.value) : new Map(),
    ...(titled && { title: plain(titled) }),
    passages: (titled ? written.slice(1) : written).flatMap(passage),
    faults,
  };
}

/**
 * The parser's time grows with the square of the lines, of their lists and quotations, and of the signs of emphasis and links in a
 * paragraph. Within these limits it takes three tenths of a second of a processor at most. Twenty thousand characters are some eight pages.
 */
const MARKDOWN_LIMITS = { characters: 20_000, lines: 1_000, marks: 1_000, signs: 200 };

function beyondLimits(text: string): MarkdownFault | undefined {
  const { characters, lines: most, marks: mostMarks, signs: mostSigns } = MARKDOWN_LIMITS;
  if (text.length > characters) return { line: 1, reason: `more than ${characters} characters` };
  const lines = text.split('\n');
  if (lines.length > most) return { line: most + 1, reason: `more than ${most} lines` };
  let [signs, marks] = [0, 0];
  for (const [index, line] of lines.entries()) {
    signs = line.trim() === '' ? 0 : signs + (line.match(/[*_[\]<`]/g)?.length ?? 0);
    if (signs > mostSigns) return { line: index + 1, reason: `more than ${mostSigns} of * _ [ ] < \` in a paragraph` };
    marks += LEADING.exec(line)?.[0].match(/[->+*.)]/g)?.length ?? 0;
    if (marks > mostMarks) return { line: index + 1, reason: `more than ${mostMarks} lists and quotations` };
    if (TOO_DEEP.test(line)) return { line: index + 1, reason: 'twenty levels within each other' };
  }
  return undefined;
}

/** The marks of lists and quotations that a line begins with. */
const LEADING = /^(?:[ \t]*(?:>|[-+*][ \t]|\d{1,9}[.)][ \t]))*/;
/** The parser takes seconds for thousands of quotations or lists that begin on one line, and then fails. */
const TOO_DEEP = /^(?:[ \t]*(?:>|[-+*][ \t]|\d{1,9}[.)][ \t])){20}/;

const NAMES: Readonly<Record<string, string>> = {
  html: 'HTML',
  image: 'a picture',
  code: 'a block of code',
  inlineCode: 'code',
  thematicBreak: 'a line across',
  definition: 'a link by reference',
  linkReference: 'a link by reference',
  imageReference: 'a picture',
};

function linesOf(head: string): ReadonlyMap<string, string> {
  return new Map(
    head.split('\n').flatMap((line) => {
      const [, name = '', value = ''] = /^([^:]+):(.*)$/.exec(line) ?? [];
      return name === '' ? [] : [[name.trim(), value.trim()] as const];
    }),
  );
}

function plain(node: Nodes): string {
  if ('value' in node) return node.value;
  return 'children' in node ? node.children.map(plain).join('') : '';
}
