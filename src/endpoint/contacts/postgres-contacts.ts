import type { Pool } from 'pg';
import { type Background, createBackground } from '../process/background.ts';
import { withClient } from '../storage/postgres/postgres-client.ts';
import { cannotCompact, compactPostgres } from '../storage/postgres/postgres-compaction.ts';
import { openPool } from '../storage/postgres/postgres-pool.ts';
import { createPostgresSchema } from '../storage/postgres/postgres-schema.ts';
import { tidyPostgres } from '../storage/postgres/postgres-tidy.ts';
import { isId } from '../storage/row-key.ts';
import { POSTGRES } from '../storage/sql/dialect.ts';
import { contactStepsIn } from '../storage/sql/storage-schema.ts';
import { StorageUnavailable } from '../storage/storage.ts';
import { type Contacts, type HeldContact, TIDY_AFTER, toKeptContact } from './contacts.ts';

/** Opens a separate database, which several endpoints may share. Throws `CannotStart` if its commits are not durable. */
export async function openPostgresContacts(
  url: string,
  onUnreported?: (settings: readonly string[]) => void,
  tidyAfter = TIDY_AFTER,
  background: Background = createBackground(),
): Promise<Contacts> {
  const pool = await openPool({ url, setting: 'CONTACTS_URL', max: 2, onUnreported }, (pool) =>
    withClient(pool, (client) =>
      createPostgresSchema(client, {
        setting: 'CONTACTS_URL',
        first: 'contact',
        steps: contactStepsIn(POSTGRES),
      }),
    ),
  );

  const query = <R extends object>(text: string, values: unknown[]) =>
    withClient(pool, async (client) => (await client.query<R>(text, values)).rows);
  const compaction = compactionOf(pool);
  async function written(text: string, values: unknown[]): Promise<number> {
    const { length } = await query(text, values);
    if (length > 0) compaction.note();
    return length;
  }
  const timer = setInterval(() => void background('compaction', compaction.round), tidyAfter).unref();

  return {
    async keep({ id, survey, address, purposes, comment }, month) {
      await written(
        `INSERT INTO contact (id, survey, month, address, purposes, comment) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (id) DO NOTHING RETURNING id`,
        [id, survey, month, address, purposes.join(' '), comment ?? null],
      );
    },
    async list(survey) {
      const rows = await query<HeldContact>(
        `SELECT id, month, address, purposes, comment, confirmed FROM contact
         WHERE survey = $1 AND address IS NOT NULL ORDER BY id`,
        [survey],
      );
      return rows.map((row) => toKeptContact(survey, row));
    },
    confirm: (survey, ids, confirmed) =>
      written(
        `UPDATE contact SET confirmed = $3 WHERE survey = $1 AND id = ANY($2) AND address IS NOT NULL RETURNING id`,
        [survey, ids.filter(isId), Number(confirmed)],
      ),
    async erase(survey, ids) {
      const erased = await written(
        `UPDATE contact SET address = NULL, purposes = NULL, comment = NULL, confirmed = 0
         WHERE survey = $1 AND address IS NOT NULL AND ($2::text[] IS NULL OR id = ANY($2)) RETURNING id`,
        [survey, ids?.filter(isId) ?? null],
      );
      await compaction.tidy();
      return erased;
    },
    async expire(survey, month) {
      const gone = await written('DELETE FROM contact WHERE survey = $1 AND month <= $2 COLLATE "C" RETURNING id', [
        survey,
        month,
      ]);
      if (gone > 0) await compaction.tidy();
    },
    async close() {
      clearInterval(timer);
      try {
        await compaction.tidy();
      } finally {
        await pool.end();
      }
    },
  };
}

/** Rewrites the table after a write. Until then the transaction numbers of its rows (`xmin`) reveal their order of arrival. */
function compactionOf(pool: Pool) {
  let isWritten = false;
  async function tidy() {
    if (!isWritten) return;
    isWritten = false;
    try {
      await withClient(pool, tidyPostgres);
    } catch (error) {
      isWritten = true;
      throw error;
    }
  }
  return {
    note() {
      isWritten = true;
    },
    tidy,
    /** Compacts whatever the size: the place of a row would be the only trace of its arrival. */
    async round() {
      try {
        await withClient(pool, (client) => compactPostgres(client, Number.MAX_SAFE_INTEGER));
      } catch (error) {
        if (cannotCompact(error)) return await tidy();
        // The next round tries again.
        if (!(error instanceof StorageUnavailable)) throw error;
      }
    },
  };
}
