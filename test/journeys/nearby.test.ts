import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { makeAuthority } from '../../src/endpoint/nearby/certificates.ts';
import { accessibilityFaults } from '../support/accessibility.ts';
import { TOKEN } from '../support/ask.ts';
import { enterDesk, showDeskPage } from '../support/desk-visit.ts';
import { longTest } from '../support/long.ts';
import { acceptingTablet, serveNearby } from './nearby.ts';

const outcome = (page: Page, name: string) => page.locator(`[data-outcome="${name}"]`);

test('a tablet that accepted the authority is led to the app, where its day begins and keeps what it is given', async () => {
  const laptop = await serveNearby();
  const page = await acceptingTablet([laptop.certificate]);
  await page.goto(laptop.plain);
  await outcome(page, 'works').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  // Without encryption there is no page to lead to.
  expect(await page.locator('body > footer').innerHTML()).toMatch(/^Accessib/);
  await page.locator('[data-open]').click();
  await page.waitForURL(`${laptop.named}/`);
  await page.goto(`${laptop.named}/?mode=field`);
  await page.locator('main[data-screen="field"]').waitFor();
  expect(await page.evaluate(() => navigator.serviceWorker.ready.then(() => isSecureContext))).toBe(true);
  expect(await page.evaluate(async () => (await indexedDB.databases()).length)).toBeGreaterThan(0);
});

test('each other tablet reads why it does not work yet, and what to do', async () => {
  const laptop = await serveNearby();
  const page = await acceptingTablet([]);
  await page.goto(laptop.plain);
  await outcome(page, 'not-accepted').waitFor();
  expect(await outcome(page, 'works').isVisible()).toBe(false);
  await page.goto(laptop.named).catch(({ message }: Error) => expect(message).toContain('ERR_CERT_AUTHORITY_INVALID'));

  await page.clock.setSystemTime(Date.now() - 366 * 86_400_000);
  await page.goto(laptop.plain);
  await outcome(page, 'clock').getByText('366').waitFor();

  const former = await acceptingTablet([makeAuthority('stand-7', new Date()).certificate]);
  await former.goto(laptop.plain);
  await outcome(former, 'not-accepted').waitFor();

  const nameless = await acceptingTablet([laptop.certificate], 'MAP 192.168.1.3 127.0.0.1,MAP *.local ^NOTFOUND');
  await nameless.goto(laptop.plain);
  await outcome(nameless, 'by-address').waitFor();
  expect(await nameless.locator('[data-open]').getAttribute('href')).toBe(laptop.numbered);
});

longTest(
  'where two laptops have one name, a tablet says so and takes the address of the one that it was given',
  async () => {
    const laptop = await serveNearby();
    await serveNearby({ HTTPS_PORT: new URL(laptop.plain).port }, { host: '127.0.0.2' });
    const page = await acceptingTablet([laptop.certificate], 'MAP 192.168.1.3 127.0.0.1,MAP *.local 127.0.0.2');
    await page.goto(laptop.plain);
    await outcome(page, 'other').waitFor();
    expect(await page.locator('[data-open]').getAttribute('href')).toBe(laptop.numbered);
  },
);

test('the laptop counts its devices, and the desk prints the address that they open', async () => {
  const laptop = await serveNearby();
  const page = await acceptingTablet([laptop.certificate]);
  await page.goto(`${laptop.url}/organisateur/tablets`);
  await outcome(page, 'none-opened').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(await page.locator('body > footer a').getAttribute('href')).toBe('/accessibilite');
  const other = await page.context().newPage();
  await other.goto(laptop.plain);
  await outcome(page, 'none-opened').waitFor({ state: 'hidden' });
  await page.locator('[data-show="proven"]', { hasText: '1' }).waitFor();

  await enterDesk(page, laptop.url, TOKEN);
  await showDeskPage(page, 'inviting');
  const links = page.locator('.channel .address');
  const shown = async () => (await links.allTextContents()).slice(-2).join(' ');
  const typed = (origin: string) => `${origin}/ ${new URL(origin).host}/numerique-territorial`;
  expect(await shown()).toBe(typed(laptop.named));
  await page.getByLabel('Adresse des liens et des codes').selectOption(laptop.numbered);
  expect(await shown()).toBe(typed(laptop.numbered));
});
