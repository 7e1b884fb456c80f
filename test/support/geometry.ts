import type { Page } from 'playwright';

/** In CSS pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Sets the size of the window, and waits for two frames: a page that draws itself otherwise at this size has done so then. */
export async function resize(page: Page, size: Size): Promise<void> {
  await page.setViewportSize(size);
  await page.evaluate(
    () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(drawn)))),
  );
}

/**
 * Returns layout faults of the current screen, one line each: a page wider than its window, a card too narrow to read, a control or a
 * text that something covers after it is scrolled into view, a target smaller than 44 × 44 px, a bar that begins elsewhere than its row, no
 * line on accessibility.
 */
export async function misplacedAt(page: Page, size: Size): Promise<readonly string[]> {
  await resize(page, size);
  return page.evaluate(findMisplaced);
}

async function findMisplaced(): Promise<readonly string[]> {
  const LEAST_TARGET = 44;
  const LEAST_CARD = 300;
  const MARGINS = 32;
  const CONTROLS = 'a[href], button, input, select, textarea, summary, [role="option"]';
  const TEXTS = 'h1, h2, h3, legend, p, dt, dd, th, caption, nav li:not(:has(li)), [data-save], [data-delivery] *';

  const faults = new Set<string>();
  const root = document.documentElement;
  const nextFrame = () => new Promise<void>((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  const nameOf = (one: Element) =>
    `${one.localName} “${(one.textContent?.trim() || one.getAttribute('name') || '').slice(0, 40)}”`;
  const isSeen = (one: Element) => one.checkVisibility({ visibilityProperty: true }) && !one.closest('.unseen, option');
  const seen = (selector: string) =>
    [...(document.querySelector('dialog[open]') ?? document).querySelectorAll(selector)].filter(isSeen);
  const boxOf = (one: Element) => one.getBoundingClientRect();
  const firstLine = (one: Element) => {
    const text = document.createRange();
    text.selectNodeContents(one);
    return [...text.getClientRects()].find(({ width }) => width > 2);
  };
  // As in WCAG 2.5.8: the height of a link inside a sentence is that of its line.
  const isInSentence = (one: Element) =>
    getComputedStyle(one).display === 'inline' && one.parentElement?.textContent?.trim() !== one.textContent?.trim();
  const isHitAt = (one: Element, x: number, y: number) => {
    const hit = document.elementFromPoint(x, y);
    return hit !== null && (one.contains(hit) || hit.closest('label')?.contains(one) === true);
  };
  const isHit = (one: Element, where: typeof firstLine) => {
    one.scrollIntoView({ block: 'nearest' });
    const box = where(one);
    if (!box) return true;
    const middle = box.top + box.height / 2;
    // If it is taller than the screen, its middle.
    const beyond = middle < 0 || middle > innerHeight ? middle - innerHeight / 2 : 0;
    if (beyond !== 0) scrollBy(0, beyond);
    return [box.left + 3, box.left + box.width / 2, box.right - 3].every((x) => isHitAt(one, x, middle - beyond));
  };
  const look = async (one: Element, where: typeof firstLine) => {
    if (isHit(one, where)) return;
    // `content-visibility` lays out far elements only when they come near.
    await nextFrame();
    if (!isHit(one, where)) faults.add(`covered: ${nameOf(one)}`);
  };

  if (!document.querySelector('body > footer')?.checkVisibility()) faults.add('no line on accessibility');
  const isTooWide = () => root.scrollWidth > root.clientWidth;
  if (isTooWide()) await nextFrame();
  if (isTooWide()) faults.add(`the page is ${root.scrollWidth} px wide`);
  for (const card of seen('article')) {
    const { width } = boxOf(card);
    if (width < Math.min(LEAST_CARD, root.clientWidth - MARGINS)) faults.add(`the card is ${width} px wide`);
  }
  // Not on the results page, where titles are in the way of the header's links.
  const [links] = seen('.page:not([data-screen="results"]) .head .links');
  const [ends, starts] = [links, links?.parentElement].map((one) => one && boxOf(one));
  const gap = ends && starts ? (root.dir === 'rtl' ? ends.left - starts.left : starts.right - ends.right) : 0;
  if (gap > 1) faults.add(`the links of the head are ${Math.round(gap)} px from its end`);
  const [quit] = seen('[data-quit]');
  const lineOf = (one: Element) => boxOf(one).top + boxOf(one).height / 2;
  const off = links && quit ? Math.abs(lineOf(links) - lineOf(quit)) : 0;
  if (off > 1) faults.add(`what quits is ${Math.round(off)} px off the line of the head`);
  for (const part of seen('[data-figure] [style]:first-child')) {
    const [own, around] = [part, part.closest('th:first-child') ?? part.parentElement ?? part].map(boxOf);
    const { direction } = getComputedStyle(part);
    const late = own && around ? (direction === 'rtl' ? around.right - own.right : own.left - around.left) : 0;
    if (Math.abs(late) > 1) faults.add(`the bar of ${nameOf(part.closest('tr') ?? part)} begins ${late} px off`);
  }
  const targets = seen(CONTROLS).map((control) => control.closest('label') ?? control);
  for (const target of targets) {
    const { width, height } = boxOf(target);
    if (isInSentence(target) || Math.min(width, height) > LEAST_TARGET - 0.1) continue;
    faults.add(`small: ${nameOf(target)} is ${Math.round(width)} × ${Math.round(height)}`);
  }
  // What is transparent and one pixel large is there for screen readers.
  const isForReaders = (one: Element) => !one.checkVisibility({ opacityProperty: true }) && boxOf(one).width <= 1;
  const isRead = (one: Element) => !isForReaders(one) && !one.matches('[aria-hidden="true"] *');
  const texts = seen(TEXTS).filter(isRead);
  const places = [
    ...targets.map((one) => [one, isInSentence(one) ? firstLine : boxOf] as const),
    ...texts.map((one) => [one, firstLine] as const),
  ];
  // Down the page as with Tab, then up as with Shift+Tab: bars are at both ends.
  scrollTo(0, 0);
  for (const [one, where] of places) await look(one, where);
  scrollTo(0, root.scrollHeight);
  for (const [one, where] of places.toReversed()) await look(one, where);
  scrollTo(0, 0);
  return [...faults];
}

/** A number with its parts, a share, and a day with its month, in French. */
const UNBROKEN =
  '\\d+(?:\\s\\d{3})+(?:\\s%)?|\\d+\\s%|\\d+(?:er)?\\s(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)';

/** The numbers that begin on one line and end on another, such as « 19 / 999 », and the days apart from their months. */
export function brokenNumbers(page: Page): Promise<readonly string[]> {
  return page.evaluate((unbroken) => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const broken: string[] = [];
    while (texts.nextNode()) {
      const { currentNode: node } = texts;
      for (const { 0: number, index } of (node.textContent ?? '').matchAll(new RegExp(unbroken, 'gu'))) {
        const range = document.createRange();
        range.setStart(node, index);
        range.setEnd(node, index + number.length);
        const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
        if (lines.size > 1) broken.push(number);
      }
    }
    return broken;
  }, UNBROKEN);
}

/**
 * Returns the words that run over a line's end: all of them, or those where no hyphen may be put. Not every browser of the tests knows
 * where French has them.
 */
export function wordsCutIn(page: Page, which: 'all' | 'without a hyphen'): Promise<readonly string[]> {
  return page.evaluate((which) => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found: string[] = [];
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      const parent = text.parentElement;
      if (!parent?.checkVisibility({ visibilityProperty: true }) || parent.closest('.unseen, option, svg')) continue;
      for (const { 0: word, index } of (text.textContent ?? '').matchAll(/[\p{L}\p{M}()«»,;.]+/gu)) {
        const letters = document.createRange();
        letters.setStart(text, index);
        letters.setEnd(text, index + word.length);
        const lines = new Set([...letters.getClientRects()].flatMap(({ width, top }) => (width > 0 ? [top] : [])));
        const { hyphens, hyphenateLimitChars: limits } = getComputedStyle(parent);
        const mayHyphenate = hyphens === 'auto' && word.length >= (Number.parseInt(limits, 10) || 5);
        if (lines.size > 1 && (which === 'all' || !mayHyphenate))
          found.push(`${word} in ${parent.outerHTML.slice(0, 80)}`);
      }
    }
    return found;
  }, which);
}
