import type { Page } from 'playwright';
import type { Answers } from '../../src/core/survey/answers.ts';
import type { Question, Survey } from '../../src/core/survey/questionnaire.ts';

/** A thumb that answers and counts its taps and scrolling. The page's own scrolling to the next question is not counted. */
export interface Thumb {
  readonly taps: () => number;
  /** CSS pixels, up and down alike. */
  readonly scrolled: () => number;
  /** Scrolls until the middle of this is visible and not covered, and taps it. */
  readonly tap: (selector: string) => Promise<void>;
  /** Answers the screen: choices by taps, rows by *appliquer aux restantes* if that gives the wanted answer; other items stay blank. */
  readonly answer: (question: Question, answers: Answers) => Promise<void>;
  /** Scrolls to the end of the page. */
  readonly readDown: () => Promise<void>;
}

/** *Appliquer aux restantes*. */
const FILL = 'form[data-question] button:not([type="submit"]):has-text("restante")';

const DOUBLE = { pixels: 40, milliseconds: 600 };

export function thumbOn(page: Page): Thumb {
  let taps = 0;
  let scrolled = 0;
  let last = { x: 0, y: 0, at: 0 };
  const tap = async (selector: string) => {
    const found = page.locator(selector).first();
    await found.waitFor({ state: 'attached' });
    const { by, x, y } = await found.evaluate(reach);
    scrolled += Math.abs(by);
    taps++;
    // A second tap in the same place within this time would be taken for a double tap.
    if (Math.hypot(x - last.x, y - last.y) < DOUBLE.pixels)
      await page.waitForTimeout(Math.max(0, last.at + DOUBLE.milliseconds - performance.now()));
    await page.touchscreen.tap(x, y);
    last = { x, y, at: performance.now() };
  };
  return {
    taps: () => taps,
    scrolled: () => scrolled,
    tap,
    async answer(question, answers) {
      if (question.kind === 'number' || question.kind === 'text' || question.kind === 'territory') return;
      const filled = question.kind === 'matrix' ? question.fillWith : undefined;
      const byHand = question.items.filter((item) => answers[item] !== filled);
      for (const item of byHand) {
        for (const option of [answers[item] ?? []].flat()) {
          const choice = `[name="${item}"][value="${option}"]`;
          if (await page.locator(choice).isChecked()) continue;
          await tap(choice);
          await page.locator(`${choice}:checked`).waitFor({ state: 'attached' });
        }
      }
      if (filled !== undefined && byHand.length < question.items.length) await tap(FILL);
    },
    async readDown() {
      scrolled += await page.evaluate(() => {
        const before = scrollY;
        scrollTo({ top: document.documentElement.scrollHeight, behavior: 'instant' });
        return scrollY - before;
      });
    },
  };
}

/** Scrolls no further than needed, and returns by how much, and where it can be tapped. */
function reach(found: Element): { readonly by: number; readonly x: number; readonly y: number } {
  const target = found.closest('label') ?? found;
  const middle = () => {
    const box = target.getBoundingClientRect();
    return { x: box.x + box.width / 2, y: box.y + box.height / 2, half: box.height / 2 };
  };
  const isFree = () => {
    const { x, y } = middle();
    const there = y > 0 && y < innerHeight ? document.elementFromPoint(x, y) : null;
    return there !== null && (target.contains(there) || there.contains(found));
  };
  const before = scrollY;
  // A finger's width at a time, towards it.
  const step = middle().y > innerHeight / 2 ? 24 : -24;
  for (let tries = 0; tries < 400 && !isFree(); tries++) scrollBy({ top: step, behavior: 'instant' });
  if (!isFree()) throw new Error(`cannot be reached by a thumb: ${target.outerHTML.slice(0, 200)}`);
  const { x, y } = middle();
  return { by: scrollY - before, x, y };
}

/** Answers every question from the one on screen to the check of the answers. */
export async function thumbThrough(page: Page, survey: Survey, answers: Answers, thumb: Thumb): Promise<void> {
  for (;;) {
    const id = await page.locator('form[data-question]').getAttribute('data-question');
    const question = survey.question.get(id ?? '');
    if (!question) throw new Error(`The page asks what the survey does not: ${id}`);
    await thumb.answer(question, answers);
    await thumb.tap('button[type="submit"]');
    await page.locator(`main:not(:has(form[data-question="${id}"]))`).waitFor();
    if ((await page.locator('main[data-screen="check"]').count()) > 0) return;
  }
}
