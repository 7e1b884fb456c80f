import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { CLOSED, GARDEN, LAST_DAY } from '../fixtures/release-1.0.0/contents.ts';
import { type DeviceExport, exportDevice, importDevice } from '../fixtures/release-1.0.0/device-export.ts';
import { sharedJourney } from '../support/journeys.ts';
import { ENGLISH, jumpTo } from '../support/respondent.ts';

const HERE = 'test/fixtures/release-1.0.0';

const journey = sharedJourney(async (folder) => {
  const DATA_DIR = join(folder, 'data');
  mkdirSync(DATA_DIR);
  execFileSync('tar', ['-xzmf', join(HERE, 'data.tar.gz'), '-C', DATA_DIR]);
  const NODE_OPTIONS = `--import=${join(process.cwd(), 'test/support/clock.mjs')}`;
  return { DATA_DIR, SURVEYS_DIR: '', CLOCK: `${LAST_DAY}T13:00`, NODE_OPTIONS };
});

/** Opens the app where a device of 1.0.0 has left this. */
async function openAgain(name: 'phone' | 'tablet', query: string) {
  const { page } = await journey.openVisit({ locale: 'en-GB' });
  await page.clock.setSystemTime(new Date(`${LAST_DAY}T13:05`));
  await page.goto(`${journey.network.url}/api/health`);
  const left: DeviceExport = JSON.parse(gunzipSync(readFileSync(join(HERE, `${name}.json.gz`))).toString());
  await importDevice(page, left);
  await page.goto(`${journey.network.url}/?${query}`);
  const recordsOf = (store: string) => left.stores.find((one) => one.name === store)?.records.map(Object) ?? [];
  const unsent = recordsOf('outbox').filter(({ status }) => status === 'complete');
  const arrived = async () => {
    const ids = (await journey.endpoint.rows(GARDEN)).map(({ id, status }) => status === 'complete' && id);
    return unsent.map((one) => ids.filter((id) => id === one.id).length);
  };
  return { page, unsent, arrived, drafts: recordsOf('drafts'), cards: recordsOf('finished') };
}

test('a phone that 1.0.0 has left: what was unsent arrives once, the draft goes on at its question, and each card shows', async () => {
  const { page, unsent, arrived, drafts, cards } = await openAgain('phone', `s=${GARDEN}`);
  expect([unsent.length, drafts.length, cards.length]).toEqual([1, 1, 2]);
  await expect.poll(arrived).toEqual([1]);
  await page.getByRole('button', { name: ENGLISH.resume, exact: true }).first().click();
  await page.locator(`form[data-question="${drafts[0].current}"]`).waitFor();
  await jumpTo(page, '#/question/plot', 'form[data-question="plot"]');
  await page.locator(`[name="plot"][value="${drafts[0].answers.plot}"]:checked`).waitFor({ state: 'attached' });
  for (const { id } of cards) {
    await page.goto(`${journey.network.url}/?s=${GARDEN}#/card/${id}`);
    await page.locator('main[data-screen="card"] [data-delivery="received"]').waitFor();
  }
  await page.reload();
  await page.locator('main[data-screen="card"] h1').waitFor();
  expect(await arrived()).toEqual([1]);

  const fresh = (await journey.openVisit({ at: `/?s=${CLOSED}` })).page;
  await fresh.locator('html[data-ready]').waitFor({ state: 'attached' });
  const schemaOf = ({ version, stores }: DeviceExport) => ({
    version,
    stores: stores.map(({ records: _, ...schema }) => schema),
  });
  expect(schemaOf(await exportDevice(page)), 'a step was changed').toEqual(schemaOf(await exportDevice(fresh)));
});

test('a shared tablet that 1.0.0 has left: its sealed responses arrive once and are opened, and the day goes on', async () => {
  const { page, unsent, arrived } = await openAgain('tablet', `s=${GARDEN}&mode=field&c=fair`);
  expect(unsent).toHaveLength(2);
  await expect.poll(arrived).toEqual([1, 1]);
  const rows = (await journey.endpoint.rows(GARDEN)).filter(({ id }) => unsent.some((one) => one.id === id));
  expect(rows.map(({ answers }) => answers.plot)).toEqual(['yes', 'yes']);
  const counts = () =>
    page.evaluate(() => ['today', 'waiting'].map((one) => document.querySelector(`[data-${one}]`)?.textContent));
  await expect.poll(counts).toEqual(['3', '0']);
});
