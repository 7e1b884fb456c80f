import * as v from 'valibot';
import { fetchJson } from '../../late/fetch-json.ts';
import { resultsSchema } from '../../wire/results.ts';
import { verbatimsSchema } from '../../wire/verbatims.ts';
import type { Shelf } from '../port/device.ts';
import type { Surroundings } from '../port/surroundings.ts';
import type { Stored } from '../store/schema.ts';
import type { Database } from '../store/store.ts';
import { abortAfter } from './abort-after.ts';

type Published = 'results' | 'verbatims';

const SCHEMAS: { readonly [P in Published]: v.GenericSchema<unknown, Stored<P>> } = {
  results: resultsSchema,
  verbatims: verbatimsSchema,
};

const PATIENCE = 15_000;

/** What others answered, or wrote and let be published, as last published: fetched when it can be, kept to be shown without network. */
export function createShelf<P extends Published>(
  store: P,
  database: Database,
  around: Surroundings,
  send: typeof fetch,
): Shelf<Stored<P>> {
  const readFor = (survey: string, json: unknown) => {
    const read = v.safeParse(SCHEMAS[store], json);
    return read.success && read.output.survey === survey ? read.output : undefined;
  };
  return {
    async kept(survey) {
      const found = await database.read([store], (tx) => tx.get<Published>(store, survey));
      // A cache of what is public: it is fetched again, whether it could not be read or another release kept another shape of it.
      if (found.kind === 'unread') return undefined;
      return readFor(survey, found.value);
    },
    async refresh(survey) {
      const address = `/api/${store}/${encodeURIComponent(survey)}`;
      const how: RequestInit = { credentials: 'omit', redirect: 'error', signal: abortAfter(around, PATIENCE) };
      // A portal's page, an older endpoint, another survey: none of them replaces what is known.
      const published = readFor(survey, await fetchJson(address, how, send));
      // Without room for it the page still shows what it has just received.
      if (published) await database.write([store], async (tx) => tx.put(store, published));
      return published;
    },
  };
}
