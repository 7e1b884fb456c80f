import { dayOf, daysAfter } from '../../wire/day.ts';
import type { Background } from '../process/background.ts';
import { runEvery } from '../process/background.ts';
import { CannotStart } from '../process/cannot-start.ts';
import { log } from '../process/log.ts';
import { databaseFile, type Settings } from '../process/settings.ts';
import { type Storage, StorageUnavailable } from '../storage/storage.ts';
import type { KeptSurvey } from '../storage/survey-storage.ts';
import { askedTextItems } from '../stored/texts-apart.ts';
import type { Keyring } from '../tokens/keyring.ts';
import { lookingSoon } from './look-soon.ts';
import { hasPublished, type ReadFileSet, type ReadUpload, readPublished } from './upload/kept-files.ts';

/** Keeps what an endpoint serves, and the tokens that it knows, as the storage has them. */
export interface Follower {
  /** Looks before an unknown survey or revision is refused: a device would not send the response again. */
  readonly look: () => Promise<void>;
  /** Looks before an unknown token is refused, unless somebody has guessed within a second. */
  readonly lookAtTokens: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

export interface FollowerParts {
  readonly storage: Pick<Storage, 'look' | 'keptSurvey' | 'file' | 'forgetFiles' | 'keepTextItems'>;
  /** Serves a survey that has appeared or changed. */
  readonly serve: (survey: ReadFileSet) => Promise<void> | void;
  readonly read: ReadUpload;
  /** Stops serving a survey. */
  readonly drop: (survey: string) => void;
  readonly keyring: Pick<Keyring, 'replace'>;
  /** The surveys of `SURVEYS_DIR`, which cannot be published from the storage. */
  readonly isHeldByFiles: (survey: string) => boolean;
  readonly background: Background;
}

/** Endpoints on one storage agree within so many milliseconds. */
const EVERY = 5_000;
/** The least between two looks for what is unknown. */
const SOON = 1_000;
const HOUR = 3_600_000;

interface Followed {
  readonly version: string;
  /** What the catalogue was given: an edited draft changes nothing of it. */
  readonly served: string;
}

/** Follows the storage from now on; resolves after the first look, so that an endpoint listens with all its surveys. */
export async function followStorage(parts: FollowerParts): Promise<Follower> {
  const { storage, keyring, isHeldByFiles, background } = parts;
  const followed = new Map<string, Followed>();

  async function follow(): Promise<void> {
    const { versions, tokens } = await storage.look();
    keyring.replace(tokens);
    for (const [survey, version] of versions) {
      const known = followed.get(survey);
      if (known?.version !== version) await followOne(survey, known?.served);
    }
    for (const survey of [...followed.keys()])
      if (!versions.has(survey)) {
        followed.delete(survey);
        if (!isHeldByFiles(survey)) parts.drop(survey);
      }
  }

  async function followOne(survey: string, before: string | undefined): Promise<void> {
    const kept = await storage.keptSurvey(survey);
    // It was dropped meanwhile: the next look finds out.
    if (!kept) return;
    const served = servedOf(kept);
    if (served !== before && !isHeldByFiles(survey)) await serve(kept).catch((error) => passOver(survey, error));
    followed.set(survey, { version: kept.version, served });
  }

  /** A survey that this release cannot read keeps no other from being served; a database that cannot be read is looked at again. */
  async function passOver(survey: string, error: unknown): Promise<void> {
    if (error instanceof StorageUnavailable) throw error;
    await background('following', () => Promise.reject(error), survey);
  }

  async function serve(kept: KeptSurvey): Promise<void> {
    if (!hasPublished(kept)) return parts.drop(kept.survey);
    const read = await readPublished(storage, parts.read, kept);
    if (read.kind === 'faulty') {
      // What was served before goes on being served.
      log('survey-unreadable', { survey: kept.survey, faults: read.faults.length });
      return;
    }
    // Before its first response comes, whose texts an erasure must find.
    await storage.keepTextItems(askedTextItems(kept.survey, read.survey.published));
    await parts.serve(read.survey);
  }

  const { anew: look, recent: lookAtTokens } = lookingSoon(follow, SOON);
  await look();
  const looking = runEvery(EVERY, () => background('following', look));
  const forgetting = runEvery(HOUR, () =>
    background('following', () => storage.forgetFiles(daysAfter(dayOf(new Date()), -1))),
  );
  return {
    look,
    lookAtTokens,
    async stop() {
      await looking.stop();
      await forgetting.stop();
    },
  };
}

/** Throws `CannotStart` when a survey is in a folder and in the storage too: nothing says which of them is answered. */
export async function assertHeldOnce(
  storage: Pick<Storage, 'keptSurveys'>,
  held: Pick<ReadonlyMap<string, unknown>, 'has'>,
  settings: Settings,
): Promise<void> {
  const twice = (await storage.keptSurveys()).filter((kept) => hasPublished(kept) && held.has(kept.survey));
  if (twice.length === 0) return;
  const database = settings.databaseUrl === undefined ? databaseFile(settings) : 'the database of DATABASE_URL';
  throw new CannotStart(
    twice
      .map(
        ({ survey }) =>
          `survey.held-twice: ${survey} is in ${settings.surveysDir} (SURVEYS_DIR) and published in ${database}: remove it from the folder, or withdraw and discard it there`,
      )
      .join('\n'),
  );
}

function servedOf({ state, isListed, withdrawnOn, published }: KeptSurvey): string {
  return JSON.stringify([state, isListed, withdrawnOn, published]);
}
