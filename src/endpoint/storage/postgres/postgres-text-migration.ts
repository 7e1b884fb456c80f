import type { PoolClient } from 'pg';
import type { WireAnswers } from '../../../wire/envelope.ts';
import { stampOf, UNCODED } from '../codes.ts';
import type { Packings } from '../packing.ts';
import { HEADER, type Row, toRow, toStored } from '../response-row.ts';
import type { Texts } from '../texts.ts';
import { untilDone } from './postgres-client.ts';
import { claimSecret, replaceTexts } from './postgres-text-statements.ts';
import { tidyPostgres } from './postgres-tidy.ts';

/** Responses gone through in one transaction. */
const SLICE = 500;

type WholeRow = Row & { readonly receipt_hash: string; readonly digest: string };

const PUT = `UPDATE response SET answers = made.answers, digest = made.digest, proof = made.proof
  FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) AS made (id, answers, digest, proof)
  WHERE response.id = made.id`;
const UNCODE = `UPDATE codes SET stamp = made.stamp, coding = ${UNCODED}
  FROM unnest($1::text[], $2::integer[]) AS made (id, stamp) WHERE codes.id = made.id`;

/** As `takeTextsApart` does in SQLite. Endpoints that start together wait for one another's slices, and find nothing left in them. */
export async function takeTextsApartPostgres(client: PoolClient, packing: Packings, texts: Texts): Promise<void> {
  if (texts.secret === '') return;
  await client.query('BEGIN');
  await claimSecret(client, texts);
  await client.query(
    'INSERT INTO text_item (survey, item) SELECT * FROM unnest($1::text[], $2::text[]) ON CONFLICT DO NOTHING',
    [texts.items.map(({ survey }) => survey), texts.items.map(({ item }) => item)],
  );
  await client.query('COMMIT');
  const found = await client.query<{ survey: string; revision: number }>('SELECT survey, revision FROM texts_due');
  const due = found.rows.filter(({ survey, revision }) => texts.knows(survey, revision));
  if (due.length === 0) return;
  for (let after = ''; ; ) {
    const from = after;
    const rows = await untilDone(client, () => takeSlice(client, packing, texts, from));
    after = rows.at(-1)?.id ?? '';
    if (rows.length < SLICE) break;
  }
  // The rows as they were are dead ones now.
  await tidyPostgres(client);
  for (const { survey, revision } of due)
    await client.query('DELETE FROM texts_due WHERE survey = $1 AND revision = $2', [survey, revision]);
}

async function takeSlice(client: PoolClient, packing: Packings, texts: Texts, after: string) {
  await client.query('BEGIN');
  const { rows } = await client.query<WholeRow>(
    `SELECT ${HEADER.join(', ')}, answers, digest, receipt_hash FROM response
     WHERE survey IS NOT NULL AND id > $1 ORDER BY id LIMIT $2 FOR UPDATE`,
    [after, SLICE],
  );
  const apart = rows.flatMap((row) => {
    const { receivedOn, answers, ...header } = toStored(row, packing(row.survey, row.revision));
    const envelope = { ...header, receiptHash: row.receipt_hash, answers: JSON.parse(answers) as WireAnswers };
    const one = texts.apart({ envelope, digest: row.digest }, receivedOn);
    return one.texts.length > 0
      ? [{ ...one, made: toRow(one.kept, receivedOn, packing(row.survey, row.revision)) }]
      : [];
  });
  if (apart.length > 0) {
    const made = apart.map((one) => one.made);
    const ids = made.map(({ id }) => id);
    const columns = [made.map(({ answers }) => answers), made.map(({ digest }) => digest)];
    await client.query(PUT, [ids, ...columns, made.map(({ proof }) => proof)]);
    await client.query(UNCODE, [ids, made.map(({ digest }) => stampOf(digest))]);
    await replaceTexts(
      client,
      apart.flatMap((one) => one.texts),
      [],
    );
  }
  await client.query('COMMIT');
  return rows;
}
