import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { dayOf } from '../../../wire/day.ts';
import { isCalendarDate } from '../../../wire/envelope.ts';
import { readReceiptCode } from '../../../wire/receipt-code.ts';
import { orCannotStart } from '../../process/atomic-write.ts';
import { CannotStart } from '../../process/cannot-start.ts';
import { makeDataFolder } from '../../process/create-once.ts';
import { databaseFile, type Settings } from '../../process/settings.ts';
import { disclosureSecretIn } from '../../results/disclosure-secret.ts';
import type { Texts } from '../../storage/texts.ts';
import { textsApart } from '../../stored/texts-apart.ts';
import { SCOPES } from '../../tokens/scopes.ts';
import { addToken, listTokens, type NewToken, newTokenIn, revokeToken } from '../../tokens/token-commands.ts';
import { backUp, backUpPostgres } from '../backup.ts';
import { countSound } from '../check-backup.ts';
import { assertReadableData } from '../open-storage.ts';
import { copyToPostgres } from '../postgres-copy.ts';
import { type Restored, restore } from '../restore.ts';
import { type Command, type Done, WrongCommand, withStorage } from './command.ts';
import type { Deed } from './command-log.ts';
import { CONDUCT_COMMANDS } from './conduct-commands.ts';
import { DEMO_COMMAND } from './demo-command.ts';
import { RESCUE_COMMAND } from './rescue-command.ts';
import { SEALING_COMMAND } from './sealing-command.ts';

const COMMANDS: Readonly<Record<string, Command>> = {
  backup: [
    'backup FILE',
    ([file, ...rest], settings) =>
      file && !file.startsWith('-') && rest.length === 0 ? backUpTo(file, settings) : undefined,
  ],
  restore: [
    'restore FILE [--erased-from REPLACED]',
    ([file, option, replaced, ...rest], settings) =>
      file && rest.length === 0 && (option === undefined || (option === '--erased-from' && replaced))
        ? restoreFrom(file, replaced, settings)
        : undefined,
  ],
  tidy: ['tidy', (words, settings) => (words.length === 0 ? tidy(settings) : undefined)],
  purge: [
    'purge --before YYYY-MM-DD [--dry-run]',
    ([option, day, dry, ...rest], settings) =>
      option === '--before' && day && isCalendarDate(day) && rest.length === 0 && [undefined, '--dry-run'].includes(dry)
        ? purge(day, dry !== undefined, settings)
        : undefined,
  ],
  erase: [
    'erase CODE',
    ([code, ...rest], settings) => (code && rest.length === 0 ? eraseByCode(code, settings) : undefined),
  ],
  // Without its second word it would do so for whoever only asks what it does.
  'forget-texts': [
    'forget-texts --all',
    ([all, ...rest], settings) => (all === '--all' && rest.length === 0 ? forgetTexts(settings) : undefined),
  ],
  integrity: ['integrity', (words, settings) => (words.length === 0 ? checkIntegrity(settings) : undefined)],
  token: [
    `token add NAME --scope ${SCOPES.join('|')}[,…] --until YYYY-MM-DD, token list, token revoke NAME`,
    ([verb, ...words], settings) => changeKeys(verb, words, settings),
  ],
  keys: SEALING_COMMAND,
  rescue: RESCUE_COMMAND,
  copy: ['copy', (words, settings) => (words.length === 0 ? copy(settings) : undefined)],
  ...CONDUCT_COMMANDS,
  demo: DEMO_COMMAND,
};

/** In one line, for whoever wrote no command or another one. */
export const USAGE = `usage: one of: ${Object.values(COMMANDS)
  .map(([usage]) => usage)
  .join(' | ')}`;

/** A line each, for whoever asks. */
const HELP = `Without a command it serves. Besides:
${Object.values(COMMANDS)
  .map(([usage]) => `  ${usage}`)
  .join('\n')}
What each does: src/endpoint/PRODUCTION.md, section 4; tokens, section 5.`;

/**
 * What the program does besides serving, all of it safe while an endpoint serves the same data. Gives what to print. `keep` is
 * told what was done.
 */
export async function runCommand(
  [name = '', ...words]: readonly string[],
  settings: Settings,
  keep: (deed: Deed) => Promise<void> = async () => {},
): Promise<Done> {
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (['--help', '-h', 'help'].includes(name)) return { says: HELP };
  if (!command) throw new WrongCommand(USAGE);
  const [usage, run] = command;
  if (words.includes('--help')) return { says: `usage: ${usage}` };
  assertReadableData(settings);
  const running = run(words, settings);
  if (!running) throw new WrongCommand(`usage: ${usage}`);
  const done = await running;
  if (done.deed) await keep(done.deed);
  return done;
}

/** With the key and a backup, what was published could be taken back to what was counted. */
const WITHOUT_KEY = 'without the disclosure key: keep a copy of it elsewhere';

