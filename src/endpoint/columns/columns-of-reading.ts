import { setImmediate } from 'node:timers/promises';
import { codeOfStored } from '../storage/codes.ts';
import type { StoredResponse } from '../storage/storage.ts';
import { columnStore, type StoredColumns } from './column-store.ts';
import { type CountedSurvey, codersOf } from './response-code.ts';
import type { KeySecret } from './response-key.ts';

/** Responses coded between two turns of the event loop. */
const SLICE = 100;

/** The columns of responses that no codes are held of: a few hundred that were made up. */
export async function columnsOfReading(
  survey: CountedSurvey,
  responses: AsyncIterable<StoredResponse>,
  secret: KeySecret,
): Promise<StoredColumns> {
  const { id } = survey.current;
  const coders = codersOf(new Map([[id, survey]]), secret);
  const store = columnStore(survey);
  let read = 0;
  for await (const response of responses) {
    const code = codeOfStored(response, coders);
    const { receivedOn, channel } = response;
    if (code) store.put({ id: response.id, survey: id, received_on: receivedOn, channel, stamp: 0, ...code });
    if (++read % SLICE === 0) await setImmediate();
  }
  return store.columns();
}
