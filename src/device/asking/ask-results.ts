import * as v from 'valibot';
import { type Results, resultsSchema } from '../../wire/results.ts';
import type { ResultsShelf } from '../port/device.ts';
import type { Database } from '../store/store.ts';
import { abortAfter } from './abort-after.ts';

const PATIENCE = 15_000;

/** What others answered, as last published: fetched when it can be, kept to be shown without network. */
export function createResults(database: Database, send: typeof fetch): ResultsShelf {
  return {
    async kept(survey) {
      const found = await database.read(['results'], (tx) => tx.get('results', survey));
      // An earlier release kept another shape of it: as good as none.
      return found.kind === 'done' ? readResults(found.value, survey) : undefined;
    },
    async refresh(survey) {
      const results = await fetchResults(survey, send);
      // Without room for it the page still shows what it has just received.
      if (results)
        await database.write(['results'], async (tx) => {
          tx.put('results', results);
        });
      return results;
    },
  };
}

async function fetchResults(survey: string, send: typeof fetch): Promise<Results | undefined> {
  const signal = abortAfter(PATIENCE);
  let body: unknown;
  try {
    const response = await send(`/api/results/${encodeURIComponent(survey)}`, {
      credentials: 'omit',
      redirect: 'error',
      signal,
    });
    if (response.status !== 200) return undefined;
    body = await response.json();
  } catch (error) {
    // No network, a redirect, no answer in time, or a body that is no JSON.
    if (error instanceof TypeError || error instanceof DOMException || error instanceof SyntaxError) return undefined;
    throw error;
  }
  // A portal's page, an older endpoint, another survey: none of them replaces what is known.
  return readResults(body, survey);
}

function readResults(json: unknown, survey: string): Results | undefined {
  const read = v.safeParse(resultsSchema, json);
  return read.success && read.output.survey === survey ? read.output : undefined;
}
