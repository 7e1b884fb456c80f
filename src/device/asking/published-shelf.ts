import * as v from 'valibot';
import { fetchJson } from '../../lazy/fetch-json.ts';
import { resultsSchema } from '../../wire/results.ts';
import { verbatimsSchema } from '../../wire/verbatims.ts';
import type { Shelf } from '../port/device.ts';
import type { Surroundings } from '../port/surroundings.ts';
import type { RecordOf } from '../store/schema.ts';
import type { Database } from '../store/store.ts';
import { abortAfter } from './abort-after.ts';

type Published = 'results' | 'verbatims';

const SCHEMAS: { readonly [P in Published]: v.GenericSchema<unknown, RecordOf<P>> } = {
  results: resultsSchema,
  verbatims: verbatimsSchema,
};

const PATIENCE = 15_000;

/** A cache of the last publication or the last published comments: fetched when possible, and shown without network. */
export function createShelf<P extends Published>(
  store: P,
  database: Database,
  around: Surroundings,
  send: typeof fetch,
): Shelf<RecordOf<P>> {
  const readFor = (survey: string, json: unknown) => {
    const read = v.safeParse(SCHEMAS[store], json);
    return read.success && read.output.survey === survey ? read.output : undefined;
  };
  // Asked for before its page is there, and by the page: one request.
  const asking = new Map<string, Promise<RecordOf<P> | undefined>>();
  return {
    async kept(survey) {
      const found = await database.read([store], (tx) => tx.get<Published>(store, survey));
      // The data are public: they are fetched again if they could not be read, or if another release stored another shape.
      if (found.kind === 'unread') return undefined;
      return readFor(survey, found.value);
    },
    refresh(survey) {
      const found = asking.get(survey) ?? ask(survey).finally(() => asking.delete(survey));
      asking.set(survey, found);
      return found;
    },
  };

  async function ask(survey: string): Promise<RecordOf<P> | undefined> {
    const address = `/api/${store}/${encodeURIComponent(survey)}`;
    const how: RequestInit = { credentials: 'omit', redirect: 'error', signal: abortAfter(around, PATIENCE) };
    // A captive portal's page, an older endpoint or another survey does not replace the cached data.
    const published = readFor(survey, await fetchJson(address, how, send));
    // If the disk is full the page still shows what it has just received.
    if (published) await database.write([store], async (tx) => tx.put(store, published));
    return published;
  }
}
