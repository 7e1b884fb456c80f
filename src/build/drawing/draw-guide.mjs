/*
 * Draws the pictures of the author's guide, in French and in English, from the template that the guide explains:
 * `node src/build/drawing/draw-guide.mjs` after `npm run build`, when a screen or the template has changed. They are committed.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runnerImport } from 'vite';
import { inLanguage, openDesk, picture, withEndpoint } from './draw-interview.mjs';

const FOLDER = 'src/desk/guide/pictures';
const SURVEY = 'my-survey';
const PHONE = { viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true, deviceScaleFactor: 1.5 };
const LAPTOP = { viewport: { width: 1180, height: 820 } };
const NOON = new Date('2026-05-12T12:00:00+02:00');

const imported = async (path) => (await runnerImport(path, { root: process.cwd(), configFile: false })).module;
const { templateWorkbook } = await imported('/src/authoring/workbook/writing/template.ts');
const { openWorkbook } = await imported('/src/authoring/workbook/xlsx/open-workbook.ts');
const { writeXlsx } = await imported('/src/authoring/workbook/xlsx/write-xlsx.ts');
/** A photo, a condition on a question that is not there, and a name with an accent. */
const FAULTS = new Map([
  ['${days} >= 1', '${day} >= 1'],
  ['text', 'image'],
  ['sector', 'Secteur d’activité'],
]);

mkdirSync(FOLDER, { recursive: true });
for (const language of ['fr', 'en'])
  await withEndpoint([], '', async (browser, url, data) => {
    const workbook = join(data, 'template.xlsx');
    writeFileSync(workbook, templateWorkbook(language));
    const env = { ...process.env, SURVEYS_DIR: '', DATA_DIR: data };
    execFileSync(process.execPath, ['dist/endpoint/main.js', 'survey', 'publish', workbook], { env });
    await drawAll(browser, url, language, data, workbook);
  });

async function drawAll(browser, url, language, data, workbook) {
  const draw = (name, png) => writeFileSync(`${FOLDER}/${name}.${language}.png`, png);
  const phone = await browser.newContext({ ...PHONE, ...inLanguage(language) });
  for (const [name, png] of await drawPhone(await phone.newPage(), `${url}/?s=${SURVEY}&lang=${language}`))
    draw(name, png);
  await phone.close();
  const laptop = await browser.newContext({ ...LAPTOP, ...inLanguage(language) });
  const page = await openDesk(laptop, url, `?lang=${language}#/surveys`, data);
  await page.locator('.begin .upload').waitFor();
  const faulty = join(data, 'faulty.xlsx');
  writeFileSync(faulty, withFaults(readFileSync(workbook)));
  await page.setViewportSize({ width: 720, height: 820 });
  await upload(page, faulty, 'draft-with-faults');
  draw('report', await picture(page, page.locator('.report.workbook')));
  await page.setViewportSize(LAPTOP.viewport);
  await upload(page, workbook, 'draft-of-template');
  await page.locator('.draft-head a[href*="publish"]').click();
  await page.frameLocator('.phone iframe').locator('.begin').waitFor();
  draw('draft', await picture(page));
  await laptop.close();
}

/** The first question, the table, and the card. */
async function drawPhone(page, address) {
  const drawn = [];
  await page.clock.setFixedTime(NOON);
  await page.goto(address);
  await page.locator('.begin').click();
  const answer = async (id, ...values) => {
    const form = page.locator(`form[data-question="${id}"]`);
    await form.waitFor();
    for (const [name, value] of values)
      await form.locator(`input[name="${name}"][value="${value}"]`).evaluate((input) => input.click());
    await page.locator('[data-save="saved"]').waitFor({ state: 'attached' });
    return form;
  };
  const goOn = async (form) => await form.locator('button[type="submit"]').click();
  const first = await answer('sector', ['sector', 'other']);
  await page.waitForFunction(() => [...document.fonts].some(({ status }) => status === 'loaded'));
  drawn.push(['choice', await picture(page)]);
  await answer('sector', ['sector', 'technical']);
  await goOn(first);
  const days = page.locator('form[data-question="days"]');
  await days.locator('input[type="text"], input[type="number"], input[inputmode]').first().fill('2');
  await goOn(days);
  await goOn(await answer('tools', ['tools', 'mail']));
  await goOn(await answer('decision', ['decision', 'team']));
  const table = await answer('agree', ['calm', 'yes']);
  drawn.push(['table', await picture(page)]);
  await answer('agree', ['together', 'yes']);
  await goOn(table);
  await goOn(await answer('word'));
  await page.locator('main[data-screen="check"] button.primary').last().click();
  await page.locator('[data-delivery="received"]').waitFor();
  await page.evaluate(() => scrollTo(0, 0));
  await page.setViewportSize({ width: 360, height: 590 });
  drawn.push(['card', await picture(page)]);
  return drawn;
}

/** Chooses a workbook and puts it in a draft of this name, as far as it goes. */
async function upload(page, path, id) {
  await page.goto(`${page.url().replace(/#.*/, '')}#/surveys`);
  await page.locator('.begin .upload').waitFor();
  await page.locator('input[type="file"]').first().setInputFiles(path);
  await page.locator('.upload form input[type="text"]').fill(id);
  await page.locator('.upload form button.primary').click();
  await page.locator('.upload .report').waitFor();
}

/** The template with faults in its questions. */
function withFaults(bytes) {
  const { workbook } = openWorkbook(bytes);
  return writeXlsx(
    workbook.sheets.map(({ name, rows }) => ({
      name,
      rows: rows.map(({ cells }) =>
        cells.map((cell) => (name === 'survey' && FAULTS.get(cell?.text)) || (cell?.text ?? '')),
      ),
    })),
  );
}
