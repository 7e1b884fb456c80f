import type { Database } from '../store/store.ts';

/** What respondents gave and what the day left: not the public files, and not the codes of erasures, which are a promise. */
export async function wipe(database: Database): Promise<'wiped' | 'full' | 'unavailable'> {
  const wiped = await database.write(
    ['drafts', 'locked', 'outbox', 'finished', 'seals', 'days'],
    async (tx) => {
      for (const { id } of await tx.all('drafts')) tx.remove('drafts', id);
      for (const { id } of await tx.all('locked')) tx.remove('locked', id);
      for (const { id, sequence } of await tx.all('outbox')) tx.remove('outbox', [id, sequence]);
      for (const { id } of await tx.all('finished')) tx.remove('finished', id);
      for (const { survey } of await tx.all('seals')) tx.remove('seals', survey);
      for (const { day } of await tx.all('days')) tx.remove('days', day);
    },
    'strict',
  );
  return wiped.kind === 'done' ? 'wiped' : wiped.kind;
}
