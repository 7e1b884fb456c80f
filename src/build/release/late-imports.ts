import { join } from 'node:path';
import type { Plugin } from 'vite';

/** The wrapper that Vite writes around an import of code that may have styles. If Vite renames it, a test of the release fails. */
const HELPER = '\0vite/preload-helper.js';
/** The beginning of each call to it in minified code: a function that imports the chunk, and sometimes picks an export. */
const CALL = /\((async)?\(\)=>(\{let\{[^}]*\}=await )?import\((["'`]\.\/[\w.-]+\.js["'`])\)/g;
const IMPORT = /\bimport\(["'`]/g;

/** Puts our own loading of late code in place of Vite's, and of `import()`: see `src/late/import-late.ts`. */
export function lateImports(): Plugin {
  return {
    name: 'late-imports',
    enforce: 'pre',
    apply: 'build',
    load(id) {
      if (id !== HELPER) return undefined;
      // The worker has all of its code in one file.
      if (this.environment.name === 'sw') return 'export const __vitePreload = (load) => load();';
      return `export { importLate as __vitePreload } from ${JSON.stringify(join(process.cwd(), 'src/late/import-late.ts'))};`;
    },
    generateBundle: {
      // After Vite has written the calls.
      order: 'post',
      handler(_, bundle) {
        if (this.environment.config.consumer !== 'client') return;
        for (const chunk of Object.values(bundle)) {
          if (chunk.type !== 'chunk') continue;
          const calls = chunk.code.match(CALL)?.length ?? 0;
          if (calls !== (chunk.code.match(IMPORT)?.length ?? 0)) this.error(`${chunk.fileName} imports code by itself`);
          // The file name is written once, and passed on.
          chunk.code = chunk.code.replaceAll(
            CALL,
            (_, async = '', pick = '', name) => `(${name},${async}(file)=>${pick}import(file)`,
          );
        }
      },
    },
  };
}
