import type { Page } from 'playwright';
import { TOKEN } from './ask.ts';
import { jumpTo } from './respondent.ts';

/** Signs in by pasting a token, since an address may carry none. The tab's session of another token is cleared. */
export async function enterDesk(page: Page, origin: string, token = TOKEN): Promise<void> {
  await page.goto(`${origin}/organisateur`);
  await page.evaluate(() => sessionStorage.clear());
  await page.reload();
  await page.getByLabel('Clé d’accès').fill(token);
  await page.getByLabel('Clé d’accès').press('Enter');
  await page.locator('header nav.tabs, form.sign-in [role="alert"], .failure').first().waitFor();
  await page.locator('main[data-screen="organiser"] :is(h1, [role="alert"])').first().waitFor();
}

export async function showDeskPage(page: Page, name: string): Promise<void> {
  await jumpTo(page, `#/${name}`);
  await page.locator(`nav a[href^="#/${name.replace(/\?.*/, '')}"][aria-current="page"]`).waitFor();
  await page.locator('main h1').waitFor();
}

/** Opens the menu of the head, which is behind a button on a phone alone. */
export async function openMenu(page: Page): Promise<void> {
  const button = page.getByRole('button', { name: 'Menu' });
  if (await button.isVisible()) await button.click();
}
