import { micromark } from 'micromark';
import Mustache from 'mustache';

/** A template names these: texts, numbers, whether something is so, and lists of those. */
export type DocumentFacts = Readonly<Record<string, unknown>>;

/** A line on which a person writes what no setting knows. */
const TO_WRITE = '____';

/** A document of the folder, in Markdown. */
export interface FilledDocument {
  readonly title: string;
  readonly markdown: string;
  /** Its sections, and those of them without a line left to a person. */
  readonly sections: number;
  readonly filled: number;
  /** The sections, without the title and introduction of the chapter that may follow each. */
  readonly parts: readonly { readonly heading: string; readonly body: string }[];
}

/**
 * Fills a template of `src/words/dossier`, which is Markdown with Mustache's tags. What it takes from facts is text, whatever signs are
 * in it; `{{{name}}}` takes Markdown that code wrote.
 */
export function fillTemplate(template: string, facts: DocumentFacts): FilledDocument {
  const markdown = Mustache.render(template, facts, undefined, { escape: literal }).trim();
  const [head = '', ...sections] = markdown.split(/^## /m);
  const open = sections.filter((section) => section.includes(`\n${TO_WRITE}`));
  const parts = sections.map((section) => {
    const [heading = '', ...lines] = section.replace(/^# [\s\S]*/m, '').split('\n');
    return { heading, body: lines.join('\n').trim() };
  });
  return {
    title: head.match(/^# (.+)/)?.[1] ?? '',
    markdown,
    sections: sections.length,
    filled: sections.length - open.length,
    parts,
  };
}

/** Returns HTML in which a line to write on is an `hr`; what the Markdown holds of HTML is shown as text. */
export function htmlOf(markdown: string): string {
  return micromark(markdown);
}

/** Writes a text so that Markdown reads it as it is, on one line. */
function literal(value: unknown): string {
  return String(value)
    .replace(/[!-/:-@[-`{-~]/g, '\\$&')
    .replace(/\s+/g, ' ');
}
