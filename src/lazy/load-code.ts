/**
 * Returns the module that `load` imports, or `undefined` if one of its files cannot be loaded: no network, a captive portal's page, a
 * stylesheet that is none. Rejects with what the module itself throws, which is a bug.
 */
export async function loadCode<Module>(load: () => Promise<Module>): Promise<Module | undefined> {
  try {
    return await load();
  } catch (error) {
    try {
      return await load();
    } catch (again) {
      // A module that threw throws that very error for ever, from a place in its code; a file that did not come is a new error
      // each time (Chromium 156, Firefox 153, WebKit), and where it is not, an error from no place.
      if (again === error && error instanceof Error && error.stack) throw error;
      return undefined;
    }
  }
}
