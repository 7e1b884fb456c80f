import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { beforeAll, expect, test, vi } from 'vitest';
import { accessibilityFaults, faultsOfBothEngines } from '../support/accessibility.ts';
import { enterDesk } from '../support/desk-visit.ts';
import { brokenNumbers, wordsCutIn } from '../support/geometry.ts';
import { sharedJourney } from '../support/journeys.ts';
import { longTest } from '../support/long.ts';
import { overprinted, printedPages } from '../support/printed-words.ts';
import { respondent } from '../support/respondent.ts';
import { study } from '../support/surveys.ts';
import { wholeAnswers } from '../support/whole-answers.ts';
import { wholeBlock } from '../support/whole-block.ts';

const journey = sharedJourney({}, { isDemonstration: true, hasWorker: false });
beforeAll(async () => {
  // It publishes right after it listens.
  await vi.waitUntil(async () => {
    const published = await fetch(`${journey.endpoint.url}/api/results/${study.survey.id}`);
    const comments = await fetch(`${journey.endpoint.url}/api/verbatims/${study.survey.id}`);
    return (await published.json()).strata.all && (await comments.json()).lots.length > 0;
  }, 30_000);
});

test('a demonstration is marked wherever it shows', async () => {
  const { page } = await journey.openVisit({ at: '/#/results' });
  await page.locator('[data-results="index"] [data-results="demonstration"]').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.goto(`${journey.network.url}/#/results/digital-plan`);
  await page.locator(`${wholeBlock('digital-plan')} [data-results="demonstration"]`).waitFor();
  expect(await page.locator('caption').first().textContent()).toContain('démonstration');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Télécharger le tableau (CSV)' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe(`${study.survey.id}-demonstration-digital-plan.csv`);

  await enterDesk(page, journey.network.url);
  await page.getByRole('heading', { level: 1, name: '1 208 réponses complètes' }).waitFor();
  for (const name of ['Croisements', 'À vérifier', 'Exports', 'Ouvrir et clore']) {
    await page.getByRole('link', { name, exact: true }).click();
    await page.locator('[data-demonstration]').waitFor();
  }
});

test('the method is a short page of twelve lines, which open by key, and holds 1 800 words in each language', async () => {
  const { page } = await journey.openVisit({ at: '/#/results/page.method', viewport: { width: 390, height: 844 } });
  const folds = page.locator('article details');
  const measured = async () => {
    await page.locator(wholeBlock('page.method')).waitFor();
    await folds.evaluateAll((all: HTMLDetailsElement[]) => all.map((one) => one.removeAttribute('open')));
    expect(await page.locator('[data-line]').count()).toBe(12);
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    await page.locator('[data-line] summary').first().focus();
    await page.keyboard.press('Enter');
    expect(await page.locator('[data-line] > details[open]').count()).toBe(1);
    await folds.evaluateAll((all) => all.map((one) => one.setAttribute('open', '')));
    const [text = ''] = await page.locator('article').allInnerTexts();
    // "1 189" is one word: how many figures reach a thousand changes with each drawing of the noise.
    const words = text.replace(/(?<=\d)\s(?=\d{3})/gu, '').split(/\s+/);
    return { height, words: words.filter((word) => /[\p{L}\d]/u.test(word)).length };
  };
  for (const language of ['fr', 'en']) {
    if (language === 'en') await page.locator('.languages summary').click();
    if (language === 'en') await page.getByRole('button', { name: 'English' }).click();
    await page.locator(`html[lang="${language}"]`).waitFor();
    const { height, words } = await measured();
    expect([height <= 2_500, words <= 1_800], `${height} px, ${words} words`).toEqual([true, true]);
    expect(words).toBeGreaterThan(1_000);
  }
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.setViewportSize({ width: 320, height: 640 });
  await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
  // A digest is parted anywhere.
  const cut = await wordsCutIn(page, 'without a hyphen');
  expect(cut.filter((one) => !one.includes(' in <code>'))).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
});

