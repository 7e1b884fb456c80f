import type { Page } from 'playwright';

/** What the author wrote: texts, and names that the desk also quotes within its sentences. */
interface Own {
  readonly texts: readonly string[];
  readonly names: readonly string[];
}

/**
 * Counts the words that an author has to read on the desk. Every text that is visible in the page counts once on the whole path, however
 * often it is seen, and so does what a field proposes. Not counted: navigation, the preview, the texts and names of the author's own
 * survey, and code, which quotes cells of the author's sheet. Numbers apart, « Question 1 » and « Question 2 » are the same text.
 */
export class WordsToRead {
  /** Each text, with the step at which it is first seen. */
  readonly #steps = new Map<string, string>();
  readonly #own: Own;

  constructor(own: Own) {
    this.#own = own;
  }

  async see(page: Page, step: string): Promise<void> {
    for (const text of await page.evaluate(visibleTexts)) this.read(text, step);
  }

  /** A text that is read elsewhere: in the workbook. */
  read(text: string, step: string): void {
    const { texts, names } = this.#own;
    if (texts.includes(text.trim())) return;
    const key = plain(names.reduce((rest, name) => rest.replaceAll(name, ''), text));
    if (wordsIn(key) > 0 && !this.#steps.has(key)) this.#steps.set(key, step);
  }

  get count(): number {
    return [...this.#steps.keys()].reduce((sum, text) => sum + wordsIn(text), 0);
  }

  /** Every text that counts, by step: what there is to shorten. */
  get list(): readonly string[] {
    return [...this.#steps].map(([text, step]) => `${step}: ${wordsIn(text)} ${text}`);
  }
}

function plain(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/\d+/g, '#').trim().toLowerCase();
}

function wordsIn(text: string): number {
  return text.split(' ').filter((word) => /\p{L}/u.test(word)).length;
}

/** Runs in the page. */
function visibleTexts(): readonly string[] {
  const skipped = 'nav, code, .phone, .unseen, .texts ul, .loading, option';
  const main = document.querySelector('main') ?? document.body;
  const texts: string[] = [];
  const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { parentElement: parent, textContent } = walker.currentNode;
    if (parent && !parent.closest(skipped) && parent.checkVisibility({ visibilityProperty: true }))
      texts.push(textContent ?? '');
  }
  for (const field of main.querySelectorAll<HTMLTextAreaElement>('textarea, input[type="text"]'))
    if (field.checkVisibility()) texts.push(...field.value.split('\n'));
  return texts;
}
