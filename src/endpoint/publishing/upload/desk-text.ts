import { readMarkdown } from '../../../edition/markdown.ts';

/** Reads a text as the desk draws it while it is written. The file is checked when it is kept. */
export function readDeskText(text: string) {
  const {
    head,
    title = null,
    passages,
    faults,
  } = readMarkdown(text, (to) => /^https:\/\/[^/]|^#\/results\/./.test(to));
  return { head: Object.fromEntries(head), title, passages, faults };
}
