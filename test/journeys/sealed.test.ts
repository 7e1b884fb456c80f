import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Journey, startJourney } from '../support/journey.ts';
import { ENGLISH, respondent } from '../support/respondent.ts';
import { buildSealedGarden } from '../support/sealed-garden.ts';
import { builtSurvey, readFixture } from '../support/surveys.ts';
import { wholeAnswers } from '../support/whole-answers.ts';

const GARDEN = builtSurvey(readFixture('shared-garden'));
const MARKER = 'Marqueur-4c1d9e';
const ANSWERS = wholeAnswers(GARDEN, { wish: `${MARKER} under the apple trees` });

let folder: string;
let journey: Journey;
let four: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'barometre-sealed-'));
  const garden = await buildSealedGarden(folder);
  ({ four } = garden);
  journey = await startJourney(garden.env);
});
afterAll(async () => {
  await journey.end();
  await rm(folder, { recursive: true, force: true });
});

/** Every key that the page makes, as its bytes: known to the test alone. */
function noteKeys() {
  const made: number[][] = [];
  Reflect.set(window, 'madeKeys', made);
  const { subtle } = crypto;
  const generate = subtle.generateKey.bind(subtle) as (...how: unknown[]) => Promise<unknown>;
  Reflect.set(subtle, 'generateKey', async (how: unknown, _: boolean, uses: KeyUsage[]) => {
    const key = await generate(how, true, uses);
    if (key instanceof CryptoKey) made.push([...new Uint8Array(await subtle.exportKey('raw', key))]);
    return key;
  });
  const random = crypto.getRandomValues.bind(crypto);
  Reflect.set(crypto, 'getRandomValues', (bytes: Uint8Array<ArrayBuffer>) => {
    random(bytes);
    if (bytes.length === 32) made.push([...bytes]);
    return bytes;
  });
}

async function keysIn(page: Page): Promise<readonly Buffer[]> {
  const made: number[][] = await page.evaluate(() => Reflect.get(window, 'madeKeys'));
  return made.map((bytes) => Buffer.from(bytes));
}

/** The files of a profile folder in which one of these stands, in either of the ways in which a browser writes text. */
async function filesWith(profile: string, wanted: readonly Buffer[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const entry of await readdir(profile, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const bytes = await readFile(file);
    if (wanted.some((one) => bytes.includes(one))) found.push(file.slice(profile.length));
  }
  return found;
}

const MARKED = [Buffer.from(MARKER, 'utf8'), Buffer.from(MARKER, 'utf16le')];

async function interview(profile: string, query: string, end: 'finish' | 'kill') {
  const phone = await journey.openPhone({ profile, before: noteKeys });
  const { page } = phone;
  await page.goto(`${journey.network.url}/${query}`);
  await page.locator('[data-message="ready"]').waitFor({ state: 'attached' });
  await journey.network.fail('down');
  if (query !== '') await page.getByRole('button', { name: 'New response' }).click();
  const someone = respondent(page, GARDEN, ANSWERS, { words: ENGLISH });
  await someone.begin();
  await someone.answerUpTo();
  if (end === 'finish') {
    await someone.finish();
    await page.locator('[data-delivery="device"]').waitFor();
  }
  await page.locator('[data-save="saved"]').first().waitFor({ state: 'attached' });
  const keys = await keysIn(page);
  await phone.kill();
  return keys;
}

test('on a respondent’s own phone answers lie in clear, which this way of looking finds', async () => {
  const profile = join(folder, 'own');
  await interview(profile, '', 'kill');
  expect(await filesWith(profile, MARKED)).not.toEqual([]);
  await journey.network.fail('ok');
});

test('killed in the middle of an interview, a shared tablet holds neither what was given nor a key to it; it is counted', async () => {
  const profile = join(folder, 'cut');
  const keys = await interview(profile, '?mode=field', 'kill');
  expect(keys.length).toBeGreaterThan(2);
  expect(await filesWith(profile, MARKED)).toEqual([]);
  expect(await filesWith(profile, keys)).toEqual([]);
  await journey.network.fail('ok');
  const { page } = await journey.openPhone({ profile });
  await page.goto(`${journey.network.url}/?mode=field`);
  await expect
    .poll(() => journey.endpoint.rows(GARDEN.id), { timeout: 20_000 })
    .toMatchObject([{ status: 'partial', answers: { plot: ANSWERS.plot } }]);
  expect(await page.getByRole('button', { name: ENGLISH.resume }).count()).toBe(0);
});

test('after Terminer a shared tablet holds neither what was given nor a key to it, and the endpoint opens it', async () => {
  const profile = join(folder, 'shared');
  const keys = await interview(profile, '?mode=field', 'finish');
  expect(keys.length).toBeGreaterThan(2);
  expect(await filesWith(profile, MARKED)).toEqual([]);
  expect(await filesWith(profile, keys)).toEqual([]);
  await journey.network.fail('ok');
  const { page } = await journey.openPhone({ profile });
  await page.goto(`${journey.network.url}/?mode=field`);
  await page.locator('[data-day="keys"] li').first().waitFor();
  expect((await page.locator('[data-day="keys"] li').allTextContents()).join(' ')).toBe(four);
  await expect
    .poll(async () => (await journey.endpoint.rows(GARDEN.id)).filter((row) => row.status === 'complete').length, {
      timeout: 20_000,
    })
    .toBe(1);
});
