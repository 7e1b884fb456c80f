import { setImmediate } from 'node:timers/promises';
import type { PublishedSurvey } from '../../authoring/published-surveys.ts';
import { LEAST_BASE, protect, STEP } from '../../core/results/disclosure.ts';
import { comparedItems, count, EVERYONE, emptyTally } from '../../core/results/tally.ts';
import type { Answer } from '../../core/survey/answers.ts';
import { dayOf } from '../../wire/day.ts';
import type { Results } from '../../wire/results.ts';
import { logError } from '../process/log.ts';
import type { Publication, Storage } from '../storage/storage.ts';
import { markedAside } from '../stored/set-aside.ts';
import { answerReader } from '../stored/stored-answers.ts';
import { profileItems, profilerOf } from '../stored/stored-profile.ts';

/** A publication differs from the one before by this many responses at least. */
const BATCH = 10;
/** Before the first publication: how often enough responses are looked for. */
const LOOK_AGAIN = 60_000;
/** Responses counted between two turns of the event loop. */
const SLICE = 200;

export interface Publications {
  /** The body of the current publication, made anew when it is due. */
  readonly of: (published: PublishedSurvey) => Promise<string>;
}

/** One publication a day at most, and by batches: watching before and after a colleague answers teaches nothing. */
export function createPublications(storage: Storage, now: () => Date): Publications {
  const looked = new Map<string, { day: string; at: number }>();
  const making = new Map<string, Promise<void>>();

  async function renew(published: PublishedSurvey, last: Publication | undefined, day: string): Promise<void> {
    const { id, revision } = published.current;
    if (!last && (await storage.completeCount(id)) < LEAST_BASE) return;
    const made = await resultsOf(published, storage, day);
    const unchanged = last && revisionOf(last) === revision && Math.abs(made.complete - last.complete) < BATCH;
    if (made.complete >= LEAST_BASE && !unchanged) await storage.publish(made);
  }

  function isDue(id: string, last: Publication | undefined, day: string): boolean {
    if (last && last.day >= day) return false;
    const before = looked.get(id);
    if (!before) return true;
    return last ? before.day !== day : now().getTime() - before.at >= LOOK_AGAIN;
  }

  return {
    async of(published) {
      const { id, revision } = published.current;
      const day = dayOf(now());
      const last = await storage.publication(id);
      if (!making.has(id) && isDue(id, last, day)) {
        looked.set(id, { day, at: now().getTime() });
        making.set(
          id,
          renew(published, last, day).finally(() => making.delete(id)),
        );
      }
      const underWay = making.get(id);
      // A million responses take seconds to count: whoever comes first does not wait for it when there is something to show.
      if (!last) await underWay;
      else
        underWay?.catch((error: unknown) => {
          looked.delete(id);
          logError('publication-failed', error);
        });
      const current = last ?? (await storage.publication(id));
      return current && revisionOf(current) === revision ? current.body : JSON.stringify(nothingYet(published));
    },
  };
}

function nothingYet({ current }: PublishedSurvey): Results {
  return { survey: current.id, revision: current.revision, asOf: null, n: 0, strata: {} };
}

function revisionOf(publication: Publication): number {
  return (JSON.parse(publication.body) as Results).revision;
}

/** Counts the complete responses to the current revision: another one may ask other things. */
async function resultsOf({ current }: PublishedSurvey, storage: Storage, day: string): Promise<Publication> {
  const tally = emptyTally(current);
  const counted = [...comparedItems(current), ...(current.stratum ? [current.stratum] : [])];
  const items = [...new Set([...counted, ...profileItems(current)])];
  const readAnswers = answerReader(items);
  const profileOf = profilerOf(current, items);
  let since = 0;
  // What the organiser set aside counts nowhere.
  for await (const { response, isAside } of markedAside(storage, current.id)) {
    if (response.status === 'complete' && response.revision === current.revision && !isAside) {
      const given = readAnswers(response.answers);
      const answers: Record<string, Answer | undefined> = {};
      for (const [place, item] of items.entries()) answers[item] = given[place];
      count(tally, current, answers, profileOf(given));
    }
    if (++since % SLICE === 0) await setImmediate();
  }
  const complete = tally.strata.get(EVERYONE)?.n ?? 0;
  const results: Results = {
    survey: current.id,
    revision: current.revision,
    asOf: day,
    n: Math.round(complete / STEP) * STEP,
    ...protect(tally),
  };
  return { survey: current.id, day, complete, body: JSON.stringify(results) };
}
