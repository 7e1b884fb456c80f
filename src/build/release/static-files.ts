import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { Plugin } from 'vite';

/** Copies `public` as it is, but for the surveys: those may come from another folder, and are checked on the way. */
export function staticFiles(folder: string): Plugin {
  return {
    name: 'static-files',
    applyToEnvironment: (environment) => environment.name === 'client',
    generateBundle() {
      for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
        const fileName = path.split(sep).join('/');
        if (fileName.startsWith('surveys/') || !statSync(join(folder, path)).isFile()) continue;
        this.emitFile({ type: 'asset', fileName, source: readFileSync(join(folder, path)) });
      }
    },
  };
}