longTest('the printed report passes both accessibility engines on a phone', async () => {
  const { page } = await journey.openVisit({ at: '/#/results/page.report', viewport: { width: 390, height: 844 } });
  await page.locator('[data-block="page.method"]').waitFor();
  await page.getByLabel('Joindre les textes publiés').check();
  // One block for each kind of figure, with three groups at most: the engines take minutes for all 80.
  const kinds = await page.evaluate(() => {
    const seen = new Set<string>();
    for (const block of document.querySelectorAll<HTMLElement>('section[data-block]')) {
      const figures = [...block.querySelectorAll<HTMLElement>('[data-figure]')].map(({ dataset }) => dataset.figure);
      const kind = figures.join() || block.dataset.block?.split('.')[0] || '';
      if (seen.has(kind)) block.remove();
      seen.add(kind);
    }
    for (const group of document.querySelectorAll('tbody:nth-of-type(n+4)')) group.remove();
    return [...seen];
  });
  expect(kinds.length).toBeGreaterThan(7);
  await page.emulateMedia({ media: 'print' });
  expect(await faultsOfBothEngines(page)).toEqual([]);
});

for (const language of ['fr', 'en'])
  longTest(
    `the printed report in ${language} has sixty sheets at most, with their numbers in its contents, none nearly empty, none with a head at its foot`,
    async () => {
      const { page } = await journey.openVisit({ at: `/?lang=${language}#/results/page.report` });
      await page.locator('[data-block="page.method"]').waitFor();
      await page.waitForFunction(() => [...document.fonts].some(({ family }) => family.includes('Atkinson')));
      await page.emulateMedia({ media: 'print' });
      const headWords = new Set((await page.locator('thead').allInnerTexts()).flatMap((head) => head.split(/\s+/)));
      const parts = await page.locator('[data-part] > h2').allInnerTexts();
      const names = parts.map((name) => name.replaceAll(/\s+/g, ''));
      await page.emulateMedia({ media: null });

      const path = join(journey.folder, 'report.pdf');
      const sheets = printedPages(await page.pdf({ path, preferCSSPageSize: true, tagged: true, outline: true }));
      // A screen reader finds the title, the parts and the figures, and the heads of each table.
      const tags = execFileSync('pdfinfo', ['-struct', path], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      const tagged = (tag: string) => tags.match(new RegExp(`^ *${tag}\\b`, 'gm'))?.length ?? 0;
      expect([tagged('H1'), tagged('H2') >= parts.length, tagged('H3') >= 30]).toEqual([1, true, true]);
      for (const table of tags.split(/^ *Table\b/m).slice(1)) expect(table).toMatch(/^ *TH\b[\s\S]*?\/Scope \/Column/m);
      expect(sheets.length).toBeLessThanOrEqual(60);
      const [cover = [], ...others] = sheets.map(linesOf);
      const told = cover.slice(-9).map((line) => Number(/\d+$/.exec(line)));
      expect(told).toEqual(names.map((name) => 2 + others.findIndex((lines) => lines.includes(name))));
      for (const [at, words] of sheets.slice(1).entries()) {
        expect(others[at]?.at(-1)).toMatch(new RegExp(`\\D${at + 2}/${sheets.length}$`));
        const foot = Math.max(...words.map(({ bottom }) => bottom));
        const end = Math.max(...words.map(({ bottom }) => (bottom < foot - 3 ? bottom : 0)));
        const lastLine = words.filter(({ bottom }) => bottom <= end && bottom > end - 3);
        const what = `sheet ${at + 2} ends at ${end} with ${lastLine.map(({ text }) => text).join(' ')}`;
        // Titles are larger than text, and heads smaller.
        const isTitle = lastLine.some(({ top, bottom }) => bottom - top > 13);
        const isHead = lastLine.every(({ text, top, bottom }) => headWords.has(text) && bottom - top < 10.5);
        expect([end > 200 || at === others.length - 1, isTitle, isHead], what).toEqual([true, false, false]);
      }
      expect(overprinted(sheets.slice(1))).toEqual([]);
    },
  );

longTest('the first bar of a result is on the first screen, with the past study in a thin bar beside it', async () => {
  const { page } = await journey.openVisit({ at: '/#/results' });
  for (const [width, height, highest] of [
    [390, 844, 520],
    [1366, 768, 450],
  ] as const) {
    await page.setViewportSize({ width, height });
    for (const address of ['digital-service-size', 'digital-plan', 'development-axes', 'page.profiles']) {
      await page.goto(`${journey.network.url}/#/results/${address}`);
      const bar = page.locator(`${wholeBlock(address)} tbody [data-tone]`).first();
      await bar.waitFor();
      expect((await bar.boundingBox())?.y, `${address} at ${width}`).toBeLessThanOrEqual(highest);
      const thin = page.locator(`${wholeBlock(address)} [data-strip]`);
      expect((await thin.count()) > 0, address).toBe(address !== 'page.profiles');
    }
    expect(await accessibilityFaults(page)).toEqual([]);
    const asked = study.survey.questions.flatMap(({ id, kind }) =>
      kind === 'text' || kind === 'territory' ? [] : [id],
    );
    for (const address of asked) {
      await page.goto(`${journey.network.url}/#/results/${address}`);
      const bar = page.locator(`${wholeBlock(address)} tbody [data-tone]`).first();
      await bar.waitFor();
      expect((await bar.boundingBox())?.y, `${address} at ${width}`).toBeLessThanOrEqual(highest);
      expect(await brokenNumbers(page), address).toEqual([]);
    }
  }
});

longTest(
  'a figure is handed to the share sheet as a picture with its address, and saved where there is no sheet',
  async () => {
    const { page } = await journey.openVisit({ at: '/#/results/digital-plan' });
    const [saved] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Partager en image' }).click(),
    ]);
    expect(saved.suggestedFilename()).toBe(`${study.survey.id}-demonstration-digital-plan.png`);
    await page.getByText('Image enregistrée.').waitFor();
    await page.evaluate(() => {
      const { dataset } = document.documentElement;
      Object.defineProperty(navigator, 'canShare', { configurable: true, value: () => true });
      Object.defineProperty(navigator, 'share', {
        configurable: true,
        value: async ({ files = [], text }: ShareData) => {
          dataset.shared = `${files[0]?.type} ${text}`;
        },
      });
    });
    await page.getByRole('button', { name: 'Partager en image' }).click();
    await page.locator('[data-figure-share="shared"]').waitFor();
    const shared = await page.locator('html').getAttribute('data-shared');
    expect(shared).toMatch(/^image\/png .+\/\?s=numerique-territorial#\/results\/digital-plan$/);
  },
);

