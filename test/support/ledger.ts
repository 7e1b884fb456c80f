import type { Page } from 'playwright';
import { DATABASE_NAME } from '../../src/device/store/schema.ts';
import type { RunningEndpoint } from './endpoint.ts';

/** Ids of finished responses, by where they are. */
export interface Ledger {
  readonly finished: readonly string[];
  readonly outbox: readonly string[];
  readonly refused: readonly string[];
  /** Responses of people who left a shared tablet, which the endpoint does not have yet. */
  readonly partials: readonly string[];
  readonly stored: readonly string[];
  readonly drafts: readonly string[];
}

interface Kept {
  readonly id: string;
  readonly status?: string;
  readonly state?: string;
}

/** Reads what the device stores, without the app's code, and what the endpoint stores. */
export async function readLedger(
  page: Page,
  endpoint: Pick<RunningEndpoint, 'rows'>,
  survey?: string,
): Promise<Ledger> {
  const { outbox, finished, drafts } = await page.evaluate(readDevice, DATABASE_NAME);
  const unsent = outbox.filter((one) => one.state !== 'kept');
  const complete = unsent.filter((one) => one.status === 'complete');
  const rows = await endpoint.rows(survey);
  return {
    finished: ids(finished),
    outbox: ids(complete.filter((one) => one.state !== 'refused')),
    refused: ids(complete.filter((one) => one.state === 'refused')),
    partials: ids(unsent.filter((one) => one.status === 'partial')),
    stored: ids(rows.filter((row) => row.status === 'complete')),
    drafts: ids(drafts),
  };
}

/** Returns violations of the invariant that each finished response is in one place, once. Empty if it holds. */
export function breachesOf({ finished, outbox, refused, stored, drafts }: Ledger): readonly string[] {
  const places = [...outbox, ...refused, ...stored];
  return [
    ...finished.filter((id) => !places.includes(id)).map((id) => `lost: ${id}`),
    ...places.filter((id) => !finished.includes(id)).map((id) => `not finished here: ${id}`),
    ...stored.filter((id, index) => stored.indexOf(id) < index).map((id) => `stored twice: ${id}`),
    ...drafts.filter((id) => finished.includes(id)).map((id) => `draft and finished: ${id}`),
  ];
}

function ids(kept: readonly Kept[]): readonly string[] {
  return kept.map((one) => one.id);
}

function readDevice(name: string): Promise<{ outbox: Kept[]; finished: Kept[]; drafts: Kept[] }> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(name);
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const database = opening.result;
      const transaction = database.transaction(['outbox', 'finished', 'drafts']);
      const all = (store: string) => transaction.objectStore(store).getAll();
      const [outbox, finished, drafts] = [all('outbox'), all('finished'), all('drafts')];
      transaction.oncomplete = () => {
        database.close();
        resolve({ outbox: outbox.result, finished: finished.result, drafts: drafts.result });
      };
      transaction.onerror = () => reject(transaction.error);
    };
  });
}
