import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { typeset } from '../../src/ui/words/typeset.ts';
import { misplacedAt } from '../support/geometry.ts';
import { sharedJourney } from '../support/journeys.ts';
import { longTest, onlyLong } from '../support/long.ts';
import { NOTICE } from '../support/notice.ts';
import { study } from '../support/surveys.ts';

const DECLARED = Object.values({ ...NOTICE, participation: NOTICE.participation.consequence }).flatMap((said) =>
  'fr' in said ? [said] : [],
);

const prepare = async (folder: string) => {
  const surveysDir = join(folder, 'surveys');
  await cp('public/surveys', surveysDir, { recursive: true });
  await writeFile(join(surveysDir, study.survey.id, 'notice.json'), JSON.stringify(NOTICE));
  return { SURVEYS_DIR: surveysDir };
};
const journey = sharedJourney(prepare, { hasWorker: false });

test.each(['fr', ...onlyLong(['en'] as const)] as const)(
  'an organiser’s notice is shown whole when unfolded, in %s',
  async (language) => {
    const { page } = await journey.openVisit({ at: `/?lang=${language}` });
    await page.locator(`html[data-ready][lang="${language}"]`).waitFor();
    await page.locator('.notice summary').click();
    await page.locator('details dl').waitFor();
    expect(await unseenOf(page, language)).toEqual([]);
    expect(await page.locator('details dd', { hasText: /\b24\b.*\b6\b/ }).count()).toBe(1);
    // One line of ours says that a translation by the browser is noted.
    expect(await page.locator('details dt').count()).toBe(Object.keys(NOTICE).length + 1);
    expect(await page.locator('main').textContent()).not.toMatch(/démonstration|demonstration/i);
    expect(await misplacedAt(page, { width: 320, height: 640 })).toEqual([]);
  },
);

longTest('a notice unfolds before any code has come', async () => {
  const { page } = await journey.openVisit();
  await page.route('**/*.js', (route) => route.abort());
  await page.goto(journey.network.url);
  await page.locator('.notice summary').click();
  expect(await unseenOf(page, 'fr')).toEqual([]);
});

longTest('a notice that is being read stays unfolded when the code comes', async () => {
  await journey.network.fail('held', '/assets/first');
  const { page } = await journey.openVisit();
  await page.goto(journey.network.url, { waitUntil: 'commit' });
  await page.locator('.notice summary').click();
  expect(await page.evaluate(() => document.documentElement.hasAttribute('data-ready'))).toBe(false);
  const lines = await page.locator('details dl').elementHandle();
  await journey.network.fail('ok');
  await page.locator('html[data-ready]').waitFor();
  expect(await unseenOf(page, 'fr')).toEqual([]);
  expect(await lines?.evaluate((one) => one.isConnected)).toBe(true);
});

async function unseenOf(page: Page, language: 'fr' | 'en'): Promise<readonly string[]> {
  const unseen: string[] = [];
  for (const declared of DECLARED) {
    const text = typeset(declared[language], language);
    if (!(await page.locator('details').getByText(text).first().isVisible())) unseen.push(text);
  }
  return unseen;
}
