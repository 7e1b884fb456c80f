import { createHash } from 'node:crypto';
import type { PublishedSurvey, Surveys } from '../../authoring/published-surveys.ts';
import type { Phase } from '../../core/results/disclosure.ts';
import { EVERYONE } from '../../core/results/exact-tables.ts';
import { NEVER_PUBLISHED, publicationOf, publish } from '../../core/results/publish.ts';
import { takeCensus } from '../../core/results/take-census.ts';
import { dayOf } from '../../wire/day.ts';
import { closingDays, isFinalMade, isOrderedFor, readConduct } from '../conduct/conduct.ts';
import { log, logError } from '../process/log.ts';
import { type Storage, StorageUnavailable } from '../storage/storage.ts';
import type { DisclosureSecret } from './disclosure-secret.ts';
import { type Kept, readKept } from './kept.ts';
import { readColumns } from './read-columns.ts';

/** What everybody reads of a survey, with the tag that names it. */
export interface PublicBody {
  readonly body: string;
  readonly etag: string;
}

export interface Publications {
  /** The current publication, without asking the storage more than once a minute. */
  readonly of: (published: PublishedSurvey) => Promise<PublicBody>;
  /** Makes today's publication of each survey that has none, from the responses received before today. Never because somebody reads. */
  readonly publishDue: () => Promise<void>;
  /** What is shown of a survey follows from what has just been decided. */
  readonly forget: (survey: string) => void;
}

export interface PublicationParts {
  readonly storage: Storage;
  readonly surveys: Surveys;
  readonly now: () => Date;
  readonly secret: DisclosureSecret;
}

/** How long a body read from the storage serves: another endpoint may have published meanwhile. */
const FRESH = 60_000;

export function createPublications({ storage, surveys, now, secret }: PublicationParts): Publications {
  const bodies = new Map<string, { readonly body: Promise<PublicBody>; readonly at: number }>();

  async function publishOne(published: PublishedSurvey, day: string): Promise<void> {
    const { id } = published.current;
    const last = await readKept(storage, id);
    if (last && last.day >= day) return;
    if (last && last.kept.secret !== secret.digest) {
      // Another secret would draw the same people a second time.
      log('publication-refused', { survey: id, reason: 'another-disclosure-key' });
      return;
    }
    const { conduct } = await readConduct(storage, id);
    const days = closingDays(published.current, conduct);
    // Once made, the final results are the last word: what arrives later is stored and exported, not published.
    if (isFinalMade(lastOf(last), days)) return;
    const isFinal = days.finalOn !== undefined && day >= days.finalOn;
    const phase = isFinal ? 'results' : 'preview';
    // An endpoint that was stopped on that day makes them later, from the same responses.
    const cut = isFinal ? days.finalOn : day;
    const columns = await readColumns(storage, published, { before: cut, keyOf: secret.keyOf });
    const census = takeCensus(columns, published.current, published.results);
    const before = last?.kept.ledger ?? NEVER_PUBLISHED;
    const isOrdered = isOrderedFor(day, last, conduct);
    const ledger = publish(before, census, { day: cut, phase, isOrdered, chanceOf: secret.chanceOf(id) });
    const kept: Kept = { secret: secret.digest, phase, ledger };
    // Even when nothing was drawn: today has been looked at.
    const complete = census.strata.get(EVERYONE)?.everyone.count ?? 0;
    await storage.publish({ survey: id, day, complete, body: JSON.stringify(kept) });
    bodies.delete(id);
  }

  async function bodyOf(published: PublishedSurvey): Promise<PublicBody> {
    const { id, revision } = published.current;
    const last = await readKept(storage, id);
    const days = closingDays(published.current, (await readConduct(storage, id)).conduct);
    // Of a survey that was reopened they are no last word any more.
    const phase: Phase = isFinalMade(lastOf(last), days) ? 'results' : 'preview';
    const ledger = last?.kept.ledger ?? NEVER_PUBLISHED;
    const publication = publicationOf(ledger, { survey: id, revision, phase }, strataOf(published));
    const body = JSON.stringify({ ...publication, ...days });
    return { body, etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"` };
  }

  return {
    async of(published) {
      const { id } = published.current;
      const known = bodies.get(id);
      const at = now().getTime();
      if (known && Math.abs(at - known.at) < FRESH) return await known.body;
      const body = bodyOf(published);
      bodies.set(id, { body, at });
      try {
        return await body;
      } catch (error) {
        bodies.delete(id);
        throw error;
      }
    },
    forget: (survey) => void bodies.delete(survey),
    async publishDue() {
      const day = dayOf(now());
      for (const published of surveys.values()) {
        try {
          await publishOne(published, day);
        } catch (error) {
          // It is due again at the next look.
          if (!(error instanceof StorageUnavailable)) throw error;
          logError('publication-failed', error);
        }
      }
    },
  };
}

function lastOf(last: Awaited<ReturnType<typeof readKept>>) {
  return last && { day: last.day, phase: last.kept.phase };
}

function strataOf({ current }: PublishedSurvey): readonly string[] {
  const strata = current.question.get(current.stratum ?? '')?.choices ?? [];
  return [EVERYONE, ...strata.map(({ id }) => id)];
}

/** How often the day is looked at: its change is noticed within this. */
const LOOK = 60_000;

/** Publishes what is due now and at each change of the day, one at a time, until stopped. */
export function publishDaily({ publishDue }: Publications): { readonly stop: () => Promise<void> } {
  let underWay: Promise<void> = Promise.resolve();
  let isStopped = false;
  const look = () => {
    underWay = underWay.then(() => (isStopped ? undefined : publishDue()));
  };
  look();
  const timer = setInterval(look, LOOK);
  return {
    async stop() {
      isStopped = true;
      clearInterval(timer);
      await underWay;
    },
  };
}
