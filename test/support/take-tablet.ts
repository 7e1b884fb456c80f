import type { Page } from 'playwright';

/** Presses the button for the next person, and continues without the resume code if it is asked for. */
export async function takeTablet(page: Page, name = 'New response'): Promise<void> {
  await page.getByRole('button', { name }).click();
  const skip = page.locator('[data-skip]');
  await skip.or(page.locator('main:not([data-screen="field"])')).first().waitFor();
  if (await skip.isVisible()) await skip.click();
}
