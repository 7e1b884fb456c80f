import type { StoreReading } from '../port/device.ts';
import type { Holdings, WipeOutcome } from '../port/tablet.ts';
import type { Inside } from '../sending.ts';
import { envelopeName } from '../store/queue-access.ts';
import { queueOf } from '../store/queue-of.ts';
import { STORE_NAMES, STORES } from '../store/schema.ts';
import type { Database, ReadAccess } from '../store/store.ts';

const WIPED = STORE_NAMES.filter((store) => STORES[store].isWiped);

/** Finds what wiping would destroy that is nowhere else. */
export function readHoldings(database: Database): Promise<StoreReading<Holdings>> {
  return database.read(['drafts', 'locked', 'outbox'], holdings);
}

/**
 * Wipes what respondents gave and what the day left; not the public files, nor the codes of erasures, which are a promise. Only if
 * nothing unsent is here except what is `named`, which the transaction that clears looks up itself.
 */
export async function wipe(
  { database, copies }: Pick<Inside, 'database' | 'copies'>,
  named: Holdings,
): Promise<WipeOutcome> {
  // The in-memory replacement of a database that has not opened could be emptied while the disk still has everything.
  if (database.keeps !== 'disk' && database.keeps !== 'memory') return 'unavailable';
  // What the browser has dropped has copies, which are wiped too: it is here again before anything is compared.
  if ((await copies.restore()) === undefined) return 'unavailable';
  const clear = () =>
    database.write(
      WIPED,
      async (tx) => {
        if (!isAmong(await holdings(tx), named)) return 'others-here' as const;
        for (const store of WIPED) tx.clear(store);
        return 'wiped' as const;
      },
      'strict',
    );
  const written = await copies.without({ wiped: named.envelopes }, clear);
  // What stays has its copies again, and the day its counts.
  void copies.complete();
  if (written === 'unavailable') return written;
  return written.kind === 'done' ? written.value : written.kind;
}

async function holdings(tx: ReadAccess): Promise<Holdings> {
  const keys = await queueOf(tx).allKeys();
  const begun = [...(await tx.all('drafts')), ...(await tx.all('locked'))];
  return {
    envelopes: keys.map(([id, sequence]) => envelopeName({ id, sequence })),
    interviews: [...new Set(begun.map(({ id }) => id))],
  };
}

function isAmong(held: Holdings, named: Holdings): boolean {
  const envelopes = new Set(named.envelopes);
  const interviews = new Set(named.interviews);
  return held.envelopes.every((one) => envelopes.has(one)) && held.interviews.every((one) => interviews.has(one));
}
