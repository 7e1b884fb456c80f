import { readFileSync } from 'node:fs';
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { sharedJourney } from '../support/journeys.ts';

/* Somebody who has only what a screen reader reads, roles and names, answers the example survey in a translated language. */

const at = (language: string) => `/?s=exemple-benevolat&lang=${language}`;
const read = (path: string) => JSON.parse(readFileSync(path, 'utf8'));
const [core] = read('public/surveys/exemple-benevolat/presentation.json').aloud.profiles.noyau;
const journey = sharedJourney();

/** Answers everything, and expects the card to say what is true of the first choices, and of the last of several. */
async function answer(page: Page, language: string, word: (key: string) => string) {
  const button = (key: string) => page.getByRole('button', { name: word(key) }).first();
  const heading = () => page.getByRole('heading', { level: 1 }).first().textContent();
  await button('first.opening.begin').click();
  for (let asked: string | null = ''; ; await button('first.question.continue').click()) {
    await expect.poll(heading).not.toBe(asked);
    asked = await heading();
    if (asked === word('card.check.title')) break;
    for (const group of await page.getByRole('group').or(page.getByRole('radiogroup')).all())
      if ((await group.getByRole('radio').count()) > 0) await group.getByRole('radio').first().check({ force: true });
    for (const box of await page.getByRole('textbox').or(page.getByRole('spinbutton')).all()) await box.fill('5');
    if ((await page.getByRole('checkbox').count()) > 1) await page.getByRole('checkbox').last().check({ force: true });
  }
  await button('card.check.finish').click();
  await page.getByRole('heading', { name: word('sharing.comparison.title') }).waitFor();
  expect(await page.getByRole('main').ariaSnapshot()).toContain(core.says[language]);
}

test.each(['es', 'ar'])('in %s on a phone, and on a shared tablet without a network, to the card', async (language) => {
  const words = read(`src/words/respondent/${language}.json`);
  const word = (key: string): string => words[key].defaultMessage;
  await answer((await journey.openVisit({ at: at(language) })).page, language, word);
  const { page } = await journey.openPhone({
    at: `${at(language)}&mode=field`,
    profile: `${journey.folder}/${language}`,
  });
  await page.getByText(word('day.day.offline-ready'), { exact: true }).first().waitFor();
  await journey.network.fail('down');
  await page.getByRole('button', { name: word('day.day.new') }).click();
  await answer(page, language, word);
  await page.getByText(word('card.delivery.device')).first().waitFor();
  await journey.network.fail('ok');
});
