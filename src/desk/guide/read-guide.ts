import type { List, Nodes, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import type { GuideBlock, GuideText } from './guide-text.ts';

type Typeset = (text: string) => string;

/**
 * Reads the guide in one language; the build calls it, and browsers get what it makes. A heading ends with the name of its part in
 * addresses, `{#name}`. Items that begin with bold words explain these, and items that begin with a picture are its caption; lists that
 * follow one another have different bullets. A block of code has the rows of a sheet, after the names of the workbook and of the sheet.
 */
export function readGuide(markdown: string, typeset: Typeset): GuideText {
  const [title, lead, ...nodes] = fromMarkdown(markdown).children;
  const parts: { readonly id: string; readonly title: string; readonly blocks: GuideBlock[] }[] = [];
  for (const node of nodes) {
    if (node.type === 'heading') {
      const [, name = '', id = ''] = textOf([node], typeset).match(/^(.+) \{#(\w+)\}$/) ?? [];
      parts.push({ id, title: name, blocks: [] });
    } else parts.at(-1)?.blocks.push(blockOf(node, typeset));
  }
  return { title: textOf(title ? [title] : [], typeset), lead: textOf(lead ? [lead] : [], typeset), parts };
}

function blockOf(node: RootContent, typeset: Typeset): GuideBlock {
  if (node.type === 'list') return listOf(node, typeset);
  if (node.type !== 'code') return { kind: 'text', text: textOf([node], typeset) };
  const cellsOf = (line: string) => line.split('|').map((cell) => typeset(cell.trim()));
  return { kind: 'sheet', of: node.lang ?? '', sheet: node.meta ?? '', rows: node.value.split('\n').map(cellsOf) };
}

function listOf({ children }: List, typeset: Typeset): GuideBlock {
  const items = children.map(({ children: [line] }) => (line && 'children' in line ? line.children : []));
  const pairs = items.map(([first, ...others]): readonly [string, string] => [
    first?.type === 'image' ? first.url.replace(/^.*\/(\w+)\..*$/, '$1') : plainText(first),
    textOf(others, typeset).trim(),
  ]);
  if (items[0]?.[0]?.type === 'strong') return { kind: 'terms', terms: pairs };
  if (items[0]?.[0]?.type === 'image') return { kind: 'pictures', pictures: pairs };
  return { kind: 'list', items: items.map((item) => textOf(item, typeset)) };
}

function plainText(node: Nodes | undefined): string {
  if (!node) return '';
  return 'children' in node ? node.children.map(plainText).join('') : 'value' in node ? node.value : '';
}

/** The text as it is set, with `\`` around code. */
function textOf(nodes: readonly Nodes[], typeset: Typeset): string {
  const written = nodes.map((node) => {
    if (node.type === 'inlineCode') return `\`${node.value}\``;
    if (node.type === 'text') return typeset(node.value.replaceAll('\n', ' '));
    return 'children' in node ? textOf(node.children, typeset) : '';
  });
  return written.join('');
}
