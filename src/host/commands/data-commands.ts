import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { sum } from '../../core/results/disclosure/fit-tables.ts';
import { dropColumnFiles } from '../../endpoint/columns/column-files.ts';
import { receiptHashOf } from '../../endpoint/intake/receipt-resource.ts';
import { purge, purgeRecord } from '../../endpoint/lifecycle/purge.ts';
import { orCannotStart } from '../../endpoint/process/atomic-write.ts';
import { CannotStart } from '../../endpoint/process/cannot-start.ts';
import { makeDataFolder } from '../../endpoint/process/create-once.ts';
import { databaseFile, type Settings } from '../../endpoint/process/settings.ts';
import type { Texts } from '../../endpoint/storage/texts.ts';
import { textSecretIn, textsApart } from '../../endpoint/stored/texts-apart.ts';
import { dayOf, daysAfter } from '../../wire/day.ts';
import { backUp, backUpPostgres } from '../backup.ts';
import { countSound } from '../check-backup.ts';
import { copyToPostgres } from '../postgres-copy.ts';
import { type RestoreOutcome, restore } from '../restore.ts';
import { type CommandResult, withStorage } from './command.ts';
import { type Command, DAY_VALUE, DRY_RUN, FILE } from './command-line.ts';

/** Backups and erasures: what works on the stored responses. */
export const DATA_COMMANDS: Readonly<Record<string, Command>> = {
  backup: {
    words: [FILE],
    run: ({ words: [file = ''] }, settings) => backUpTo(file, settings),
  },
  restore: {
    words: [FILE],
    options: { 'erased-from': { value: { name: 'REPLACED' } } },
    run: ({ words: [file = ''], options }, settings) => restoreFrom(file, options['erased-from'], settings),
  },
  tidy: {
    run: (_, settings) => tidy(settings),
  },
  purge: {
    options: { before: { value: DAY_VALUE, isRequired: true }, [DRY_RUN]: {} },
    run: ({ options: { before = '' }, flags }, settings) => purgeBefore(before, flags.has(DRY_RUN), settings),
  },
  erase: {
    words: [{ name: 'CODE' }],
    run: ({ words: [code = ''] }, settings) => eraseByCode(code, settings),
  },
  'forget-texts': {
    // Without the flag, a person who only wants to know what the command does would erase everything.
    options: { all: { isRequired: true } },
    run: (_, settings) => forgetTexts(settings),
  },
  integrity: {
    run: (_, settings) => checkIntegrity(settings),
  },
  copy: {
    run: (_, settings) => copy(settings),
  },
};

/** Printed after a backup: the disclosure key is not in it, since the key and a backup together would link texts to responses. */
const WITHOUT_KEY = 'without the disclosure key: keep a copy of it elsewhere';

async function backUpTo(file: string, settings: Settings): Promise<CommandResult> {
  // Today's responses are not all there yet.
  const through = daysAfter(dayOf(new Date()), -1);
  const responses =
    settings.databaseUrl === undefined
      ? await backUp(databaseFile(settings), file, through)
      : await backUpPostgres(settings.databaseUrl, file, through);
  return { says: `backed up ${responses} responses to ${file}, ${WITHOUT_KEY}`, record: { use: 'backup', responses } };
}

async function restoreFrom(file: string, replaced: string | undefined, settings: Settings): Promise<CommandResult> {
  const restoring = {
    day: dayOf(new Date()),
    ...(replaced !== undefined && { replaced, texts: await textsToErase(settings) }),
  };
  if (settings.databaseUrl === undefined) return inWords(await restore(file, databaseFile(settings), restoring));
  await makeDataFolder(settings.dataDir);
  const folder = await orCannotStart(`cannot restore ${file}`, () => mkdtemp(join(settings.dataDir, 'restoring-')));
  try {
    const part = join(folder, 'responses.sqlite');
    const restored = await restore(file, part, restoring);
    await copyToPostgres(part, settings.databaseUrl);
    return inWords(restored);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function inWords({ responses, since }: RestoreOutcome): CommandResult {
  const more = since && `, erased ${since.erased} again, miss ${since.missing} received since`;
  return { says: `restored ${responses} responses${more ?? ''}`, record: { use: 'restore', responses } };
}

async function tidy(settings: Settings): Promise<CommandResult> {
  await withStorage(settings, (storage) => storage.tidy());
  return { says: 'tidied', record: { use: 'tidy' } };
}

async function purgeBefore(day: string, isDry: boolean, settings: Settings): Promise<CommandResult> {
  // A wrong year would erase everything.
  if (day > dayOf(new Date())) throw new CannotStart(`${day} is in the future: nothing is erased`);
  if (isDry) {
    const due = await withStorage(settings, (storage) => storage.countBefore(day));
    return { says: `would erase ${sum(Object.values(due))} responses received before ${day}` };
  }
  const texts = await textsToErase(settings);
  const erased = new Map<string, number>();
  await withStorage(settings, (storage) => purge(storage, day, erased).then(storage.tidy), { texts });
  await dropColumnFiles(settings.dataDir);
  const record = purgeRecord(day, erased);
  return { says: `erased ${record.responses} responses received before ${day}`, record };
}

/** Erases texts whose key is lost; without that key the endpoint does not start. */
async function forgetTexts(settings: Settings): Promise<CommandResult> {
  const { secret } = await textsToErase(settings);
  const comments = await withStorage(settings, (storage) => storage.forgetEveryText(secret));
  return { says: `erased ${comments} texts: the answers stay`, record: { use: 'forget-texts', comments } };
}

/** Finds the texts of what is erased. */
export async function textsToErase({ dataDir, disclosureKey }: Settings): Promise<Texts> {
  return textsApart(new Map(), await textSecretIn(dataDir, disclosureKey));
}

async function eraseByCode(code: string, settings: Settings): Promise<CommandResult> {
  const hash = receiptHashOf(code);
  if (hash === undefined) throw new CannotStart('this is no receipt code, or it is mistyped');
  const texts = await textsToErase(settings);
  const erased = await withStorage(settings, (storage) => storage.erase(hash, dayOf(new Date())), { texts });
  if (!erased) throw new CannotStart('no response has this receipt code');
  await dropColumnFiles(settings.dataDir);
  return { says: 'erased', record: { use: 'erase', responses: 1 } };
}

async function checkIntegrity(settings: Settings): Promise<CommandResult> {
  if (settings.databaseUrl !== undefined)
    throw new CannotStart(
      'this command is for SQLite; PostgreSQL has its own: pg_amcheck. A backup checks every response',
    );
  const file = databaseFile(settings);
  if (!existsSync(file)) throw new CannotStart(`no database at ${file}`);
  return await orCannotStart(`cannot read ${file}`, () => {
    const database = new SQLite(file, { readonly: true });
    try {
      return { says: `ok: ${countSound(database, file)} responses` };
    } finally {
      database.close();
    }
  });
}

async function copy(settings: Settings): Promise<CommandResult> {
  if (settings.databaseUrl === undefined) throw new CannotStart('DATABASE_URL: where should the copy go?');
  const { response } = await copyToPostgres(databaseFile(settings), settings.databaseUrl);
  return { says: `copied ${response} responses`, record: { use: 'copy', responses: response ?? 0 } };
}
