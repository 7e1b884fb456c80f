import type { PublishedSurvey, Surveys } from '../../authoring/published-surveys.ts';
import { dayOf } from '../../wire/day.ts';
import { digestOf } from '../../wire/digest.ts';
import type { DossierReply, DossierSetting } from '../../wire/organiser/dossier-reply.ts';
import { allowsSurvey } from '../../wire/organiser/survey-limit.ts';
import type { Background } from '../process/background.ts';
import { commandsIn } from '../process/command-log.ts';
import { type Settings, versionIn } from '../process/settings.ts';
import type { Catalogue } from '../publishing/catalogue.ts';
import { readKeptKeys } from '../sealed/key-file.ts';
import type { Storage } from '../storage/storage.ts';
import { historyIn, type NotedValue, type Values } from './history.ts';

/** The names of what a notice has begin so. */
const NOTICE = 'notice.';

interface DossierParts {
  readonly settings: Settings;
  readonly catalogue: Pick<Catalogue, 'surveys' | 'watch'>;
  readonly storage: Pick<Storage, 'erasures' | 'look' | 'standing'>;
  readonly now: () => Date;
  readonly background: Background;
  readonly isDemonstration: boolean;
}

/** Says what is on for a survey, to a token that may see these surveys. */
export type Dossier = (published: PublishedSurvey, seen: Surveys) => Promise<DossierReply>;

/** Notes from now on what is on and when it changes, for the documents about surveys. */
export async function createDossier(parts: DossierParts): Promise<Dossier> {
  const { settings, catalogue, storage, background, isDemonstration } = parts;
  const { surveys } = catalogue;
  const site = await settingValues(settings);
  const valuesOf = (owner: string) => (owner === '' ? site : noticeValues(NOTICE, surveys.get(owner)?.current.notice));
  const history = historyIn(settings.dataDir, valuesOf, background);
  const noted = (...owners: readonly string[]) => history(dayOf(parts.now()), ...owners);
  await noted('', ...surveys.keys());
  catalogue.watch((survey) => void noted(survey));
  return async (published, seen) => {
    const { id } = published.current;
    const today = dayOf(parts.now());
    const { done, lastDay } = await commandsIn(settings.dataDir);
    const erasures: DossierReply['erasures'][number][] = [];
    for (const { day, responses } of await storage.erasures(id)) erasures.push({ day, by: 'erased', count: responses });
    for (const {
      day,
      use,
      surveys: { [id]: count },
    } of done)
      if (use === 'purge' && count) erasures.push({ day, by: 'purge', count });
    const tokens: Record<string, number> = {};
    for (const { scopes, until, surveys: limit } of (await storage.look()).tokens)
      if (until >= today && allowsSurvey(limit, id))
        for (const scope of scopes) tokens[scope] = (tokens[scope] ?? 0) + 1;
    const listed = [...surveys.values()].filter(({ isUnlisted, current }) => !isUnlisted || seen.has(current.id));
    const controllers = new Set(listed.map(controllerOf));
    controllers.delete(controllerOf(published));
    return {
      ...changesIn((await noted('', id)).filter(({ owner }) => owner === '' || owner === id)),
      survey: id,
      today,
      isDemonstration,
      erasures: erasures.sort((one, other) => (one.day < other.day ? 1 : -1)),
      backedUpThrough: (await storage.standing()).backedUpThrough,
      restoredOn: lastDay('restore') ?? null,
      tokens,
      otherControllers: [...controllers].filter((one) => one !== undefined),
    };
  };
}

export async function settingValues(settings: Settings): Promise<Readonly<Record<DossierSetting, Values[string]>>> {
  const { publicUrl, isNearby = false, sealingPassphrase, purgeMonths = null } = settings;
  const keys = (await readKeptKeys(settings.dataDir)).filter((one) => one.private !== undefined || one.locked);
  return {
    encryption: publicUrl?.startsWith('https:') ? 'https' : isNearby ? 'nearby' : 'none',
    address: publicUrl ?? null,
    database: settings.databaseUrl === undefined ? 'sqlite' : 'postgresql',
    contacts: settings.contactsUrl === undefined ? 'file' : 'postgresql',
    // A key that was made before there was a passphrase stays as it was.
    keysEncrypted: keys.length > 0 ? keys.every((one) => one.locked) : sealingPassphrase !== undefined,
    purgeMonths,
    release: await versionIn(settings, 'package.json'),
  };
}

/** Returns the parts of a notice: numbers and whether something is so as they are, and of texts a digest. */
function noticeValues(prefix: string, notice: object = {}): Values {
  const parts = Object.entries(notice).filter(([name]) => name !== '$schema');
  const values = parts.map(([name, value]): Values => {
    if (['participation', 'retention'].includes(name)) return noticeValues(`${prefix}${name}.`, value);
    const isPlain = typeof value === 'number' || typeof value === 'boolean';
    return { [prefix + name]: isPlain ? value : (digestOf(value)?.slice(0, 16) ?? null) };
  });
  return Object.assign({}, ...values);
}

function controllerOf({ current: { notice } }: PublishedSurvey): string | undefined {
  return notice?.controller.fr ?? Object.values(notice?.controller ?? {})[0];
}

/** Returns what is so, since when, and what changed, the latest first. Digests say nothing to a reader. */
function changesIn(lines: readonly NotedValue[]) {
  const last = new Map<string, NotedValue>();
  const shown = ({ owner, value }: NotedValue) => (owner !== '' && typeof value === 'string' ? null : value);
  const changes = lines.flatMap((line) => {
    const before = last.get(line.name);
    // Two processes on one folder may have noted it both.
    if (before?.value === line.value) return [];
    last.set(line.name, line);
    return before ? [{ day: line.day, name: line.name, from: shown(before), to: shown(line) }] : [];
  });
  const now = [...last.values()];
  const settings = now.filter(({ owner }) => owner === '').map(({ name, value, day }) => [name, { value, since: day }]);
  const notice = now
    .filter(({ owner, value }) => owner !== '' && value !== null)
    .map(({ name, day }) => [name.slice(NOTICE.length), day]);
  return { settings: Object.fromEntries(settings), notice: Object.fromEntries(notice), changes: changes.reverse() };
}
