import { setTimeout } from 'node:timers/promises';
import { dayOf, daysAfter } from '../../wire/day.ts';
import { type Background, runEvery } from '../process/background.ts';
import { CannotStart } from '../process/cannot-start.ts';
import { log } from '../process/log.ts';
import { databaseFile, type Settings } from '../process/settings.ts';
import { type Storage, StorageUnavailable } from '../storage/storage.ts';
import type { SurveyRecord } from '../storage/survey-storage.ts';
import { askedTextItems } from '../stored/texts-apart.ts';
import type { Keyring } from '../tokens/keyring.ts';
import {
  type FileSetResult,
  hasPublished,
  readPublished,
  type SurveyFileSet,
  type UploadReader,
} from './upload/kept-files.ts';

interface FollowerParts {
  readonly storage: Pick<Storage, 'look' | 'keptSurvey' | 'file' | 'forgetFiles' | 'keepTextItems' | 'publishRevision'>;
  /** Serves a survey that has appeared or changed. */
  readonly serve: (survey: SurveyFileSet) => Promise<void> | void;
  readonly read: UploadReader;
  /** Stops serving a survey. */
  readonly drop: (survey: string) => void;
  readonly keyring: Pick<Keyring, 'replace'>;
  /** Opens the bare address on the survey that was chosen for it. */
  readonly chooseHome: (survey: string | null) => void;
  /** The surveys of `SURVEYS_DIR`, which cannot be published from the storage. */
  readonly isHeldByFiles: (survey: string) => boolean;
  readonly background: Background;
}

/** Endpoints on one storage agree within five seconds, the reading of what has changed included. */
const EVERY = 4_000;
/** The least between two looks for what is unknown. */
const SOON = 1_000;
const HOUR = 3_600_000;
/** Surveys whose files are read at once: the database reads one while the thread checks another. */
const TOGETHER = 4;

interface FollowState {
  readonly version: string;
  /** The catalogue was given this last: editing a draft does not change it. */
  readonly served: string;
}

/** A survey that has changed, as a look has found it. */
interface SurveyFinding {
  readonly kept: SurveyRecord;
  readonly served: string;
  readonly read: FileSetResult | 'as-before' | 'dropped';
}

/**
 * Keeps what an endpoint serves, and the tokens that it knows, as the storage has them from now on; resolves after the first look, so that
 * an endpoint listens with all its surveys.
 */
export async function followStorage(parts: FollowerParts) {
  const { storage, keyring, isHeldByFiles, background } = parts;
  const followed = new Map<string, FollowState>();

  async function follow(): Promise<void> {
    const { versions, tokens, home } = await storage.look();
    keyring.replace(tokens);
    parts.chooseHome(home);
    const changed = [...versions].filter(([survey, version]) => followed.get(survey)?.version !== version);
    for (let at = 0; at < changed.length; at += TOGETHER) {
      const surveys = changed.slice(at, at + TOGETHER).map(([survey]) => survey);
      const found = await Promise.allSettled(surveys.map(findOne));
      // Served in order, so that every endpoint lists them alike.
      for (const [place, survey] of surveys.entries()) {
        const one = found[place];
        if (one?.status === 'rejected') {
          await passOver(survey, one.reason);
          // It is read again once it changes.
          followed.set(survey, { version: versions.get(survey) ?? '', served: '' });
        } else if (one?.value) await followOne(one.value);
      }
    }
    for (const survey of [...followed.keys()])
      if (!versions.has(survey)) {
        followed.delete(survey);
        if (!isHeldByFiles(survey)) parts.drop(survey);
      }
  }

  /** Reads a survey, and its files where they are to be served. `undefined` for one that was dropped meanwhile. */
  async function findOne(survey: string): Promise<SurveyFinding | undefined> {
    const kept = await storage.keptSurvey(survey);
    if (!kept) return undefined;
    const served = servedOf(kept);
    if (served === followed.get(survey)?.served || isHeldByFiles(survey)) return { kept, served, read: 'as-before' };
    return { kept, served, read: hasPublished(kept) ? await readPublished(storage, parts.read, kept) : 'dropped' };
  }

  async function followOne({ kept: { survey, version }, served, read }: SurveyFinding): Promise<void> {
    if (read === 'dropped') parts.drop(survey);
    else if (read !== 'as-before') await serve(survey, read).catch((error) => passOver(survey, error));
    followed.set(survey, { version, served });
  }

  /** A survey that this release cannot read keeps no other from being served; a database that cannot be read is looked at again. */
  async function passOver(survey: string, error: unknown): Promise<void> {
    if (error instanceof StorageUnavailable) throw error;
    await background('following', () => Promise.reject(error), survey);
  }

  async function serve(survey: string, read: FileSetResult): Promise<void> {
    // What was served before goes on being served.
    if (read.kind === 'late') return log('survey-late', { survey });
    if (read.kind === 'faulty') return log('survey-unreadable', { survey, faults: read.faults.length });
    // Before its first response comes, whose texts an erasure must find.
    await storage.keepTextItems(askedTextItems(survey, read.survey.published));
    await storage.publishRevision(survey, read.survey.published.current.revision, dayOf(new Date()));
    await parts.serve(read.survey);
  }

  const { fresh: look, recent: lookAtTokens } = lookingSoon(follow, SOON);
  await look();
  const looking = runEvery(EVERY, () => background('following', look));
  const forgetting = runEvery(HOUR, () =>
    background('following', () => storage.forgetFiles(daysAfter(dayOf(new Date()), -1))),
  );
  return {
    /** Looks before an unknown survey or revision is refused: a device would not send the response again. */
    look,
    /** Looks before an unknown token is refused, unless somebody has guessed within a second. */
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
          `survey.held-twice: ${survey} is in ${settings.surveysDir} (SURVEYS_DIR) and published in ${database}: remove it from the folder, or take it back (survey take-back)`,
      )
      .join('\n'),
  );
}

function servedOf({ state, isListed, withdrawnOn, published }: SurveyRecord): string {
  return JSON.stringify([state, isListed, withdrawnOn, published]);
}

/** Two ways to ask for a run, which takes place at most once in so many milliseconds for all callers together. */
export function lookingSoon(
  run: () => Promise<void>,
  milliseconds: number,
  clock: () => number = () => performance.now(),
) {
  let coming: Promise<void> | undefined;
  let underWay: Promise<void> = Promise.resolve();
  let begunAt = Number.NEGATIVE_INFINITY;

  async function begin(): Promise<void> {
    // The previous run's failure was already reported to its callers.
    await Promise.allSettled([underWay]);
    const wait = begunAt + milliseconds - clock();
    if (wait > 0) await setTimeout(wait);
    coming = undefined;
    begunAt = clock();
    underWay = run();
    await underWay;
  }

  /** Waits for a run that begins after the call, so that the caller sees what was changed before. */
  const fresh = () => {
    coming ??= begin();
    return coming;
  };
  /** Takes the result of a run that began within these milliseconds, so that the caller never waits for longer than a run takes. */
  const recent = () => (clock() - begunAt < milliseconds ? underWay : fresh());
  return { fresh, recent };
}
