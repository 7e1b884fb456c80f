import { join } from 'node:path';
import type { Plugin } from 'vite';

/** What Vite writes around an import of code that has styles; a release whose Vite names it otherwise fails its test. */
const HELPER = '\0vite/preload-helper.js';

/** Puts our own loading of late styles in place of Vite's: see `src/late/with-styles.ts`. */
export function lateStyles(): Plugin {
  return {
    name: 'late-styles',
    enforce: 'pre',
    apply: 'build',
    load(id) {
      if (id !== HELPER) return undefined;
      return `export { withStyles as __vitePreload } from ${JSON.stringify(join(process.cwd(), 'src/late/with-styles.ts'))};`;
    },
  };
}
