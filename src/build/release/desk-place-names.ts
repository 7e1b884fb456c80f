import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Plugin } from 'vite';
import { writePlaceNames } from '../../core/moderation/place-names.ts';

const DATA = '@etalab/decoupage-administratif/data';
/** Beside the desk's page, which alone asks for it. */
const PLACE_NAMES = 'organisateur/place-names.txt';

/** What the places of these lists are called, for the desk to underline in comments. */
export function placeNames(lists: readonly string[]): Plugin {
  return {
    name: 'place-names',
    applyToEnvironment: (environment) => environment.name === 'desk',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: PLACE_NAMES, source: namesOf(lists) });
    },
    configureServer(server) {
      server.middlewares.use(`/${PLACE_NAMES}`, (_, response) => {
        response.setHeader('content-type', 'text/plain; charset=utf-8').end(namesOf(lists));
      });
    },
  };
}

function namesOf(lists: readonly string[]): string {
  const { resolve } = createRequire(import.meta.url);
  const named = lists.flatMap(
    (list) => JSON.parse(readFileSync(resolve(`${DATA}/${list}.json`), 'utf8')) as { nom: string }[],
  );
  return writePlaceNames(named.map(({ nom }) => nom));
}
