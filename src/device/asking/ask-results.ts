import * as v from 'valibot';
import { type Results, resultsSchema } from '../../wire/results.ts';
import type { Shelf } from '../port/device.ts';
import type { Database } from '../store/store.ts';
import { fetchPublished } from './fetch-published.ts';

/** What others answered, as last published: fetched when it can be, kept to be shown without network. */
export function createResults(database: Database, send: typeof fetch): Shelf<Results> {
  return {
    async kept(survey) {
      const found = await database.read(['results'], (tx) => tx.get('results', survey));
      // A cache of what is public: it is fetched again, whether it could not be read or an earlier release kept another shape of it.
      if (found.kind === 'unread') return undefined;
      return readResults(found.value, survey);
    },
    async refresh(survey) {
      const body = await fetchPublished(`/api/results/${encodeURIComponent(survey)}`, send);
      // A portal's page, an older endpoint, another survey: none of them replaces what is known.
      const results = readResults(body, survey);
      // Without room for it the page still shows what it has just received.
      if (results)
        await database.write(['results'], async (tx) => {
          tx.put('results', results);
        });
      return results;
    },
  };
}

function readResults(json: unknown, survey: string): Results | undefined {
  const read = v.safeParse(resultsSchema, json);
  return read.success && read.output.survey === survey ? read.output : undefined;
}