async function backUpTo(file: string, settings: Settings): Promise<Done> {
  // Of the day that runs only a part is there.
  const through = dayBefore(new Date());
  const responses =
    settings.databaseUrl === undefined
      ? await backUp(databaseFile(settings), file, through)
      : await backUpPostgres(settings.databaseUrl, file, through);
  return { says: `backed up ${responses} responses to ${file}, ${WITHOUT_KEY}`, deed: { use: 'backup', responses } };
}

function dayBefore(now: Date): string {
  return dayOf(new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1));
}

async function restoreFrom(file: string, replaced: string | undefined, settings: Settings): Promise<Done> {
  const restoring = {
    day: dayOf(new Date()),
    ...(replaced !== undefined && { replaced, texts: await textsIn(settings) }),
  };
  if (settings.databaseUrl === undefined) return inWords(await restore(file, databaseFile(settings), restoring));
  await makeDataFolder(settings.dataDir);
  const folder = await orCannotStart('cannot restore', () => mkdtemp(join(settings.dataDir, 'restoring-')));
  try {
    const part = join(folder, 'responses.sqlite');
    const restored = await restore(file, part, restoring);
    await copyToPostgres(part, settings.databaseUrl);
    return inWords(restored);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function inWords({ responses, since }: Restored): Done {
  const more = since && `, erased ${since.erased} again, miss ${since.missing} received since`;
  return { says: `restored ${responses} responses${more ?? ''}`, deed: { use: 'restore', responses } };
}

async function tidy(settings: Settings): Promise<Done> {
  await withStorage(settings, (storage) => storage.tidy());
  return { says: 'tidied', deed: { use: 'tidy' } };
}

async function purge(day: string, isDry: boolean, settings: Settings): Promise<Done> {
  // A slip of the year would erase everything.
  if (day > dayOf(new Date())) throw new CannotStart(`${day} is in the future: nothing is erased`);
  if (isDry) {
    const due = await withStorage(settings, (storage) => storage.countBefore(day));
    return { says: `would erase ${due} responses received before ${day}` };
  }
  const responses = await withStorage(settings, (storage) => storage.eraseBefore(day), {
    texts: await textsIn(settings),
  });
  return {
    says: `erased ${responses} responses received before ${day}`,
    deed: { use: 'purge', before: day, responses },
  };
}

/** Of those whose key is lost: without it the endpoint does not start. */
async function forgetTexts(settings: Settings): Promise<Done> {
  const comments = await withStorage(settings, (storage) => storage.forgetEveryText());
  return { says: `erased ${comments} texts: the answers stay`, deed: { use: 'forget-texts', comments } };
}

/** Finds the texts of what is erased. */
async function textsIn({ dataDir, disclosureKey }: Settings): Promise<Texts> {
  return textsApart(new Map(), await disclosureSecretIn(dataDir, disclosureKey));
}

async function eraseByCode(code: string, settings: Settings): Promise<Done> {
  const secret = readReceiptCode(code);
  if (!secret) throw new CannotStart('this is no receipt code, or it is mistyped');
  const hash = createHash('sha256').update(secret).digest('hex');
  const erased = await withStorage(settings, (storage) => storage.erase(hash, dayOf(new Date())), {
    texts: await textsIn(settings),
  });
  if (!erased) throw new CannotStart('no response has this receipt code');
  return { says: 'erased', deed: { use: 'erase', responses: 1 } };
}

async function checkIntegrity(settings: Settings): Promise<Done> {
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

function changeKeys(
  verb: string | undefined,
  words: readonly string[],
  { dataDir }: Settings,
): Promise<Done> | undefined {
  const wanted = verb === 'add' ? newTokenIn(words) : undefined;
  if (wanted) return add(dataDir, wanted);
  const [name, ...rest] = words;
  if (verb === 'list' && name === undefined) return list(dataDir);
  if (verb === 'revoke' && name && rest.length === 0) return revoke(dataDir, name);
  return undefined;
}

async function add(dataDir: string, wanted: NewToken): Promise<Done> {
  const says = await addToken(dataDir, wanted, dayOf(new Date()));
  return { says, deed: { use: 'token add', ...wanted, scopes: wanted.scopes.join(',') } };
}

async function list(dataDir: string): Promise<Done> {
  return { says: await listTokens(dataDir, dayOf(new Date())) };
}

async function revoke(dataDir: string, name: string): Promise<Done> {
  await revokeToken(dataDir, name);
  return {
    says: `revoked ${name}: it opens nothing any more`,
    deed: { use: 'token revoke', name },
  };
}

async function copy(settings: Settings): Promise<Done> {
  if (settings.databaseUrl === undefined) throw new CannotStart('DATABASE_URL: where should the copy go?');
  const { response } = await copyToPostgres(databaseFile(settings), settings.databaseUrl);
  return { says: `copied ${response} responses`, deed: { use: 'copy', responses: response ?? 0 } };
}
