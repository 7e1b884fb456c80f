import type { Database } from 'better-sqlite3';
import { COLUMNS, HEXADECIMAL, REPLACED, type SqlRow, type StateRow, toContender, toHeld } from '../response-row.ts';
import { keyOf } from '../row-key.ts';
import { SQLITE, type Value } from '../sql/dialect.ts';
import { erasures } from '../sql/erasure-statements.ts';
import type { Outcome, Refusal } from '../storage.ts';
import { succeed } from '../succession.ts';
import type { TextRow } from '../texts.ts';
import { runIn, sharedRunIn } from './sqlite-statements.ts';
import { textWrites } from './sqlite-text-statements.ts';

export interface RowWithTexts {
  readonly row: SqlRow;
  readonly texts: readonly TextRow[];
  /** Keys of the texts that it may replace. They take time to compute: without them it is stored only if it replaces nothing. */
  readonly textKeys: readonly bigint[] | undefined;
}

/** `keys-wanted`: nothing was stored, since it replaces a response whose texts go with it. */
export type StoreOutcome = Outcome | 'keys-wanted';

/** Everything that changes the database. Each runs inside its caller's transaction, and takes and returns plain data. */
export type Writes = ReturnType<typeof writesOf>;

export function writesOf(database: Database) {
  const { replaceTexts, forgetTexts: _, ...ofTexts } = textWrites(database);
  return {
    run: runIn(database) as (statement: string, values: readonly Value[]) => readonly object[],
    store: storing(database, replaceTexts),
    ...erasures(sharedRunIn(database), SQLITE),
    ...ofTexts,
  };
}

function storing(database: Database, replaceTexts: ReturnType<typeof textWrites>['replaceTexts']) {
  const held = database.prepare<[bigint], StateRow & { readonly id: string }>(
    `SELECT id, survey, sequence, status, ${SQLITE.hex('digest')} AS digest, ${SQLITE.hex('receipt_hash')} AS receipt_hash,
       NULLIF(${SQLITE.hex('proof')}, '') AS proof FROM response WHERE key = ?`,
  );
  // Values in their places: the driver takes a hundred times as long to look up names.
  const insert = database.prepare<unknown[]>(
    `INSERT INTO response (key, ${COLUMNS.join(', ')}) VALUES (?, ${COLUMNS.map(place).join(', ')}) ON CONFLICT (key) DO NOTHING`,
  );
  const replace = database.prepare<unknown[]>(
    `UPDATE response SET ${REPLACED.map((name) => `${name} = ${place(name)}`).join(', ')} WHERE key = ?`,
  );
  const countRefusal = database.prepare(
    `INSERT INTO refusal (day, code, survey, envelopes) VALUES (?, ?, ?, 1)
     ON CONFLICT (day, code, survey) DO UPDATE SET envelopes = envelopes + 1`,
  );
  const countEventRefusal = database.prepare(
    `INSERT INTO event_refusal (survey, channel, day, code, envelopes) VALUES (?, ?, ?, ?, 1)
     ON CONFLICT (survey, channel, day, code) DO UPDATE SET envelopes = envelopes + 1`,
  );

  function storeOne(given: RowWithTexts): StoreOutcome {
    const { row, texts } = given;
    const key = keyOf(row.id);
    // Most are new: the stored row is read only when the insert has found one.
    if (insert.run(key, ...COLUMNS.map((name) => row[name])).changes === 0) return storeAgain(given, key);
    replaceTexts(texts, []);
    return 'stored';
  }

  function storeAgain({ row, texts, textKeys }: RowWithTexts, key: bigint): StoreOutcome {
    const found = held.get(key);
    if (!found || found.id !== row.id) return 'conflict';
    const outcome = succeed(toHeld(found), toContender(row));
    if (outcome !== 'stored') return outcome;
    if (textKeys === undefined) return 'keys-wanted';
    replace.run(...REPLACED.map((name) => row[name]), key);
    replaceTexts(texts, textKeys);
    return outcome;
  }

  return (rows: readonly RowWithTexts[], refusals: readonly Refusal[], day: string): readonly StoreOutcome[] => {
    for (const { code, survey, event } of refusals) {
      countRefusal.run(day, code, survey);
      if (event !== undefined) countEventRefusal.run(survey, event, day, code);
    }
    return rows.map(storeOne);
  };
}

function place(name: keyof SqlRow): string {
  return HEXADECIMAL.has(name) ? 'unhex(?)' : '?';
}
