import { constants, existsSync } from 'node:fs';
import { copyFile, rm } from 'node:fs/promises';
import { basename } from 'node:path';
import SQLite, { type Database } from 'better-sqlite3';
import type { Surveys } from '../../../authoring/published-surveys.ts';
import type { PrivateKeys } from '../../../sealing/open-sealed.ts';
import type { Problem } from '../../../wire/problem.ts';
import { asDeclared } from '../../intake/declared-channel.ts';
import { checkEnvelope } from '../../intake/envelope-check.ts';
import { sentAs } from '../../intake/read-answers.ts';
import { orCannotStart, putInPlace } from '../../process/atomic-write.ts';
import { CannotStart } from '../../process/cannot-start.ts';
import { openerOf } from '../../sealed/opener.ts';
import { NO_CODERS, toCodesRow } from '../../storage/codes.ts';
import { envelopeOf, type SealedRow, toRow } from '../../storage/response-row.ts';
import { keyOf } from '../../storage/sqlite/sqlite-row-key.ts';
import { migrate, packingsIn } from '../../storage/sqlite/sqlite-schema.ts';
import { writesOf } from '../../storage/sqlite/sqlite-write-statements.ts';
import { isClear, type Received } from '../../storage/storage.ts';
import { vocabularyOf } from '../../stored/vocabulary.ts';
import { sealCopy, sealedIn } from '../check-backup.ts';

export interface Unsealed {
  readonly opened: number;
  /** What could not be, with the reason for which it would have been refused: it stays in the file, sealed. */
  readonly left: readonly { readonly id: string; readonly problem: Problem; readonly path: string }[];
}

export interface Unsealing {
  readonly backup: string;
  readonly to: string;
  readonly keys: PrivateKeys;
  readonly surveys: Surveys;
}

/**
 * Makes of a backup another one, in which what was sealed stands as what it holds, each response checked as an endpoint that opens
 * would have. One that cannot be read holds up no other.
 */
export async function unseal({ backup, to, keys, surveys }: Unsealing): Promise<Unsealed> {
  if (!existsSync(backup)) throw new CannotStart(`no backup at ${backup}`);
  if (existsSync(to)) throw new CannotStart(`${to} exists already: nothing is replaced`);
  const part = `${to}.part`;
  return await orCannotStart('cannot open', async () => {
    try {
      await copyFile(backup, part, constants.COPYFILE_EXCL);
      sealCopy(part, basename(backup));
      const database = new SQLite(part);
      let unsealed: Unsealed;
      try {
        unsealed = await openAll(database, keys, surveys);
      } finally {
        database.close();
      }
      await putInPlace(part, to);
      return unsealed;
    } finally {
      await rm(part, { force: true });
    }
  });
}

async function openAll(database: Database, keys: PrivateKeys, surveys: Surveys): Promise<Unsealed> {
  // Nothing of it may stay in a log beside the file.
  database.pragma('journal_mode = MEMORY');
  migrate(database, vocabularyOf(surveys));
  const open = openerOf(keys);
  const put = putIn(database, surveys);
  const left: Unsealed['left'][number][] = [];
  let opened = 0;
  // All of them, since no row may go while the rows are read.
  for (const row of [...sealedIn(database)]) {
    const envelope = envelopeOf(row);
    const days = { today: row.received_on, closings: new Map() };
    const checked = checkEnvelope(sentAs(envelope), surveys, days, await open(envelope));
    if (checked.kind === 'refused') {
      const { problem, path } = checked.refused;
      left.push({ id: row.id, problem, path });
    } else if (isClear(checked.received)) {
      put(row, checked.received);
      opened++;
    } else left.push({ id: row.id, problem: 'sealed.key-unknown', path: 'sealed' });
  }
  database.exec('VACUUM');
  return { opened, left };
}

function putIn(database: Database, surveys: Surveys) {
  const writes = writesOf(database);
  const packing = packingsIn(database);
  const due = database.prepare<[string, number]>('INSERT OR IGNORE INTO texts_due (survey, revision) VALUES (?, ?)');
  const take = database.prepare<[bigint]>('DELETE FROM sealed WHERE key = ?');
  return database.transaction((row: SealedRow, received: Received) => {
    // Its texts stay in it until it is put in place: whoever unseals need not have the secret that they lie under.
    const kept = { ...asDeclared(received, surveys), proof: null };
    const day = row.received_on;
    take.run(keyOf(row.id));
    due.run(row.survey, row.revision);
    const coded = {
      row: toRow(kept, day, packing(row.survey, row.revision)),
      codes: toCodesRow(kept, day, NO_CODERS),
      texts: [],
      textKeys: [],
    };
    const [outcome] = writes.store([coded], [], day);
    if (outcome !== 'stored') throw new Error(`an opened response was ${outcome}`);
  });
}
