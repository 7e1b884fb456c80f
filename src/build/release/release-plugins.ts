import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { Plugin } from 'vite';
import { commitHere } from '../prepare.mjs';
import { precacheOf, releaseFiles, releaseName } from './release.ts';

/** The path of the desk's page in the sources, and in the release. */
export const DESK_SOURCE = 'src/desk/index.html';
const DESK_PAGE = 'organisateur/index.html';

/** Gives the desk's page its address, `/organisateur`, in the release and in the dev server. */
export function deskPage(): Plugin {
  return {
    name: 'desk-page',
    enforce: 'post',
    generateBundle(_, bundle) {
      const page = bundle[DESK_SOURCE];
      if (page) page.fileName = DESK_PAGE;
    },
    configureServer(server) {
      server.middlewares.use((request, _, next) => {
        if (/^\/organisateur\/?(\?|$)/.test(request.url ?? '')) request.url = `/${DESK_SOURCE}`;
        next();
      });
    },
  };
}

/** Copies `public` as it is, without the surveys that come with the sources: a release names none. */
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

/** Tells the worker what to precache: the files of the release that the app's build has just written. */
export function worker(release: string): Plugin {
  return {
    name: 'worker',
    applyToEnvironment: (environment) => environment.name === 'sw',
    generateBundle(_, bundle) {
      const precache = precacheOf(releaseFiles(release));
      const name = releaseName(precache);
      for (const output of Object.values(bundle)) {
        if (output.type !== 'chunk') continue;
        output.code = output.code
          .replaceAll(/\b__PRECACHE__\b/g, () => JSON.stringify(precache))
          .replaceAll(/\b__RELEASE__\b/g, () => JSON.stringify(name));
      }
      // The endpoint names the release with each page, so that the worker of another one does not keep it.
      const source = JSON.stringify({ name, commit: commitHere() });
      this.emitFile({ type: 'asset', fileName: '.release.json', source });
    },
  };
}
