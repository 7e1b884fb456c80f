import type { Plugin } from 'vite';
import { precacheOf, releaseFiles, releaseName } from './release.ts';

/** Tells the worker what to precache: the files of the release that the app's build has just written. */
export function worker(release: string): Plugin {
  return {
    name: 'worker',
    applyToEnvironment: (environment) => environment.name === 'sw',
    generateBundle(_, bundle) {
      const precache = precacheOf(releaseFiles(release));
      for (const output of Object.values(bundle)) {
        if (output.type !== 'chunk') continue;
        output.code = output.code
          .replaceAll(/\b__PRECACHE__\b/g, () => JSON.stringify(precache))
          .replaceAll(/\b__RELEASE__\b/g, () => JSON.stringify(releaseName(precache)));
      }
    },
  };
}
