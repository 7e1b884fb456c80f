import type { Database } from 'better-sqlite3';
import type { WireAnswers } from '../../../wire/envelope.ts';
import { CannotStart } from '../../process/cannot-start.ts';
import { stampOf, UNCODED } from '../codes.ts';
import { HEADER, type Row, toRow, toStored } from '../response-row.ts';
import { otherSecret, type Texts } from '../texts.ts';
import { keyAfter, keyOf } from './sqlite-row-key.ts';
import { packingsIn } from './sqlite-schema.ts';
import { textWrites } from './sqlite-text-statements.ts';

/** Responses gone through in one transaction. */
const SLICE = 500;

type WholeRow = Row & { readonly receipt_hash: string; readonly digest: string };

/**
 * Checks that the stored texts are kept under this secret, and takes out those that an earlier program left among the answers. If
 * interrupted, it continues at the next opening.
 */
export function takeTextsApart(database: Database, texts: Texts): void {
  if (texts.secret === '') return;
  assertSecret(database, texts);
  const learn = database.prepare<[string, string]>('INSERT OR IGNORE INTO text_item (survey, item) VALUES (?, ?)');
  for (const { survey, item } of texts.items) learn.run(survey, item);
  const due = database
    .prepare<[], { readonly survey: string; readonly revision: number }>('SELECT survey, revision FROM texts_due')
    .all()
    .filter(({ survey, revision }) => texts.knows(survey, revision));
  if (due.length === 0) return;
  goThroughAll(database, texts);
  // The rows as they were are in free pages, and in the log.
  database.exec('VACUUM');
  database.pragma('wal_checkpoint(TRUNCATE)');
  const done = database.prepare<[string, number]>('DELETE FROM texts_due WHERE survey = ? AND revision = ?');
  for (const { survey, revision } of due) done.run(survey, revision);
}

/** Texts under another secret could neither be erased by their receipts nor be known again. */
export function assertSecret(database: Database, { secret }: Texts): void {
  const held = database.prepare<[], string | null>('SELECT text_secret FROM about').pluck().get();
  if (secret === '' || held === secret) return;
  if (database.prepare('SELECT 1 FROM comment LIMIT 1').get() !== undefined) throw new CannotStart(otherSecret());
  database.prepare('UPDATE about SET text_secret = ?').run(secret);
}

function goThroughAll(database: Database, texts: Texts): void {
  const packing = packingsIn(database);
  const { replaceTexts } = textWrites(database);
  const page = database.prepare<[bigint, number], WholeRow>(
    `SELECT ${HEADER.join(', ')}, answers, lower(hex(digest)) AS digest, lower(hex(receipt_hash)) AS receipt_hash
     FROM response WHERE key > ? ORDER BY key LIMIT ?`,
  );
  const put = database.prepare(
    'UPDATE response SET answers = @answers, digest = unhex(@digest), proof = unhex(@proof) WHERE key = @key',
  );
  const uncode = database.prepare<[number, number, bigint]>('UPDATE codes SET stamp = ?, coding = ? WHERE key = ?');
  const takeSlice = database.transaction((after: string): readonly WholeRow[] => {
    const rows = page.all(keyAfter(after), SLICE);
    for (const row of rows) {
      if (row.survey === null) continue;
      const { receivedOn, answers, ...header } = toStored(row, packing(row.survey, row.revision));
      const envelope = { ...header, receiptHash: row.receipt_hash, answers: JSON.parse(answers) as WireAnswers };
      const apart = texts.apart({ envelope, digest: row.digest }, receivedOn);
      if (apart.texts.length === 0) continue;
      const { answers: kept, digest, proof } = toRow(apart.kept, receivedOn, packing(row.survey, row.revision));
      const key = keyOf(row.id);
      put.run({ answers: kept, digest, proof, key });
      uncode.run(stampOf(digest), UNCODED, key);
      replaceTexts(apart.texts, []);
    }
    return rows;
  });
  for (let after = ''; ; ) {
    const rows = takeSlice.immediate(after);
    after = rows.at(-1)?.id ?? '';
    if (rows.length < SLICE) break;
  }
}
