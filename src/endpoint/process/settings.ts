import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LIMITS } from '../../wire/envelope.ts';
import { CannotStart } from './cannot-start.ts';

/** The folder of the program: its launcher knows, wherever it is typed. */
const FOLDER = process.env.BAROMETRE_FOLDER || '.';

/** The surveys that come with the program. */
export const SHIPPED_SURVEYS = join(FOLDER, 'public/surveys');

/** The build notes in it, in the folder of the app, the name of the release and its commit. */
export const RELEASE_FILE = '.release.json';

/** The program as it is typed here: its launcher knows. */
export const TYPED = process.env.BAROMETRE_TYPED || 'barometre';

export interface RateSettings {
  /** Envelopes that one address may send at once: a tablet that empties its outbox, a conference that is back online. */
  readonly burst: number;
  /** Envelopes a second afterwards; 0 for no limit at all. */
  readonly perSecond: number;
}

export interface Settings {
  readonly port: number;
  readonly host: string;
  /** The port of `serve --https`. */
  readonly httpsPort: number;
  /** Serves the tablets of a network too, with an authority of this machine. */
  readonly isNearby?: true;
  readonly dataDir: string;
  readonly databaseUrl?: string;
  /** The database of the addresses left for a contact. */
  readonly contactsUrl?: string;
  readonly organiserToken?: string;
  /** The disclosure key, if it is not in the data folder: 64 hexadecimal digits. */
  readonly disclosureKey?: string;
  /** Encrypts the private keys of surveys that seal. */
  readonly sealingPassphrase?: string;
  readonly publicUrl?: string;
  /** A folder of surveys that are served without being published. */
  readonly surveysDir?: string;
  /** The survey of the bare address, if it is not the first of the folder. */
  readonly homeSurvey?: string;
  readonly assetsDir: string;
  /** The number of our proxies in front. */
  readonly proxies: number;
  readonly rate: RateSettings;
  /** Responses received more than so many months ago are erased; absent, only by the command. */
  readonly purgeMonths?: number;
}

/** The program that serves: its version, and the commit of its build, `null` for one outside git. */
export interface Program {
  readonly version: string;
  readonly commit: string | null;
}

export async function programIn(settings: Pick<Settings, 'assetsDir'>): Promise<Program> {
  const { commit = null } = await notedIn(join(settings.assetsDir, RELEASE_FILE));
  return { version: await versionIn(settings, 'package.json'), commit };
}

/** `path`, of a `package.json`, begins in the folder of the program, which a command may be typed outside of. */
export async function versionIn({ assetsDir }: Pick<Settings, 'assetsDir'>, path: string): Promise<string> {
  const { version = 'of unknown version' } = await notedIn(join(assetsDir, '../..', path));
  return version;
}

async function notedIn(file: string): Promise<Partial<Program>> {
  return JSON.parse(await readFile(file, 'utf8').catch(() => '{}'));
}

/** The SQLite file, when there is no DATABASE_URL. */
export function databaseFile({ dataDir }: Settings): string {
  return join(dataDir, 'responses.sqlite');
}

/** The SQLite file of contacts, when there is no CONTACTS_URL. */
export function contactsFile({ dataDir }: Settings): string {
  return join(dataDir, 'contacts.sqlite');
}

/** Reads the environment. Throws `CannotStart` naming the variable that cannot be used, never its value. */
export function settingsFrom(env: Readonly<Record<string, string | undefined>>): Settings {
  const databaseUrl = postgresIn(env, 'DATABASE_URL');
  const contactsUrl = postgresIn(env, 'CONTACTS_URL');
  if (placesOf(contactsUrl).some((place) => placesOf(databaseUrl).includes(place)))
    throw new CannotStart('CONTACTS_URL: the database of DATABASE_URL, where nothing of a contact may be');
  const publicUrl = originIn(env.PUBLIC_URL);
  return {
    port: integerIn(env, 'PORT', 4173, 0, 65_535),
    host: env.HOST || '127.0.0.1',
    httpsPort: integerIn(env, 'HTTPS_PORT', 4443, 0, 65_535),
    dataDir: env.DATA_DIR || './data',
    ...(databaseUrl === undefined ? {} : { databaseUrl }),
    ...(contactsUrl === undefined ? {} : { contactsUrl }),
    ...(env.DISCLOSURE_KEY ? { disclosureKey: env.DISCLOSURE_KEY } : {}),
    ...(env.ORGANISER_TOKEN ? { organiserToken: tokenIn(env.ORGANISER_TOKEN) } : {}),
    ...(env.SEALING_PASSPHRASE ? { sealingPassphrase: env.SEALING_PASSPHRASE } : {}),
    ...(publicUrl === undefined ? {} : { publicUrl }),
    ...(env.PURGE_MONTHS ? { purgeMonths: integerIn(env, 'PURGE_MONTHS', 0, 1, 120) } : {}),
    ...(env.SURVEYS_DIR ? { surveysDir: env.SURVEYS_DIR } : {}),
    ...(env.HOME_SURVEY ? { homeSurvey: env.HOME_SURVEY } : {}),
    assetsDir: env.ASSETS_DIR || join(FOLDER, 'dist/app'),
    proxies: proxiesIn(env),
    rate: {
      // A batch must fit, or it would never pass.
      burst: integerIn(env, 'RATE_BURST', 3_000, LIMITS.envelopes, 1_000_000_000),
      perSecond: integerIn(env, 'RATE_PER_SECOND', 60, 0, 1_000_000_000),
    },
  };
}

function postgresIn(env: Readonly<Record<string, string | undefined>>, name: string): string | undefined {
  const url = env[name] || undefined;
  if (url !== undefined && !/^postgres(ql)?:\/\//.test(url))
    throw new CannotStart(`${name}: not a postgres:// address`);
  return url;
}

/** Returns host, port and database of each address of a URL, without user and options: `postgres://a,b/name` has two. */
function placesOf(url: string | undefined): readonly string[] {
  const [, hosts, name = ''] = /^postgres(?:ql)?:\/\/(?:[^@/?#]*@)?([^/?#]*)([^?#]*)/.exec(url ?? '') ?? [];
  if (hosts === undefined) return [];
  return hosts.split(',').map((host) => `${/:\d+$/.test(host) ? host : `${host}:5432`}${name}`);
}

function integerIn(
  env: Readonly<Record<string, string | undefined>>,
  name: string,
  byDefault: number,
  least: number,
  most: number,
): number {
  const text = env[name];
  if (text === undefined || text === '') return byDefault;
  const value = Number(text);
  if (!Number.isInteger(value) || value < least || value > most)
    throw new CannotStart(`${name}: not a whole number from ${least} to ${most}`);
  return value;
}

function proxiesIn(env: Readonly<Record<string, string | undefined>>): number {
  if (env.TRUST_PROXY === 'true') return 1;
  return env.TRUST_PROXY === 'false' ? 0 : integerIn(env, 'TRUST_PROXY', 0, 0, 10);
}

function originIn(text: string | undefined): string | undefined {
  if (!text) return undefined;
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol))
    throw new CannotStart('PUBLIC_URL: not an http or https address');
  return new URL(text).origin;
}

/** A token with fewer different characters is a pattern that can be guessed. */
const LEAST_DIFFERENT = 8;

function tokenIn(text: string): string {
  if (text.length < 16) throw new CannotStart('ORGANISER_TOKEN: shorter than 16 characters');
  if (new Set(text).size < LEAST_DIFFERENT)
    throw new CannotStart(`ORGANISER_TOKEN: fewer than ${LEAST_DIFFERENT} different characters`);
  return text;
}