longTest('a demonstration has an interview, lessons, comments and a closed survey to look at', async () => {
  const { page } = await journey.openVisit({ at: '/#/results/interview.demonstration' });
  await page.getByText('Par une réunion par mois, sans ordre du jour.').waitFor();
  await page.goto(`${journey.network.url}/#/results/page.lessons`);
  await page.getByText('Les moyens comptent moins que la continuité').waitFor();
  await page.goto(`${journey.network.url}/#/results/page.verbatims`);
  await page.locator('[data-verbatims] [data-results="demonstration"]').waitFor();
  expect(await page.locator('[data-verbatims] blockquote').count()).toBeGreaterThanOrEqual(10);
  await page.goto(`${journey.network.url}/?s=exemple-benevolat#/results`);
  await page.locator('[data-results="demonstration"]').waitFor();
});

longTest('an added crossing is shown among those of the file', async () => {
  const { page } = await journey.openVisit();
  const added = { id: 'authority-type--digital-plan', rows: 'authority-type', columns: 'digital-plan' };
  await page.route('**/api/results/*', async (route) => {
    const results = await (await route.fetch()).json();
    results.crossings = [added];
    results.phase = 'results';
    const rows = { commune: { base: 200, counts: { yes: 90, no: 110 } }, region: null };
    results.strata.all.crossings[added.id] = { epsilon: 0.5, draws: 1, rows };
    await route.fulfill({ json: results });
  });
  await page.goto(`${journey.network.url}/#/results/crossing.${added.id}`);
  await page.getByRole('rowheader', { name: /^Commune/ }).waitFor();
  await page.getByText('45').first().waitFor();
});

longTest('an answer to a demonstration is stored, and compared with invented ones that are marked', async () => {
  const { page } = await journey.openVisit();
  const next = `${study.survey.id}-2`;
  const before = (await journey.endpoint.rows(next)).length;
  await page.goto(`${journey.network.url}/?s=${next}`);
  await respondent(page, study.survey, wholeAnswers(study.survey)).complete('received');
  await page.locator('[data-among] > p > [data-comparison-of="demonstration"]').waitFor();
  expect(await journey.endpoint.rows(next)).toHaveLength(before + 1);
});

type Sheet = ReturnType<typeof printedPages>[number];

/** The words of each line from above, without spaces. */
function linesOf(sheet: Sheet): readonly string[] {
  const lines: { bottom: number; text: string }[] = [];
  for (const { text, bottom } of sheet.toSorted((one, other) => one.bottom - other.bottom || one.left - other.left)) {
    const line = lines.find((one) => Math.abs(one.bottom - bottom) < 3);
    if (line) line.text += text;
    else lines.push({ bottom, text });
  }
  return lines.map(({ text }) => text);
}
