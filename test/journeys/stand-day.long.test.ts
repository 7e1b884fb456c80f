import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { words as deskEn } from '../../src/words/compiled/desk/en/desk.mjs';
import { words as deskFr } from '../../src/words/compiled/desk/fr/desk.mjs';
import { words as day } from '../../src/words/compiled/respondent/es/day.mjs';
import { temporaryFolder } from '../endpoint/harness.ts';
import SURVEY from '../fixtures/el-mercado.json' with { type: 'json' };
import { TOKEN } from '../support/ask.ts';
import { openVisit } from '../support/browser.ts';
import { freePort } from '../support/free-port.ts';
import { printedPages } from '../support/printed-words.ts';
import { type Thumb, thumbOn } from '../support/thumb.ts';
import { Author, textsOf } from './author.ts';
import { acceptingTablet, serveNearby } from './nearby.ts';

const PEOPLE = 14;
const CUT_OFF = { from: 6, to: 9 };

/** The desk is in the organiser's language, the tablet in that of the survey. */
const SPOKEN = {
  en: { text: deskEn, locale: 'en-GB' },
  fr: { text: deskFr, locale: 'fr-FR' },
};
/** Words that no sentence of the other language or of the survey has. */
const FOREIGN = {
  en: /(?<![\p{L}’])(les|et|vous|votre|est|sont|cette|avec|pour|une|des|ne|pas|sur)(?![\p{L}’])/iu,
  fr: /(?<![\p{L}’])(the|and|of|your?|is|are|this|with|from|for)(?![\p{L}’])/iu,
};

