import type { Page } from 'playwright';
import type { Answers } from '../../src/core/survey/answers.ts';
import type { Question, Survey } from '../../src/core/survey/questionnaire.ts';

/** A keyboard user, with a count of the keys pressed. */
export interface Keyboard {
  readonly keys: () => number;
  /** Presses Tab until this has the focus, with a visible ring; then Enter. */
  readonly enter: (selector: string) => Promise<void>;
  readonly answer: (question: Question, answers: Answers) => Promise<void>;
}

/** The maximum number of keys to reach anything on a page. */
const FAR = 40;

export function keyboardOn(page: Page): Keyboard {
  let keys = 0;
  const press = async (key: string) => {
    keys++;
    await page.keyboard.press(key);
  };
  const has = (selector: string) =>
    page.evaluate((wanted) => document.activeElement?.matches(wanted) === true, selector);
  const tabTo = async (selector: string) => {
    for (let far = 0; !(await has(selector)); far++) {
      if (far === FAR) throw new Error(`cannot be reached by Tab: ${selector}`);
      await press('Tab');
    }
  };
  return {
    keys: () => keys,
    async enter(selector) {
      await tabTo(selector);
      await press('Enter');
    },
    async answer(question, answers) {
      if (question.kind === 'number' || question.kind === 'text' || question.kind === 'territory') return;
      for (const item of question.items) {
        const options = [answers[item] ?? []].flat();
        if (question.kind === 'multiple') {
          for (const option of options) {
            await tabTo(`[name="${item}"][value="${option}"]`);
            await press('Space');
          }
        } else if (options[0] !== undefined) {
          await tabTo(`[name="${item}"]`);
          const wanted = `[name="${item}"][value="${options[0]}"]`;
          if (question.kind === 'matrix')
            await press(`Digit${question.choices.findIndex((level) => level.id === options[0]) + 1}`);
          else if (await has(wanted)) await press('Space');
          else for (let steps = 0; steps < FAR && !(await has(wanted)); steps++) await press('ArrowDown');
        }
        for (const option of options)
          await page.locator(`[name="${item}"][value="${option}"]:checked`).waitFor({ state: 'attached' });
      }
    },
  };
}

/** Answers every question from the one on screen to the check of the answers. Enter continues from a choice; elsewhere the button does. */
export async function typeThrough(page: Page, survey: Survey, answers: Answers, keyboard: Keyboard): Promise<void> {
  for (;;) {
    const form = page.locator('form[data-question]');
    const id = await form.getAttribute('data-question');
    const question = survey.question.get(id ?? '');
    if (!question) throw new Error(`The page asks what the survey does not: ${id}`);
    await page.locator('h1:focus').waitFor();
    await keyboard.answer(question, answers);
    await keyboard.enter('form[data-question] input, form[data-question] button[type="submit"]');
    await page.locator(`main:not(:has(form[data-question="${id}"]))`).waitFor();
    if ((await page.locator('main[data-screen="check"]').count()) > 0) return;
  }
}
