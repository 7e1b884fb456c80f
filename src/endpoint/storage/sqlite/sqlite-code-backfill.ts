import type { Database } from 'better-sqlite3';
import { type Coders, codeOfStored } from '../codes.ts';
import { HEADER, type Row, toStored } from '../response-row.ts';
import { keyAfter, keyOf } from './sqlite-row-key.ts';
import { packingsIn } from './sqlite-schema.ts';

/** Responses coded in one transaction. */
const SLICE = 500;

/**
 * Codes what is held without bytes, or by another coding: after an upgrade, a restored backup, a change of the bands. What is
 * interrupted goes on at the next opening. Responses to a revision that nobody here knows are left as they are.
 */
export function codeHeld(database: Database, coders: Coders): void {
  const packing = packingsIn(database);
  const stale = database.prepare<[string, string, bigint, number], Row>(
    `SELECT ${HEADER.map((name) => `response.${name} AS ${name}`).join(', ')}, answers
     FROM codes JOIN response ON response.key = codes.key
     WHERE codes.survey = ? AND coding NOT IN (SELECT value FROM json_each(?)) AND codes.key > ? ORDER BY codes.key LIMIT ?`,
  );
  const put = database.prepare<[number, Uint8Array, bigint]>('UPDATE codes SET coding = ?, code = ? WHERE key = ?');
  const codeSlice = database.transaction((survey: string, codings: string, after: string): readonly Row[] => {
    const rows = stale.all(survey, codings, keyAfter(after), SLICE);
    for (const row of rows) {
      const made = codeOfStored(toStored(row, packing(survey, row.revision)), coders);
      if (made) put.run(made.coding, made.code, keyOf(row.id));
    }
    return rows;
  });
  for (const [survey, codings] of coders.codings) {
    for (let after = ''; ; ) {
      const rows = codeSlice.immediate(survey, JSON.stringify(codings), after);
      after = rows.at(-1)?.id ?? '';
      if (rows.length < SLICE) break;
    }
  }
}
