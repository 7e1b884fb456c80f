/* What the scripts that draw pictures share: the endpoint as it is built, and one interview in a browser. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { CHROMIUM_ARGS, findChromium } from '../chromium.mjs';

/** Pictures that are drawn again differ where the screens do: a card says when it was received. */
const NOON = new Date('2026-05-12T12:00:00+02:00');

export const openBrowser = () => chromium.launch({ executablePath: findChromium(), args: [...CHROMIUM_ARGS] });

/** Runs `draw` with a browser, and the address and the data folder of an endpoint that was started with these words; all three go afterwards. */
export async function withEndpoint(words, surveys, draw) {
  const folder = mkdtempSync(join(tmpdir(), 'barometre-pictures-'));
  const data = join(folder, 'data');
  const endpoint = spawn(process.execPath, ['dist/endpoint/main.js', ...words], {
    env: { ...process.env, HOST: '127.0.0.1', PORT: '0', SURVEYS_DIR: surveys, DATA_DIR: data },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const browser = await openBrowser();
  try {
    await draw(browser, await addressOf(endpoint), data);
  } finally {
    await browser.close();
    endpoint.kill();
    rmSync(folder, { recursive: true });
  }
}

/** Settings of a browser context. */
export function inLanguage(language) {
  return { locale: language === 'fr' ? 'fr-FR' : 'en-GB', timezoneId: 'Europe/Paris', colorScheme: 'light' };
}

/** A new page of the desk, signed in. */
export async function openDesk(context, url, hash, data) {
  const page = await context.newPage();
  await page.goto(`${url}/organisateur${hash}`);
  await page
    .locator('input')
    .first()
    .fill(readFileSync(join(data, 'organiser-token'), 'utf8').trim());
  await page.locator('input').first().press('Enter');
  return page;
}

export async function picture(page, part = page) {
  await page.evaluate(() => document.fonts.ready);
  return await part.screenshot({ animations: 'disabled' });
}

async function addressOf({ stdout }) {
  for await (const line of stdout) {
    const url = /"event":"listening","url":"([^"]+)"/.exec(line)?.[1];
    if (url) return url;
  }
  throw new Error('The endpoint has ended before it listened: is the application built?');
}

/** Draws `question` (the first matrix in the middle of being answered) and `card`, in one interview. */
export async function drawInterview(browser, address, options) {
  const context = await browser.newContext({ timezoneId: 'Europe/Paris', ...options });
  const page = await context.newPage();
  await page.clock.setFixedTime(NOON);
  await page.goto(address);
  await page.locator('.begin').click();
  const pictures = {};
  const question = page.locator('form[data-question]');
  for (;;) {
    await question.locator('input, textarea, select').first().waitFor();
    const id = await question.getAttribute('data-question');
    const isMatrix = (await question.evaluate(answerRows, 'above')) > 1;
    await page.locator('[data-save="saved"]').waitFor({ state: 'attached' });
    if (isMatrix) pictures.question ??= await picture(page);
    await question.evaluate(answerRows, 'below');
    await question.locator('button[type="submit"]').click();
    const next = page.locator(`form[data-question]:not([data-question="${id}"]), main[data-screen="check"] h1`);
    await next.waitFor();
    if ((await question.count()) === 0) break;
  }
  await page.locator('main[data-screen="check"] button.primary').last().click();
  await page.locator('[data-delivery="received"]').waitFor();
  await page.evaluate(() => scrollTo(0, 0));
  pictures.card = await picture(page);
  await context.close();
  return pictures;
}

/**
 * Runs in the page. Picks the first option of a choice. In a matrix, the upper rows get their second level and the lower ones their last
 * but one: the levels at the ends may be answers that name no profile, such as *Don't know*. Returns the number of rows.
 */
function answerRows(form, which) {
  const rows = new Map();
  for (const input of form.querySelectorAll('input[type="radio"], input[type="checkbox"]'))
    rows.set(input.name, [...(rows.get(input.name) ?? []), input]);
  const middle = Math.ceil((rows.size * 7) / 12);
  const asked = which === 'above' ? [...rows.values()].slice(0, middle) : [...rows.values()].slice(middle);
  const place = which === 'below' ? -2 : rows.size > 1 ? 1 : 0;
  for (const inputs of asked) inputs.at(place)?.click();
  return rows.size;
}
