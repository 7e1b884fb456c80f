/**
 * The module that `load` imports, or `undefined` when one of its files does not come: no network, a portal's page, a style
 * that is no style. Rejects with what the module itself throws while it runs, which is a bug.
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
