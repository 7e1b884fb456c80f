/** How many wait, on the icon of the installed app. Where that needs the permission to notify, it is done without. */
export async function showOnIcon(waiting: number): Promise<void> {
  const browser: object = navigator;
  if (!hasBadge(browser)) return;
  try {
    await browser.setAppBadge(waiting);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
}

/** Some browsers lack the Badging API. */
function hasBadge(browser: object): browser is { readonly setAppBadge: (count: number) => Promise<void> } {
  return 'setAppBadge' in browser;
}
