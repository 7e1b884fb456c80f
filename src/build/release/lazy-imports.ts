import { join } from 'node:path';
import type { Plugin, Rolldown } from 'vite';

type Bundle = Rolldown.OutputBundle;

/** The wrapper that Vite writes around an import of code that may have styles. If Vite renames it, a test of the release fails. */
const HELPER = '\0vite/preload-helper.js';
/** The beginning of each call to it in minified code: a function that imports the chunk, and sometimes picks an export. */
const CALL = /\((async)?\(\)=>(\{let\{[^}]*\}=await )?import\((["'`]\.\/[\w.-]+\.js["'`])\)/g;
const IMPORT = /\bimport\(["'`]/g;
/** What `importLazy` does by itself: import without picking an export, and without styles. */
const PLAIN = /,\(file\)=>import\(file\),\[\]\)/g;

/** Puts our own loading of late code in place of Vite's, and of `import()`: see `src/lazy/import-lazy.ts`. */
export function lazyImports(): Plugin {
  return {
    name: 'lazy-imports',
    enforce: 'pre',
    apply: 'build',
    load(id) {
      if (id !== HELPER) return undefined;
      // The worker has all of its code in one file.
      if (this.environment.name === 'sw') return 'export const __vitePreload = (load) => load();';
      return `export { importLazy as __vitePreload } from ${JSON.stringify(join(process.cwd(), 'src/lazy/import-lazy.ts'))};`;
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
          chunk.code = chunk.code
            .replaceAll(
              CALL,
              (_, async = '', pick = '', name) =>
                `(${withImports(name, chunk, bundle)},${async}(file)=>${pick}import(file)`,
            )
            .replaceAll(PLAIN, ')');
        }
      },
    },
  };
}

/**
 * Adds to the quoted name of a chunk the names of all that it imports, so that they are requested at once. Only for the
 * page of results: other names would cost bytes in code that has a budget, and the imports are found in the chunk when it has come.
 */
function withImports(name: string, from: Rolldown.OutputChunk, bundle: Bundle): string {
  if (from.name !== 'elsewhere') return name;
  const loaded = graphOf(from.fileName, bundle);
  const chunk = `assets/${name.slice(3, -1)}`;
  const more = [...graphOf(chunk, bundle)].filter((file) => file !== chunk && !loaded.has(file));
  return `${name.slice(0, -1)}${more.map((file) => ` ./${file.slice('assets/'.length)}`).join('')}${name.slice(-1)}`;
}

/** A chunk and all that it imports statically, by file name. */
export function graphOf(file: string, bundle: Bundle, found = new Set<string>()): ReadonlySet<string> {
  if (found.has(file)) return found;
  found.add(file);
  const chunk = bundle[file];
  if (chunk?.type === 'chunk') for (const one of chunk.imports) graphOf(one, bundle, found);
  return found;
}
