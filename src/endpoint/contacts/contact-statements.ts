import type { Contact } from '../../wire/contact.ts';
import { isId } from '../storage/row-key.ts';
import type { Dialect, Run, Value } from '../storage/sql/dialect.ts';
import type { Contacts } from './contacts.ts';

/** How often the files are rewritten after something was written, in milliseconds. */
export const REWRITE_AFTER = 60_000;

/**
 * Rewrites the files after a write: until then they reveal the order in which rows arrived. `isWritten`: the process before this one may
 * have been killed before it rewrote them.
 */
export function rewritingBy(rewrite: () => Promise<void>, isWritten: boolean) {
  return {
    /** Called after each write. */
    note() {
      isWritten = true;
    },
    /** Rewrites them if something was written since. */
    async rewrite() {
      if (!isWritten) return;
      isWritten = false;
      try {
        await rewrite();
      } catch (error) {
        isWritten = true;
        throw error;
      }
    },
  };
}

interface ContactRow {
  readonly id: string;
  readonly month: string;
  readonly address: string;
  readonly purposes: string;
  readonly comment: string | null;
  readonly confirmed: number;
}

export function contactStatements(
  run: Run,
  dialect: Dialect,
  { note, rewrite }: ReturnType<typeof rewritingBy>,
): Pick<Contacts, 'keep' | 'list' | 'confirm' | 'erase' | 'expire'> {
  async function write(statement: string, values: readonly Value[]): Promise<number> {
    const { length } = await run(statement, values);
    if (length > 0) note();
    return length;
  }
  const named = (ids: readonly string[]) => dialect.list(ids.filter(isId));

  return {
    async keep({ id, survey, address, purposes, comment }, month) {
      await write(
        `INSERT INTO contact (id, survey, month, address, purposes, comment) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (id) DO NOTHING RETURNING id`,
        [id, survey, month, address, purposes.join(' '), comment ?? null],
      );
    },
    async list(survey) {
      const rows = await run<ContactRow>(
        `SELECT id, month, address, purposes, comment, confirmed FROM contact
         WHERE survey = $1 AND address IS NOT NULL ORDER BY id`,
        [survey],
      );
      return rows.map(({ purposes, comment, confirmed, ...row }) => ({
        ...row,
        survey,
        purposes: purposes.split(' ') as Contact['purposes'],
        ...(comment !== null && { comment }),
        confirmed: confirmed === 1,
      }));
    },
    confirm: (survey, ids, confirmed) =>
      write(
        `UPDATE contact SET confirmed = $3
         WHERE survey = $1 AND id ${dialect.isIn('$2', 'text')} AND address IS NOT NULL RETURNING id`,
        [survey, named(ids), Number(confirmed)],
      ),
    async erase(survey, ids) {
      const erased = await write(
        `UPDATE contact SET address = NULL, purposes = NULL, comment = NULL, confirmed = 0
         WHERE survey = $1 AND address IS NOT NULL ${ids ? `AND id ${dialect.isIn('$2', 'text')}` : ''} RETURNING id`,
        ids ? [survey, named(ids)] : [survey],
      );
      await rewrite();
      return erased;
    },
    async expire(survey, month) {
      if ((await write('DELETE FROM contact WHERE survey = $1 AND month <= $2 RETURNING id', [survey, month])) > 0)
        await rewrite();
    },
  };
}
