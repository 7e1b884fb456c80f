import { type Background, createBackground } from '../process/background.ts';
import { queryIn, withClient } from '../storage/postgres/postgres-client.ts';
import { compactEachMinute } from '../storage/postgres/postgres-compaction.ts';
import { openPool } from '../storage/postgres/postgres-pool.ts';
import { createPostgresSchema } from '../storage/postgres/postgres-schema.ts';
import { tidyPostgres } from '../storage/postgres/postgres-tidy.ts';
import { POSTGRES } from '../storage/sql/dialect.ts';
import { contactStepsIn } from '../storage/sql/storage-schema.ts';
import { contactStatements, REWRITE_AFTER, rewritingBy } from './contact-statements.ts';
import type { Contacts } from './contacts.ts';

/** Opens a separate database, which several endpoints may share. Throws `CannotStart` if its commits are not durable. */
export async function openPostgresContacts(
  url: string,
  onUnreported?: (settings: readonly string[]) => void,
  rewriteAfter = REWRITE_AFTER,
  background: Background = createBackground(),
): Promise<Contacts> {
  const schema = { setting: 'CONTACTS_URL', first: 'contact', steps: contactStepsIn(POSTGRES) };
  const pool = await openPool({ url, setting: schema.setting, max: 2, onUnreported }, (pool) =>
    withClient(pool, (client) => createPostgresSchema(client, schema)),
  );
  // Until the table is rewritten the transaction numbers of its rows (`xmin`) reveal their order of arrival.
  const rewriting = rewritingBy(() => withClient(pool, tidyPostgres), false);
  const compaction = compactEachMinute(pool, {
    background,
    every: rewriteAfter,
    // Whatever the size: the place of a row would be the only trace of its arrival.
    most: Number.MAX_SAFE_INTEGER,
    unsupported: rewriting.rewrite,
  });
  return {
    ...contactStatements(queryIn(pool), POSTGRES, rewriting),
    async close() {
      await compaction.stop();
      await background('compaction', rewriting.rewrite);
      await pool.end();
    },
  };
}
