import type { Pool } from 'pg';
import { type Coders, codeOfStored } from '../codes.ts';
import type { Packings } from '../packing.ts';
import { HEADER, type Row, toStored } from '../response-row.ts';
import { withClient } from './postgres-client.ts';
import { bytesOf } from './postgres-store-batches.ts';

/** Responses coded by one statement. */
const SLICE = 500;

const STALE = `SELECT ${HEADER.map((name) => `response.${name}`).join(', ')}, answers, stamp
  FROM codes JOIN response ON response.id = codes.id
  WHERE codes.survey = $1 AND coding <> ALL ($2::integer[]) AND codes.id > $3 ORDER BY codes.id LIMIT $4`;
// What another endpoint replaces meanwhile has been coded by it.
const PUT = `UPDATE codes SET coding = made.coding, code = made.code
  FROM unnest($1::text[], $2::integer[], $3::integer[], $4::bytea[]) AS made (id, stamp, coding, code)
  WHERE codes.id = made.id AND codes.stamp = made.stamp`;

/** As `codeHeld` does in SQLite. Endpoints that start together may do the same work twice, with the same result. */
export async function codeHeldPostgres(pool: Pool, packing: Packings, coders: Coders): Promise<void> {
  for (const [survey, codings] of coders.codings) {
    for (let after = ''; ; ) {
      const rows = await withClient(pool, async (client) => {
        const found = await client.query<Row & { stamp: number }>(STALE, [survey, codings, after, SLICE]);
        return found.rows;
      });
      const made = rows.flatMap(({ stamp, ...row }) => {
        const found = codeOfStored(toStored(row, packing(survey, row.revision)), coders);
        return found ? [{ id: row.id, stamp, coding: found.coding, code: bytesOf(found.code) }] : [];
      });
      if (made.length > 0) {
        const columns = [made.map((one) => one.id), made.map((one) => one.stamp), made.map((one) => one.coding)];
        await withClient(pool, (client) => client.query(PUT, [...columns, made.map((one) => one.code)]));
      }
      after = rows.at(-1)?.id ?? '';
      if (rows.length < SLICE) break;
    }
  }
}
