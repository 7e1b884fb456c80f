import { execFileSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright';
import { expect, onTestFinished, test } from 'vitest';
import { CHROMIUM_ARGS, findLightChromium } from '../../src/build/chromium.mjs';
import { readAuthority } from '../../src/endpoint/nearby/authority.ts';
import { makeAuthority } from '../../src/endpoint/nearby/certificates.ts';
import { settingsFrom } from '../../src/endpoint/process/settings.ts';
import { startEndpoint } from '../../src/endpoint/start.ts';
import { IN_PROCESS, machineAt, temporaryFolder } from '../endpoint/harness.ts';
import { accessibilityFaults } from '../support/accessibility.ts';
import { TOKEN } from '../support/ask.ts';
import { enterDesk, showDeskPage } from '../support/desk-visit.ts';
import { findProgram } from '../support/programs.mjs';

/** The built app as `serve --https` serves it on a laptop, on loopback alone. */
async function serveNearby(HTTPS_PORT = '0', host = '127.0.0.1') {
  const DATA_DIR = await temporaryFolder();
  const env = { DATA_DIR, PORT: '0', HTTPS_PORT, ORGANISER_TOKEN: TOKEN, SURVEYS_DIR: 'public/surveys' };
  const machine = machineAt('stand-7', () => ['192.168.1.3'], host);
  const endpoint = await startEndpoint({ ...settingsFrom(env), isNearby: true }, IN_PROCESS, machine);
  onTestFinished(() => endpoint.close());
  const [named = '', numbered = ''] = endpoint.tablets?.origins ?? [];
  const certificate = (await readAuthority(DATA_DIR))?.certificate ?? '';
  return { url: endpoint.url, certificate, named, numbered, plain: numbered.replace('https', 'http') };
}

/** A browser that accepts these authorities alone, and finds names as the network of the laptop tells them. */
async function tablet(authorities: readonly string[], names = 'MAP *.local 127.0.0.1,MAP 192.168.1.3 127.0.0.1') {
  const home = await temporaryFolder();
  const store = join(home, '.pki/nssdb');
  await mkdir(store, { recursive: true });
  const certutil = (...words: string[]) => execFileSync(findProgram('certutil'), ['-d', `sql:${store}`, ...words]);
  certutil('-N', '--empty-password');
  for (const [place, authority] of authorities.entries()) {
    await writeFile(join(home, 'authority.crt'), authority);
    certutil('-A', '-t', 'C,,', '-n', `${place}`, '-i', join(home, 'authority.crt'));
  }
  const browser = await chromium.launch({
    executablePath: findLightChromium() ?? '',
    args: [...CHROMIUM_ARGS, `--host-resolver-rules=${names}`],
    env: { ...process.env, HOME: home },
  });
  onTestFinished(() => browser.close());
  return await (await browser.newContext({ locale: 'fr-FR', viewport: { width: 820, height: 1180 } })).newPage();
}

const outcome = (page: Page, name: string) => page.locator(`[data-outcome="${name}"]`);

test('a tablet that accepted the authority is led to the app, where its day begins and keeps what it is given', async () => {
  const laptop = await serveNearby();
  const page = await tablet([laptop.certificate]);
  await page.goto(laptop.plain);
  await outcome(page, 'works').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.locator('[data-open]').click();
  await page.waitForURL(`${laptop.named}/`);
  await page.goto(`${laptop.named}/?mode=field`);
  await page.locator('main[data-screen="field"]').waitFor();
  expect(await page.evaluate(() => navigator.serviceWorker.ready.then(() => isSecureContext))).toBe(true);
  expect(await page.evaluate(async () => (await indexedDB.databases()).length)).toBeGreaterThan(0);
});

test('each other tablet reads why it does not work yet, and what to do', async () => {
  const laptop = await serveNearby();
  const page = await tablet([]);
  await page.goto(laptop.plain);
  await outcome(page, 'not-accepted').waitFor();
  expect(await outcome(page, 'works').isVisible()).toBe(false);
  await page.goto(laptop.named).catch(({ message }: Error) => expect(message).toContain('ERR_CERT_AUTHORITY_INVALID'));

  await page.clock.setSystemTime(Date.now() - 366 * 86_400_000);
  await page.goto(laptop.plain);
  await outcome(page, 'clock').getByText('366').waitFor();

  const former = await tablet([makeAuthority('stand-7', new Date()).certificate]);
  await former.goto(laptop.plain);
  await outcome(former, 'not-accepted').waitFor();

  const nameless = await tablet([laptop.certificate], 'MAP 192.168.1.3 127.0.0.1,MAP *.local ^NOTFOUND');
  await nameless.goto(laptop.plain);
  await outcome(nameless, 'by-address').waitFor();
  expect(await nameless.locator('[data-open]').getAttribute('href')).toBe(laptop.numbered);
});

test('where two laptops have one name, a tablet says so and takes the address of the one that it was given', async () => {
  const laptop = await serveNearby();
  await serveNearby(new URL(laptop.plain).port, '127.0.0.2');
  const page = await tablet([laptop.certificate], 'MAP 192.168.1.3 127.0.0.1,MAP *.local 127.0.0.2');
  await page.goto(laptop.plain);
  await outcome(page, 'other').waitFor();
  expect(await page.locator('[data-open]').getAttribute('href')).toBe(laptop.numbered);
});

test('the laptop counts its devices, and the desk prints the address that they open', async () => {
  const laptop = await serveNearby();
  const page = await tablet([laptop.certificate]);
  await page.goto(`${laptop.url}/organisateur/tablets`);
  await outcome(page, 'none-opened').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  const other = await page.context().newPage();
  await other.goto(laptop.plain);
  await outcome(page, 'none-opened').waitFor({ state: 'hidden' });
  await page.locator('[data-show="proven"]', { hasText: '1' }).waitFor();

  await enterDesk(page, laptop.url, TOKEN);
  await showDeskPage(page, 'inviting');
  const links = page.locator('.channel .address');
  expect(await links.last().textContent()).toBe(`${laptop.named}/`);
  await page.getByLabel('Adresse des liens et des codes').selectOption(laptop.numbered);
  expect(await links.last().textContent()).toBe(`${laptop.numbered}/`);
});