test.each([
  ['en', 'localhost'],
  ['en', 'https'],
  ['fr', 'localhost'],
  ['fr', 'https'],
] as const)(
  'a Spanish survey is written, asked at a stand and read that evening, in %s alone, with a tablet that comes by %s',
  { timeout: 600_000 },
  async (language, way) => {
    const folder = await temporaryFolder();
    const { text, locale } = SPOKEN[language];
    const [PORT, HTTPS_PORT] = [`${await freePort()}`, `${await freePort()}`];
    const env = { DATA_DIR: join(folder, 'data'), PORT, HTTPS_PORT, ORGANISER_TOKEN: TOKEN };
    const isNearby = way === 'https';
    const laptop = await serveNearby(env, { isNearby });
    const origin = `http://localhost:${PORT}`;
    const desk = (await openVisit({ locale })).page;
    await desk.setViewportSize({ width: 1366, height: 768 });
    const author = new Author(desk, language, SURVEY);
    await author.publish('table', `${origin}/organisateur#/surveys`, folder);
    const look = async (page: Page, step: string) => {
      // What binds people is French until the words of a reviewed language that the reader knows have come.
      if (step === 'card') await page.locator(`[data-screen="card"] [lang="${language}"]`).first().waitFor();
      await author.words.see(page, step);
    };
    const show = async (name: string) => {
      await desk.goto(`${origin}/organisateur#/${name}?s=${SURVEY.id}`);
      await desk.locator('main h1').waitFor();
      await desk.locator('main .loading').first().waitFor({ state: 'detached' });
      await look(desk, name);
      return desk.locator('main').textContent();
    };

    await show('inviting');
    await desk.getByText(text.inviting.field).first().click();
    await desk.getByRole('link', { name: text.inviting.fieldPrepare }).click();
    const { make, use } = text.tabletKeys;
    for (const name of [make, use]) await desk.getByRole('button', { name }).click();
    const [four, code, link] = await Promise.all(
      ['[data-four]', '[data-resume-code]', '.sheet .address'].map((what) => desk.locator(what).textContent()),
    );
    await look(desk, 'sheet');
    const tablet = await acceptingTablet(laptop.authorities, 'MAP *.local 127.0.0.1', locale);
    await tablet.goto(link ?? '');
    const keys = tablet.locator('[data-day="keys"] li');
    await expect.poll(async () => (await keys.allTextContents()).join(' ')).toBe(four);
    await tablet.getByLabel(day['day.resume-label']).fill(code ?? '');
    for (const name of [day['day.keys-same'], day['day.resume-give']]) await tablet.getByRole('button', { name }).tap();
    await tablet.locator('[data-day="offline"][data-state="good"]').waitFor();
    await look(tablet, 'day');
    const thumb = thumbOn(tablet);
    for (let person = 1; person <= PEOPLE; person++) {
      if (person === CUT_OFF.from) await laptop.close();
      // Another network gives it another address.
      if (person === CUT_OFF.to) await serveNearby(env, { isNearby, address: '10.0.0.7' });
      const isFirst = person === 1 || person === CUT_OFF.from;
      await answer(tablet, thumb, person, (step) => (isFirst ? look(tablet, step) : Promise.resolve()));
    }
    await tablet.getByRole('button', { name: day['day.send'] }).tap();
    await tablet.getByText(day['safe.same']).waitFor();
    await look(tablet, 'evening');
    for (const count of ['today', 'received'])
      expect(await tablet.locator(`[data-${count}]`).textContent()).toBe(`${PEOPLE}`);

    expect(await show('moderating')).toContain(text.moderating.noneAsked);
    for (const name of ['participation', 'crossing', 'exporting', 'questions']) {
      const shown = await show(name);
      expect(shown).toContain(`${PEOPLE} `);
      expect(shown).not.toMatch(/(?<![\d,.])0\s(complete|rows?|responses?|texts?|lignes?|réponses?|textes?)/i);
    }
    // Each option of each choice was chosen by somebody.
    for (const [asked = '', ...options] of SURVEY.questions.filter((one) => one.length > 1)) {
      const question = desk.getByRole('region', { name: asked.replace(/ \(.*/, '') });
      for (const option of options) await question.getByText(option.replace(/:.*/, ''), { exact: true }).waitFor();
      expect(await question.locator('td.number').allTextContents()).not.toContain('0');
    }
    await desk.evaluate(() => {
      Reflect.set(window, 'print', () => undefined);
      Reflect.deleteProperty(window, 'showSaveFilePicker');
    });
    await desk.getByRole('button', { name: text.questions.print }).click();
    const sheets = printedPages(await desk.pdf({ preferCSSPageSize: true, printBackground: false }));
    const printed = sheets.map((words) => words.map((word) => word.text).join(' '));
    expect(printed.filter((sheet) => !sheet.includes(text.questions.notToPublish))).toEqual([]);
    for (const head of [SURVEY.title, SURVEY.who, `${PEOPLE} `]) expect(printed[0]).toContain(head);
    await show('exporting');
    const [name = ''] = text.exporting.formats['read.xlsx'] ?? [];
    const getting = desk.getByRole('button', { name: text.exporting.getNamed(name) }).click();
    const [download] = await Promise.all([desk.waitForEvent('download'), getting]);
    const [responses = [], texts = []] = Object.values(textsOf(new Uint8Array(await readFile(await download.path()))));
    expect([responses.length, texts.length]).toEqual([PEOPLE + 1, PEOPLE + 1]);
    for (const cell of [...responses, ...texts].flat()) author.words.read(cell, 'spreadsheet');
    await desk.goto(`${origin}/?s=${SURVEY.id}#/results`);
    await desk.locator('main[data-screen="results"] h1').waitFor();
    await look(desk, 'public results');

    const host = (...words: string[]) =>
      execFileSync('node', ['dist/endpoint/main.js', ...words], { env: { ...process.env, ...env }, encoding: 'utf8' });
    expect(host('backup', join(folder, 'evening.sqlite'))).toContain(`${PEOPLE} responses`);
    expect(host('doctor')).toMatch(/^ok +backup: /m);
    expect(author.words.list.filter((line) => FOREIGN[language].test(line.replace(/^.*?: \d+ /, '')))).toEqual([]);
  },
);

/** Somebody answers with a thumb, each person in another way. */
async function answer(page: Page, thumb: Thumb, person: number, look: (step: string) => Promise<void>): Promise<void> {
  await thumb.tap('.day-new');
  await page.locator('.begin').waitFor();
  await look('opening');
  await thumb.tap('.begin');
  const form = page.locator('form[data-question]');
  for (;;) {
    await page.locator('form[data-question], main[data-screen="check"]').first().waitFor();
    if ((await form.count()) === 0) break;
    const id = (await form.getAttribute('data-question')) ?? '';
    const options = await form.locator('label:has([type="radio"], [type="checkbox"])').count();
    if (options === 0) {
      await thumb.tap(`[name="${id}"]`);
      await page.keyboard.type(`${person % 11}`);
    } else
      await thumb.tap(
        `form label:has([type="radio"], [type="checkbox"]) >> nth=${options === 2 ? person % 2 : Math.floor(person / 2) % options}`,
      );
    await look(id);
    await thumb.tap('form [type="submit"]');
    await page.locator(`main:not(:has(form[data-question="${id}"]))`).waitFor();
  }
  await look('check');
  await thumb.tap('main[data-screen="check"] .primary');
  await page.locator('[data-delivery]').first().waitFor();
  await look('card');
  // A tap where the last one was does nothing at first: it would hide a card that was not seen.
  const next = page.locator('a[href="#/field"]');
  await expect
    .poll(async () => {
      if (await next.isVisible()) await thumb.tap('a[href="#/field"]');
      return next.isVisible();
    })
    .toBe(false);
  await page.locator('main[data-screen="field"] [data-waiting]').waitFor();
}
