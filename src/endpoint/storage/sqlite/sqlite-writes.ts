import type { Database } from 'better-sqlite3';
import { CODES, type CodesRow } from '../codes.ts';
import { COLUMNS, type HeldRow, REPLACED, type StoredRow, TOMBSTONE, toContender, toHeld } from '../row.ts';
import type { KeptConduct, Outcome, Publication, PublishedRevision, Refusal } from '../storage.ts';
import { succeed } from '../succession.ts';
import { isId, keyOf } from './sqlite-key.ts';

/** A response, and what is counted of it. */
export interface CodedRow {
  readonly row: StoredRow;
  readonly codes: CodesRow;
}

/** Everything that changes the database. Each runs inside a transaction that is not its own, and takes and gives plain data. */
export type Writes = ReturnType<typeof writesOf>;

export function writesOf(database: Database) {
  const held = database.prepare<[bigint], HeldRow & { readonly id: string }>(
    `SELECT id, survey, sequence, status, lower(hex(digest)) AS digest, lower(hex(receipt_hash)) AS receipt_hash
     FROM response WHERE key = ?`,
  );
  const insert = database.prepare<[StoredRow & { readonly key: bigint }]>(
    `INSERT INTO response (key, ${COLUMNS.join(', ')}) VALUES (@key, ${COLUMNS.map(parameter).join(', ')})
     ON CONFLICT (key) DO NOTHING`,
  );
  const replace = database.prepare<[StoredRow & { readonly key: bigint }]>(
    `UPDATE response SET ${REPLACED.map((name) => `${name} = ${parameter(name)}`).join(', ')} WHERE key = @key`,
  );
  const putCodes = database.prepare<[CodesRow & { readonly key: bigint }]>(
    `INSERT INTO codes (key, ${CODES.join(', ')}) VALUES (@key, ${CODES.map((name) => `@${name}`).join(', ')})
     ON CONFLICT (key) DO UPDATE SET ${CODES.map((name) => `${name} = excluded.${name}`).join(', ')}`,
  );
  const countRefusal = database.prepare(
    `INSERT INTO refusal (day, code, survey, envelopes) VALUES (?, ?, ?, 1)
     ON CONFLICT (day, code, survey) DO UPDATE SET envelopes = envelopes + 1`,
  );
  const publish = database.prepare<[Publication]>(
    `INSERT INTO publication (survey, day, complete, body) VALUES (@survey, @day, @complete, @body)
     ON CONFLICT (survey) DO UPDATE SET day = excluded.day, complete = excluded.complete, body = excluded.body
     WHERE excluded.day > publication.day`,
  );
  const conduct = database.prepare<[KeptConduct]>(
    `INSERT INTO conduct (survey, version, body) SELECT @survey, @version, @body
       WHERE @version = 1 + COALESCE((SELECT version FROM conduct WHERE survey = @survey), 0)
     ON CONFLICT (survey) DO UPDATE SET version = excluded.version, body = excluded.body`,
  );
  const keepRevision = database.prepare<[PublishedRevision]>(
    `INSERT INTO published_revision (survey, revision, digest) VALUES (@survey, @revision, @digest)
     ON CONFLICT (survey, revision) DO UPDATE SET digest = excluded.digest WHERE digest <> excluded.digest
       AND NOT EXISTS (SELECT 1 FROM response WHERE survey = @survey AND revision = @revision)`,
  );
  const keptRevision = database
    .prepare<[PublishedRevision], string>(
      'SELECT digest FROM published_revision WHERE survey = @survey AND revision = @revision',
    )
    .pluck();
  const eraseBefore = database.prepare(`UPDATE response SET ${TOMBSTONE} WHERE key = ? AND received_on < ?`);
  const eraseByReceipt = database.prepare(
    `UPDATE response SET ${TOMBSTONE} WHERE receipt_hash = unhex(?) AND survey IS NOT NULL`,
  );
  const countErased = database.prepare(
    `INSERT INTO erasure (survey, day, responses)
     SELECT survey, ?, COUNT(*) FROM response WHERE receipt_hash = unhex(?) AND survey IS NOT NULL GROUP BY survey
     ON CONFLICT (survey, day) DO UPDATE SET responses = responses + excluded.responses`,
  );
  const setAside = database.prepare(
    `INSERT INTO set_aside (id, survey, reason, day) SELECT id, survey, ?, ? FROM response WHERE key = ? AND id = ? AND survey = ?
     ON CONFLICT (id) DO NOTHING`,
  );
  const takeBack = database.prepare('DELETE FROM set_aside WHERE id = ? AND survey = ?');
  const forget = database.prepare('DELETE FROM set_aside WHERE id = ?');
  const forgetByReceipt = database.prepare(
    'DELETE FROM set_aside WHERE id IN (SELECT id FROM response WHERE receipt_hash = unhex(?))',
  );
  const mark = database
    .prepare<[], number>(
      'INSERT INTO probe (one, mark) VALUES (1, 1) ON CONFLICT (one) DO UPDATE SET mark = mark + 1 RETURNING mark',
    )
    .pluck();

  function storeOne({ row, codes }: CodedRow): Outcome {
    const key = keyOf(row.id);
    // Most are new: what is held is looked for only when the insert has found it.
    const outcome = insert.run({ ...row, key }).changes > 0 ? 'stored' : storeAgain(row, key);
    if (outcome === 'stored') putCodes.run({ ...codes, key });
    return outcome;
  }

  function storeAgain(row: StoredRow, key: bigint): Outcome {
    const found = held.get(key);
    if (!found || found.id !== row.id) return 'conflict';
    const outcome = succeed(toHeld(found), toContender(row));
    if (outcome === 'stored') replace.run({ ...row, key });
    return outcome;
  }

  return {
    store(rows: readonly CodedRow[], refusals: readonly Refusal[], day: string): readonly Outcome[] {
      for (const refusal of refusals) countRefusal.run(day, refusal.code, refusal.survey);
      return rows.map(storeOne);
    },
    keepRevisions(revisions: readonly PublishedRevision[]): readonly PublishedRevision[] {
      for (const one of revisions) keepRevision.run(one);
      return revisions.filter((one) => keptRevision.get(one) !== one.digest);
    },
    publish: (publication: Publication) => publish.run(publication).changes,
    keepConduct: (kept: KeptConduct) => conduct.run(kept).changes > 0,
    /** How many responses of this receipt were erased. */
    erase(receiptHash: string, day: string): number {
      forgetByReceipt.run(receiptHash);
      countErased.run(day, receiptHash);
      return eraseByReceipt.run(receiptHash).changes;
    },
    /** Of these ids, how many responses were erased: those that were received before the day. */
    eraseBefore(day: string, ids: readonly string[]): number {
      const due = ids.filter((id) => eraseBefore.run(keyOf(id), day).changes > 0);
      for (const id of due) forget.run(id);
      return due.length;
    },
    setAside: (survey: string, ids: readonly string[], reason: string, day: string) =>
      ids.filter(isId).reduce((sum, id) => sum + setAside.run(reason, day, keyOf(id), id, survey).changes, 0),
    takeBack: (survey: string, ids: readonly string[]) =>
      ids.reduce((sum, id) => sum + takeBack.run(id, survey).changes, 0),
    /** Writes the next number, and gives it. */
    mark: () => mark.get() ?? 0,
  };
}

/** Digests and receipts are half as long as bytes. */
function parameter(name: keyof StoredRow): string {
  return name === 'digest' || name === 'receipt_hash' ? `unhex(@${name})` : `@${name}`;
}
