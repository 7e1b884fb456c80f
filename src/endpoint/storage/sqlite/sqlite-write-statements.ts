import type { Database } from 'better-sqlite3';
import { CODES, type CodesRow } from '../codes.ts';
import { COLUMNS, type HeldRow, REPLACED, type StoredRow, TOMBSTONE, toContender, toHeld } from '../response-row.ts';
import type { KeptConduct, Outcome, Publication, PublishedRevision, Refusal } from '../storage.ts';
import { succeed } from '../succession.ts';
import type { TextRow } from '../texts.ts';
import { isId, keyOf } from './sqlite-row-key.ts';
import { textWrites } from './sqlite-text-statements.ts';

/** A response, its codes and its texts. */
export interface CodedRow {
  readonly row: StoredRow;
  readonly codes: CodesRow;
  readonly texts: readonly TextRow[];
  /** Keys of the texts that it may replace; empty for a first sequence, which replaces nothing. */
  readonly textKeys: readonly bigint[];
}

type Value = string | number | bigint | Uint8Array | null;

/** A response that may be old enough to be erased. */
export interface DueResponse {
  readonly id: string;
  readonly textKeys: readonly bigint[];
}

/** Everything that changes the database. Each runs inside its caller's transaction, and takes and returns plain data. */
export type Writes = ReturnType<typeof writesOf>;

export function writesOf(database: Database) {
  const held = database.prepare<{ readonly key: bigint }, HeldRow & { readonly id: string }>(
    `SELECT id, survey, sequence, status, lower(hex(digest)) AS digest, lower(hex(receipt_hash)) AS receipt_hash,
       NULLIF(lower(hex(proof)), '') AS proof FROM response WHERE key = @key`,
  );
  // Positional values, since every response is inserted here: the driver takes a hundred times as long to look up names.
  const insert = database.prepare<Value[]>(
    `INSERT INTO response (key, ${COLUMNS.join(', ')}) VALUES (?, ${COLUMNS.map(place).join(', ')}) ON CONFLICT (key) DO NOTHING`,
  );
  const replace = database.prepare<[StoredRow & { readonly key: bigint }]>(
    `UPDATE response SET ${REPLACED.map((name) => `${name} = ${parameter(name)}`).join(', ')} WHERE key = @key`,
  );
  const putCodes = database.prepare<Value[]>(
    `INSERT INTO codes (key, ${CODES.join(', ')}) VALUES (?, ${CODES.map(() => '?').join(', ')})
     ON CONFLICT (key) DO UPDATE SET ${CODES.map((name) => `${name} = excluded.${name}`).join(', ')}`,
  );
  const countRefusal = database.prepare(
    `INSERT INTO refusal (day, code, survey, envelopes) VALUES (?, ?, ?, 1)
     ON CONFLICT (day, code, survey) DO UPDATE SET envelopes = envelopes + 1`,
  );
  const countEventRefusal = database.prepare(
    `INSERT INTO event_refusal (survey, channel, day, code, envelopes) VALUES (?, ?, ?, ?, 1)
     ON CONFLICT (survey, channel, day, code) DO UPDATE SET envelopes = envelopes + 1`,
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
  const countErased = database.prepare<{ readonly day: string; readonly receipt: string }>(
    `INSERT INTO erasure (survey, day, responses)
     SELECT survey, @day, COUNT(*) FROM response
     WHERE receipt_hash = unhex(@receipt) AND survey IS NOT NULL GROUP BY survey
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
  const { replaceTexts, forgetTexts, ...ofTexts } = textWrites(database);
  const mark = database
    .prepare<[], number>(
      'INSERT INTO probe (one, mark) VALUES (1, 1) ON CONFLICT (one) DO UPDATE SET mark = mark + 1 RETURNING mark',
    )
    .pluck();

  function storeOne({ row, codes, texts, textKeys }: CodedRow): Outcome {
    const key = keyOf(row.id);
    // Most are new: the stored row is read only when the insert has found one.
    const isNew = insert.run(key, ...COLUMNS.map((name) => row[name])).changes > 0;
    const outcome = isNew ? 'stored' : storeAgain(row, key);
    if (outcome === 'stored') {
      putCodes.run(key, ...CODES.map((name) => codes[name]));
      replaceTexts(texts, textKeys);
    }
    return outcome;
  }

  function storeAgain(row: StoredRow, key: bigint): Outcome {
    const found = held.get({ key });
    if (!found || found.id !== row.id) return 'conflict';
    const outcome = succeed(toHeld(found), toContender(row));
    if (outcome === 'stored') replace.run({ ...row, key });
    return outcome;
  }

  return {
    store(rows: readonly CodedRow[], refusals: readonly Refusal[], day: string): readonly Outcome[] {
      for (const { code, survey, event } of refusals) {
        countRefusal.run(day, code, survey);
        if (event !== undefined) countEventRefusal.run(survey, event, day, code);
      }
      return rows.map(storeOne);
    },
    keepRevisions(revisions: readonly PublishedRevision[]): readonly PublishedRevision[] {
      for (const one of revisions) keepRevision.run(one);
      return revisions.filter((one) => keptRevision.get(one) !== one.digest);
    },
    publish: (publication: Publication) => publish.run(publication).changes,
    keepConduct: (kept: KeptConduct) => conduct.run(kept).changes > 0,
    /** Returns how many responses of this receipt were erased. */
    erase(receiptHash: string, day: string, textKeys: readonly bigint[]): number {
      forgetTexts(textKeys);
      forgetByReceipt.run(receiptHash);
      countErased.run({ day, receipt: receiptHash });
      return eraseByReceipt.run(receiptHash).changes;
    },
    /** Erases those that were received before the day, and returns how many. */
    eraseBefore(day: string, responses: readonly DueResponse[]): number {
      const due = responses.filter(({ id }) => eraseBefore.run(keyOf(id), day).changes > 0);
      for (const { id, textKeys } of due) {
        forget.run(id);
        forgetTexts(textKeys);
      }
      return due.length;
    },
    setAside: (survey: string, ids: readonly string[], reason: string, day: string) =>
      ids.filter(isId).reduce((sum, id) => sum + setAside.run(reason, day, keyOf(id), id, survey).changes, 0),
    takeBack: (survey: string, ids: readonly string[]) =>
      ids.reduce((sum, id) => sum + takeBack.run(id, survey).changes, 0),
    ...ofTexts,
    /** Writes the next number and returns it. */
    mark: () => mark.get() ?? 0,
  };
}

const HEXADECIMAL: ReadonlySet<string> = new Set(['digest', 'proof', 'receipt_hash']);

/** Digests and receipts take half the space as bytes. */
function parameter(name: keyof StoredRow): string {
  return HEXADECIMAL.has(name) ? `unhex(@${name})` : `@${name}`;
}

function place(name: keyof StoredRow): string {
  return HEXADECIMAL.has(name) ? 'unhex(?)' : '?';
}
