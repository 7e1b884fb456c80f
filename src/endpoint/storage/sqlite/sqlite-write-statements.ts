import type { Database } from 'better-sqlite3';
import { CODES, type CodesRow } from '../codes.ts';
import {
  COLUMNS,
  type HeldRow,
  REPLACED,
  SEALED,
  type SealedRow,
  type StoredRow,
  TOMBSTONE,
  toContender,
  toHeld,
} from '../response-row.ts';
import type { KeptConduct, Outcome, Publication, PublishedRevision, Refusal } from '../storage.ts';
import { succeed } from '../succession.ts';
import type { TextRow } from '../texts.ts';
import { isId, keyOf } from './sqlite-row-key.ts';
import { textWrites } from './sqlite-text-statements.ts';

/** A response, what is counted of it, and its texts. */
export interface CodedRow extends MayReplace {
  readonly row: StoredRow;
  readonly codes: CodesRow;
  readonly texts: readonly TextRow[];
}

interface MayReplace {
  /** Under which the texts may lie of what it replaces; none of what replaces nothing. */
  readonly textKeys: readonly bigint[];
}

/** One that nobody here can open, of which nothing is. */
export interface KeptSealed extends MayReplace {
  readonly sealed: SealedRow;
}

type Value = string | number | bigint | Uint8Array | null;

/** One that may be erased for its age. */
export interface DueResponse {
  readonly id: string;
  readonly textKeys: readonly bigint[];
}

/** Everything that changes the database. Each runs inside a transaction that is not its own, and takes and gives plain data. */
export type Writes = ReturnType<typeof writesOf>;

