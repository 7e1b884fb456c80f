/*
 * Draws the pictures of README, in French and in English, with a demonstration: `node src/build/drawing/draw-readme.mjs`, when a screen has
 * changed. They are committed.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { buildIfNeeded, installHere } from '../prepare.mjs';

installHere();
buildIfNeeded();
const { drawInterview, inLanguage, openDesk, picture, withEndpoint } = await import('./draw-interview.mjs');
const { smallPng } = await import('./small-png.mjs');

const FOLDER = 'docs/pictures';
const [SURVEY] = JSON.parse(readFileSync('public/surveys/index.json', 'utf8')).surveys;
const LANGUAGES = ['fr', 'en'];
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };
const LAPTOP = { viewport: { width: 1366, height: 920 } };
/** The item of the first criterion: a question with two answers and a figure of a few bars. */
const [{ yes: FIGURE }] = JSON.parse(readFileSync(`public/surveys/${SURVEY.id}/${SURVEY.revision}.json`, 'utf8')).facts;

mkdirSync(FOLDER, { recursive: true });
await withEndpoint(['demo'], 'public/surveys', drawAll);

async function drawAll(browser, url, data) {
  const decoder = await browser.newPage();
  const draw = async (name, language, drawing) =>
    writeFileSync(`${FOLDER}/${name}.${language}.png`, await smallPng(decoder, await drawing));
  // The desk first: it would show the interviews.
  for (const language of LANGUAGES) {
    const laptop = await browser.newContext({ ...LAPTOP, ...inLanguage(language) });
    const desk = await openDesk(laptop, url, `?lang=${language}`, `${data}-demonstration`);
    await desk.locator('main[data-screen="organiser"] table').first().waitFor();
    // The lists at both sides come with later replies.
    await desk.locator('.to-do a').first().waitFor();
    await desk.waitForFunction(() => !document.querySelector('.loading'));
    await draw('desk', language, picture(desk));
    await laptop.close();
  }
  for (const language of LANGUAGES) {
    const phone = { ...PHONE, ...inLanguage(language) };
    // The demonstration has closed the first wave.
    const address = `${url}/?s=${SURVEY.id}-2&lang=${language}`;
    await draw('results', language, drawResults(browser, `${address}#/results/${FIGURE.item}`, phone));
    const drawn = await drawInterview(browser, address, phone);
    for (const [name, png] of Object.entries(drawn)) await draw(name, language, png);
  }
}

/** The figure that the address names, at the top of the screen. */
async function drawResults(browser, address, options) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await page.goto(address);
  const figure = page.locator('main[data-screen="results"] table').first();
  await figure.waitFor({ timeout: 60_000 });
  const png = await picture(page);
  await context.close();
  return png;
}
