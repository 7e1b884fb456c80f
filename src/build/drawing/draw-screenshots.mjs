/*
 * Draws the pictures that are shown before one installs, with the application as it is built: `node src/build/drawing/draw-screenshots.mjs`
 * after `npm run build`, when a question or the card has changed. Of each survey (of SURVEYS_DIR, when it is set) whose
 * `presentation.json` names them, `question-narrow.png`, `question-wide.png`, `card-narrow.png` and `card-wide.png`; any other
 * picture is left to whoever made it. They are committed: there is no browser where the application is built.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { runnerImport } from 'vite';

const SURVEYS = process.env.SURVEYS_DIR || 'public/surveys';
const SCREENS = {
  narrow: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true },
  wide: { viewport: { width: 1280, height: 800 }, hasTouch: true },
};
/** Pictures that are drawn anew differ where the screens do: a card says when it was received. */
const NOON = new Date('2026-05-12T12:00:00+02:00');

const { module: browsers } = await runnerImport('/src/build/chromium.ts', { root: process.cwd(), configFile: false });
const data = mkdtempSync(join(tmpdir(), 'barometre-screenshots-'));
const endpoint = spawn(process.execPath, ['dist/endpoint/main.js'], {
  env: { ...process.env, SURVEYS_DIR: SURVEYS, HOST: '127.0.0.1', PORT: '0', DATA_DIR: data },
  stdio: ['ignore', 'pipe', 'inherit'],
});
const browser = await chromium.launch({
  executablePath: browsers.findChromium(),
  args: [...browsers.CHROMIUM_ARGS],
});
try {
  const url = await addressOf(endpoint);
  for (const { id } of JSON.parse(readFileSync(`${SURVEYS}/index.json`, 'utf8')).surveys) {
    const wanted = screenshotsOf(id);
    for (const form of Object.keys(SCREENS).filter((one) => wanted.some((file) => file.endsWith(`-${one}.png`)))) {
      for (const [file, png] of Object.entries(await drawOn(form, `${url}/?s=${id}`)))
        if (wanted.includes(file)) writeFileSync(`${SURVEYS}/${id}/screenshots/${file}`, png);
    }
  }
} finally {
  await browser.close();
  endpoint.kill();
  rmSync(data, { recursive: true });
}

function screenshotsOf(id) {
  try {
    const { app } = JSON.parse(readFileSync(`${SURVEYS}/${id}/presentation.json`, 'utf8'));
    return (app?.screenshots ?? []).map(({ file }) => file);
  } catch (error) {
    // A survey may do without.
    if (error.code === 'ENOENT') return [];
    throw error;
  }
}

async function addressOf({ stdout }) {
  for await (const line of stdout) {
    const url = /"event":"listening","url":"([^"]+)"/.exec(line)?.[1];
    if (url) return url;
  }
  throw new Error('The endpoint has ended before it listened: is the application built?');
}

/** One interview: its first matrix in the middle of being answered, then its card. */
async function drawOn(form, address) {
  const context = await browser.newContext({ ...SCREENS[form], locale: 'fr-FR', timezoneId: 'Europe/Paris' });
  const page = await context.newPage();
  await page.clock.setFixedTime(NOON);
  await page.goto(address);
  await page.locator('.begin').click();
  const pictures = {};
  const picture = async () => {
    await page.evaluate(() => document.fonts.ready);
    return page.screenshot({ animations: 'disabled' });
  };
  const question = page.locator('form[data-question]');
  for (;;) {
    await question.locator('input, textarea, select').first().waitFor();
    const id = await question.getAttribute('data-question');
    const isMatrix = (await question.evaluate(answerRows, 'above')) > 1;
    await page.locator('[data-save="saved"]').waitFor({ state: 'attached' });
    if (isMatrix) pictures[`question-${form}.png`] ??= await picture();
    await question.evaluate(answerRows, 'below');
    await question.locator('button[type="submit"]').click();
    const next = page.locator(`form[data-question]:not([data-question="${id}"]), main[data-screen="check"] h1`);
    await next.waitFor();
    if ((await question.count()) === 0) break;
  }
  await page.locator('main[data-screen="check"] button.primary').last().click();
  await page.locator('[data-delivery="received"]').waitFor();
  await page.evaluate(() => scrollTo(0, 0));
  pictures[`card-${form}.png`] = await picture();
  await context.close();
  return pictures;
}

/**
 * Runs in the page. A choice is its first, or « je ne sais pas »; of a matrix the upper rows have their first level, and those below
 * their last. Gives how many rows there are.
 */
function answerRows(form, which) {
  const rows = new Map();
  for (const input of form.querySelectorAll('input[type="radio"], input[type="checkbox"]'))
    rows.set(input.name, [...(rows.get(input.name) ?? []), input]);
  const middle = Math.ceil((rows.size * 7) / 12);
  const asked = which === 'above' ? [...rows.values()].slice(0, middle) : [...rows.values()].slice(middle);
  for (const inputs of asked) inputs.at(which === 'above' ? 0 : -1)?.click();
  return rows.size;
}
