import type { Page } from 'playwright';
import type { Survey } from '../../src/core/survey/questionnaire.ts';
import { answersAt, CANONICAL } from '../support/barometer.ts';
import { wholeAnswers } from '../support/whole-answers.ts';
import { drawnIn } from './floor/swapped-markup.ts';
import { tapWhenShown } from './phone.ts';

/**
 * Answers every choice from the question on screen to this one. Touches alone: what drives a test by its locators runs
 * scripts in the page, which a slowed processor would charge to the page itself. Returns what was drawn, screen by screen.
 */
export async function tapThrough(page: Page, survey: Survey, stop: string): Promise<readonly string[]> {
  const screens: string[] = [];
  const answers = wholeAnswers(survey, answersAt(CANONICAL.systemique));
  for (let at = await where(page, ''); at !== stop; at = await where(page, at)) {
    screens.push(await drawnIn(page));
    const question = survey.question.get(at);
    if (question && question.kind !== 'number' && question.kind !== 'text' && question.kind !== 'territory') {
      for (const item of question.items) {
        for (const option of [answers[item] ?? []].flat())
          await tapWhenShown(page, `[name="${item}"][value="${option}"]`);
      }
    }
    // Two taps on Continuer in less than this are one double tap.
    await page.waitForTimeout(600);
    await tapWhenShown(page, 'button[type="submit"]');
  }
  return screens;
}

/** The question shown after this one, or `check`. */
function where(page: Page, before: string): Promise<string> {
  return page.evaluate(
    (last) =>
      new Promise<string>((resolve, reject) => {
        const late = setTimeout(() => reject(new Error(`nothing comes after: ${last}`)), 20_000);
        const look = () => {
          const question = document.querySelector<HTMLElement>('form[data-question]')?.dataset.question;
          const at = question ?? (document.querySelector('main[data-screen="check"] h1') ? 'check' : last);
          if (at === last) requestAnimationFrame(look);
          else {
            clearTimeout(late);
            resolve(at);
          }
        };
        look();
      }),
    before,
  );
}
