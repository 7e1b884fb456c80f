import type { Database } from '../store/store.ts';

const WIPED = ['drafts', 'locked', 'outbox', 'kept', 'finished', 'seals', 'days'] as const;

/** What respondents gave and what the day left: not the public files, and not the codes of erasures, which are a promise. */
export async function wipe(database: Database): Promise<'wiped' | 'full' | 'unavailable'> {
  const wiped = await database.write(
    WIPED,
    async (tx) => {
      for (const store of WIPED) tx.clear(store);
    },
    'strict',
  );
  return wiped.kind === 'done' ? 'wiped' : wiped.kind;
}
