import * as v from 'valibot';
import { type Verbatims, verbatimsSchema } from '../../wire/comments/verbatims.ts';
import type { Shelf } from '../port/device.ts';
import type { Database } from '../store/store.ts';
import { fetchPublished } from './fetch-published.ts';

/** What others wrote and let be published, as the results are: the copy of a text that was withdrawn goes with the next one. */
export function createVerbatimsShelf(database: Database, send: typeof fetch): Shelf<Verbatims> {
  return {
    async kept(survey) {
      const found = await database.read(['verbatims'], (tx) => tx.get('verbatims', survey));
      // A cache of what is public: it is fetched again.
      if (found.kind === 'unread') return undefined;
      return readVerbatims(found.value, survey);
    },
    async refresh(survey) {
      const body = await fetchPublished(`/api/verbatims/${encodeURIComponent(survey)}`, send);
      const verbatims = readVerbatims(body, survey);
      if (verbatims)
        await database.write(['verbatims'], async (tx) => {
          tx.put('verbatims', verbatims);
        });
      return verbatims;
    },
  };
}

function readVerbatims(json: unknown, survey: string): Verbatims | undefined {
  const read = v.safeParse(verbatimsSchema, json);
  return read.success && read.output.survey === survey ? read.output : undefined;
}
