/** The Badging API, which some browsers lack. */
interface Badge {
  readonly setAppBadge: (count: number) => Promise<void>;
}

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

function hasBadge(browser: object): browser is Badge {
  return 'setAppBadge' in browser;
}
