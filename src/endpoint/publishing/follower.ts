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
import type { Catalogue } from './catalogue.ts';
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
  readonly catalogue: Pick<Catalogue, 'remove' | 'chooseHome'>;
  readonly keyring: Pick<Keyring, 'replace'>;
  /** The surveys of `SURVEYS_DIR`, which cannot be published from the storage. */
  readonly isHeldByFiles: (survey: string) => boolean;
  readonly background: Background;
}

/** Endpoints on one storage agree within five seconds. */
const EVERY = 4_000;
/** The least between two looks for what is unknown. */
const SOON = 1_000;
const MINUTE = 60_000;
const HOUR = 3_600_000;
/** A survey that was late so often in a row is read each minute, so that it does not keep a processor busy. */
const OFTEN = 3;

interface FollowState {
  readonly version: string;
  /** The catalogue was given this last: editing a draft does not change it. */
  readonly served: string;
  /** How often in a row its reading was late, and when the next one may begin. */
  readonly late?: { readonly times: number; readonly until: number };
}

/** `version` is `undefined` where the survey was deleted. */
interface SurveyReading {
  readonly version: string | undefined;
  readonly done: Promise<void>;
}

/**
 * Keeps what an endpoint serves, and the tokens that it knows, as the storage has them from now on; resolves once all surveys were read,
 * so that an endpoint listens with them. A later look begins readings and does not wait for them.
 */
export async function followStorage(parts: FollowerParts) {
  const { storage, catalogue, keyring, isHeldByFiles, background } = parts;
  const followed = new Map<string, FollowState>();
  const readings = new Map<string, SurveyReading>();

  async function follow(isStart: boolean): Promise<void> {
    const { versions, tokens, home } = await storage.look();
    keyring.replace(tokens);
    catalogue.chooseHome(home);
    for (const survey of new Set([...versions.keys(), ...followed.keys()])) {
      const version = versions.get(survey);
      if (!isDue(survey, version)) continue;
      const done = begin(survey, version);
      // One after the other, so that every endpoint lists them alike.
      if (isStart) await done;
      else void background('following', () => done, survey);
    }
  }

  function isDue(survey: string, version: string | undefined): boolean {
    const known = followed.get(survey);
    const last = readings.get(survey) ?? known;
    if (last?.version !== version) return true;
    return last === known && known?.late !== undefined && known.late.until <= performance.now();
  }

  /** Begins to read a survey, once its reading that is under way has ended. */
  function begin(survey: string, version: string | undefined): Promise<void> {
    const before = readings.get(survey)?.done;
    const done = Promise.allSettled([before])
      .then(() => followOne(survey))
      .finally(() => {
        if (readings.get(survey)?.done === done) readings.delete(survey);
      });
    readings.set(survey, { version, done });
    return done;
  }

  async function followOne(survey: string): Promise<void> {
    const kept = await storage.keptSurvey(survey);
    const { served: before = '', late } = followed.get(survey) ?? {};
    if (!kept) {
      followed.delete(survey);
      if (!isHeldByFiles(survey)) catalogue.remove(survey);
      return;
    }
    const { version } = kept;
    const served = JSON.stringify([kept.state, kept.isListed, kept.withdrawnOn, kept.published]);
    const isAsBefore = served === before || isHeldByFiles(survey);
    if (isAsBefore || (await serve(kept).catch((error) => passOver(survey, error))) !== 'late')
      return void followed.set(survey, { version, served });
    const times = (late?.times ?? 0) + 1;
    if (times === 1) log('survey-late', { survey });
    const until = performance.now() + (times < OFTEN ? 0 : MINUTE);
    followed.set(survey, { version, served: before, late: { times, until } });
  }

  /** Serves what is published of a survey. What cannot be read leaves what was served before. */
  async function serve(kept: SurveyRecord): Promise<FileSetResult['kind'] | undefined> {
    const { survey } = kept;
    if (!hasPublished(kept)) return void catalogue.remove(survey);
    const read = await readPublished(storage, parts.read, kept);
    if (read.kind === 'faulty') log('survey-unreadable', { survey, faults: read.faults.length });
    if (read.kind === 'survey') {
      const { published } = read.survey;
      // Before its first response comes, whose texts an erasure must find.
      await storage.keepTextItems(askedTextItems(survey, published));
      await storage.publishRevision(survey, published.current.revision, dayOf(new Date()));
      await parts.serve(read.survey);
    }
    return read.kind;
  }

  /** A survey that this release cannot read keeps no other from being served; a database that cannot be read is looked at again. */
  async function passOver(survey: string, error: unknown): Promise<void> {
    if (error instanceof StorageUnavailable) throw error;
    await background('following', () => Promise.reject(error), survey);
  }

  await follow(true);
  const { fresh, recent: lookAtTokens } = lookingSoon(() => follow(false), SOON);
  const looking = runEvery(EVERY, () => background('following', fresh));
  const forgetting = runEvery(HOUR, () =>
    background('following', () => storage.forgetFiles(daysAfter(dayOf(new Date()), -1))),
  );
  return {
    /**
     * Looks before a survey that is unknown, or a revision of it, is refused: a device would not send the response again. Waits for the
     * reading of this survey alone. `isAgain` where the same request has looked.
     */
    async look(survey = '', isAgain = false): Promise<void> {
      await (isAgain ? lookAtTokens() : fresh());
      await readings.get(survey)?.done;
    },
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