export function writesOf(database: Database) {
  const held = database.prepare<{ readonly key: bigint }, HeldRow & { readonly id: string }>(
    ['response', 'sealed']
      .map(
        (table) =>
          `SELECT id, survey, sequence, status, lower(hex(digest)) AS digest, lower(hex(receipt_hash)) AS receipt_hash,
             ${table === 'sealed' ? 'NULL' : "NULLIF(lower(hex(proof)), '')"} AS proof, ${Number(table === 'sealed')} AS is_sealed FROM ${table} WHERE key = @key`,
      )
      .join(' UNION ALL '),
  );
  // Values in their places, since every response comes here: the driver looks for each name, a hundred times as long.
  const insert = database.prepare<Value[]>(
    `INSERT INTO response (key, ${COLUMNS.join(', ')}) SELECT ?, ${COLUMNS.map(place).join(', ')}
     WHERE NOT EXISTS (SELECT 1 FROM sealed WHERE key = ?) ON CONFLICT (key) DO NOTHING`,
  );
  const replace = database.prepare<[StoredRow & { readonly key: bigint }]>(
    `UPDATE response SET ${REPLACED.map((name) => `${name} = ${parameter(name)}`).join(', ')} WHERE key = @key`,
  );
  const putCodes = database.prepare<Value[]>(
    `INSERT INTO codes (key, ${CODES.join(', ')}) VALUES (?, ${CODES.map(() => '?').join(', ')})
     ON CONFLICT (key) DO UPDATE SET ${CODES.map((name) => `${name} = excluded.${name}`).join(', ')}`,
  );
  const putSealed = database.prepare<[SealedRow & { readonly key: bigint }]>(
    `INSERT OR REPLACE INTO sealed (key, ${SEALED.join(', ')}) VALUES (@key, ${SEALED.map(parameter).join(', ')})`,
  );
  const takeSealed = database.prepare<[bigint]>('DELETE FROM sealed WHERE key = ?');
  // First as an erasure, by which what is counted of it goes too.
  const emptyResponse = database.prepare<[bigint]>(`UPDATE response SET ${TOMBSTONE} WHERE key = ?`);
  const takeResponse = database.prepare<[bigint]>('DELETE FROM response WHERE key = ?');
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
       AND NOT EXISTS (SELECT 1 FROM response WHERE survey = @survey AND revision = @revision)
       AND NOT EXISTS (SELECT 1 FROM sealed WHERE survey = @survey AND revision = @revision)`,
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
     SELECT survey, @day, COUNT(*) FROM (
       SELECT survey FROM response WHERE receipt_hash = unhex(@receipt) AND survey IS NOT NULL
       UNION ALL SELECT survey FROM sealed WHERE receipt_hash = unhex(@receipt)
     ) WHERE true GROUP BY survey
     ON CONFLICT (survey, day) DO UPDATE SET responses = responses + excluded.responses`,
  );
  const sealedOfReceipt = database
    .prepare<[string], string>('SELECT id FROM sealed WHERE receipt_hash = unhex(?)')
    .pluck();
  const sealedBefore = database.prepare<[bigint, string], { readonly id: string }>(
    'SELECT id FROM sealed WHERE key = ? AND received_on < ?',
  );
  const bury = database.prepare<[bigint]>(
    'INSERT INTO response (key, id, receipt_hash) SELECT key, id, receipt_hash FROM sealed WHERE key = ?',
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

  function storeOne(one: CodedRow | KeptSealed): Outcome {
    if ('sealed' in one) return storeSealed(one);
    const { row, codes, texts, textKeys } = one;
    const key = keyOf(row.id);
    // Most are new: what is held is looked for only when the insert has found it.
    const outcome = isInserted(row, key) ? 'stored' : storeAgain(row, key);
    if (outcome === 'stored') {
      putCodes.run(key, ...CODES.map((name) => codes[name]));
      replaceTexts(texts, textKeys);
    }
    return outcome;
  }

  function isInserted(row: StoredRow, key: bigint): boolean {
    return insert.run(key, ...COLUMNS.map((name) => row[name]), key).changes > 0;
  }

  function storeAgain(row: StoredRow, key: bigint): Outcome {
    const found = held.get({ key });
    if (!found || found.id !== row.id) return 'conflict';
    const outcome = succeed(toHeld(found), toContender({ ...row, is_sealed: false }));
    if (outcome !== 'stored') return outcome;
    if (found.is_sealed) {
      takeSealed.run(key);
      isInserted(row, key);
    } else replace.run({ ...row, key });
    return outcome;
  }

  function storeSealed({ sealed: row, textKeys }: KeptSealed): Outcome {
    const key = keyOf(row.id);
    const found = held.get({ key });
    if (found && found.id !== row.id) return 'conflict';
    const outcome = found ? succeed(toHeld(found), toContender({ ...row, proof: null, is_sealed: true })) : 'stored';
    if (outcome !== 'stored') return outcome;
    if (found && !found.is_sealed) {
      forget.run(row.id);
      emptyResponse.run(key);
      takeResponse.run(key);
      forgetTexts(textKeys);
    }
    putSealed.run({ ...row, key });
    return outcome;
  }

  /** Nothing of it stays but what keeps it from coming back. */
  function buryAll(ids: readonly string[]): number {
    for (const id of ids) {
      bury.run(keyOf(id));
      takeSealed.run(keyOf(id));
    }
    return ids.length;
  }

  return {
    store(rows: readonly (CodedRow | KeptSealed)[], refusals: readonly Refusal[], day: string): readonly Outcome[] {
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
    /** How many responses of this receipt were erased. */
    erase(receiptHash: string, day: string, textKeys: readonly bigint[]): number {
      forgetTexts(textKeys);
      forgetByReceipt.run(receiptHash);
      countErased.run({ day, receipt: receiptHash });
      return eraseByReceipt.run(receiptHash).changes + buryAll(sealedOfReceipt.all(receiptHash));
    },
    /** Of these, how many responses were erased: those that were received before the day. */
    eraseBefore(day: string, responses: readonly DueResponse[]): number {
      const due = responses.filter(({ id }) => eraseBefore.run(keyOf(id), day).changes > 0);
      for (const { id, textKeys } of due) {
        forget.run(id);
        forgetTexts(textKeys);
      }
      const sealed = responses.flatMap(({ id }) => sealedBefore.get(keyOf(id), day)?.id ?? []);
      return due.length + buryAll(sealed);
    },
    setAside: (survey: string, ids: readonly string[], reason: string, day: string) =>
      ids.filter(isId).reduce((sum, id) => sum + setAside.run(reason, day, keyOf(id), id, survey).changes, 0),
    takeBack: (survey: string, ids: readonly string[]) =>
      ids.reduce((sum, id) => sum + takeBack.run(id, survey).changes, 0),
    ...ofTexts,
    /** Writes the next number, and gives it. */
    mark: () => mark.get() ?? 0,
  };
}

const HEXADECIMAL: ReadonlySet<string> = new Set(['digest', 'proof', 'receipt_hash']);

/** Digests and receipts are half as long as bytes. */
function parameter(name: keyof StoredRow | keyof SealedRow): string {
  return HEXADECIMAL.has(name) ? `unhex(@${name})` : `@${name}`;
}

function place(name: keyof StoredRow): string {
  return HEXADECIMAL.has(name) ? 'unhex(?)' : '?';
}
