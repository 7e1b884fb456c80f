import { expect, test } from 'vitest';
import { DATABASE_NAME } from '../../src/device/store/schema.ts';
import { KEPT, SENT } from '../../src/ui/screens/about/about.tsx';
import { words as aboutEn } from '../../src/words/compiled/respondent/en/about.mjs';
import { words as aboutFr } from '../../src/words/compiled/respondent/fr/about.mjs';
import { ask } from '../support/ask.ts';
import { misplacedAt } from '../support/geometry.ts';
import { sharedJourney } from '../support/journeys.ts';
import { onlyLong } from '../support/long.ts';

const journey = sharedJourney({}, { hasWorker: false });

test.each([['fr', aboutFr], ...onlyLong([['en', aboutEn]] as const)] as const)(
  'À propos says line by line what is sent, then what is kept, in %s',
  async (language, words) => {
    const { page } = await journey.openVisit({ at: `/?lang=${language}#/about` });
    await page.getByRole('heading', { level: 1, name: words['about.title'] }).waitFor();
    const told = await page
      .locator('main dl')
      .evaluateAll((lists) =>
        lists.map((list) =>
          [...list.querySelectorAll('div')].map((line) => [...line.children].map((one) => one.textContent)),
        ),
      );
    expect(told).toEqual([
      SENT.map(([field]) => words[`about.sent-${field}`]),
      KEPT.map((store) => words[`about.kept-${store}`]),
    ]);
    const { version, commit } = (await ask(journey.endpoint.url, '/api/health', undefined, { token: null })).body;
    const named = [words['about.version'](version), ...(commit ? [words['about.service'](version, commit)] : [])];
    for (const line of named) await page.getByText(line, { exact: true }).waitFor();
    for (const [name] of told.flat())
      expect(
        await page
          .getByText(name ?? '', { exact: true })
          .first()
          .isVisible(),
      ).toBe(true);
    expect(await misplacedAt(page, { width: 320, height: 640 })).toEqual([]);
  },
);

test('what À propos says is kept is each store of this device, and the files of the page', async () => {
  const { page } = await journey.openVisit({ at: '/' });
  await page.locator('html[data-ready]').waitFor();
  const names = () => page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
  await expect.poll(names).toEqual([DATABASE_NAME]);
  const stores = await page.evaluate(
    (name) =>
      new Promise<readonly string[]>((resolve, reject) => {
        const opening = indexedDB.open(name);
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          resolve([...opening.result.objectStoreNames]);
          opening.result.close();
        };
      }),
    DATABASE_NAME,
  );
  expect(KEPT.toSorted()).toEqual([...stores, 'application'].toSorted());
});
