import type { Page } from 'playwright';

interface Taking {
  /** Of the button for the next person. */
  readonly name?: string;
  /** Of the button by which one begins though the tablet is not ready offline; without it, such a tablet is a failure. */
  readonly anyway?: string;
}

/** Presses the button for the next person, and continues without the resume code if it is asked for. */
export async function takeTablet(page: Page, { name = 'New response', anyway }: Taking = {}): Promise<void> {
  await page.getByRole('button', { name }).click();
  const skip = page.locator('[data-skip]');
  const begun = skip.or(page.locator('main:not([data-screen="field"])')).first();
  if (anyway !== undefined) {
    const button = page.getByRole('button', { name: anyway });
    await begun.or(button).first().waitFor();
    if (await button.isVisible()) await button.click();
  }
  await begun.waitFor();
  if (await skip.isVisible()) await skip.click();
}
