import type { PublishedSurvey, Surveys } from '../../authoring/published-surveys.ts';
import { type Phase, protect } from '../../core/results/disclosure.ts';
import { EVERYONE } from '../../core/results/exact-tables.ts';
import { NEVER_PUBLISHED, publicationOf, publish } from '../../core/results/publish.ts';
import type { AddedCrossing, ShownCrossing } from '../../core/results/shown-tables.ts';
import { withAdded } from '../../core/results/shown-tables.ts';
import { dayOf } from '../../wire/day.ts';
import type { Counting } from '../columns/counting.ts';
import { addedBy, closingDays, isFinalMade, isOrderedFor, readConduct } from '../conduct/conduct.ts';
import type { Asset } from '../http/assets.ts';
import { readyBody } from '../http/precompressed-body.ts';
import { type Background, createBackground } from '../process/background.ts';
import { keptResults } from '../process/kept-fresh.ts';
import { log } from '../process/log.ts';
import type { Storage } from '../storage/storage.ts';
import type { DisclosureSecret } from './disclosure-secret.ts';
import { type Kept, readKept } from './kept-publications.ts';

export interface Publications {
  /** The current publication, without asking the storage more than once a minute. */
  readonly of: (published: PublishedSurvey) => Promise<Asset>;
  /** Makes today's publication of each survey that has none, from the responses received before today. Never because somebody reads. */
  readonly publishDue: () => Promise<void>;
  /** What everybody would read of a crossing if everyone were drawn now; nothing while they are too few. */
  readonly foresee: (published: PublishedSurvey, crossing: AddedCrossing) => Promise<Foreseen | undefined>;
  /** What is shown of a survey follows from what has just been decided. */
  readonly forget: (survey: string) => void;
}

export interface Foreseen {
  readonly phase: Phase;
  /** Complete responses. */
  readonly n: number;
  readonly crossing: ShownCrossing;
}

export interface PublicationParts {
  readonly storage: Storage;
  readonly surveys: Surveys;
  readonly now: () => Date;
  readonly secret: DisclosureSecret;
  readonly counting: Pick<Counting, 'ask'>;
  readonly background?: Background;
  /** Marks every publication: the responses are made up. */
  readonly isDemonstration?: boolean;
}

/** How long a body read from the storage serves: another endpoint may have published meanwhile. */
const FRESH = 60_000;

export function createPublications(parts: PublicationParts): Publications {
  const { storage, surveys, now, background = createBackground() } = parts;
  const bodies = keptResults<number, Asset>();
  let forgottenOn: string | undefined;

  /** On which day a text came is of no use but for what is shown before the day is over. */
  async function forgetDays(day: string): Promise<void> {
    if (day === forgottenOn) return;
    await storage.forgetDays(day);
    forgottenOn = day;
  }

  return {
    of(published) {
      const at = now().getTime();
      const isCurrent = (since: number) => Math.abs(at - since) < FRESH;
      return bodies.get(published.current.id, at, isCurrent, () => bodyOf(published, parts));
    },
    foresee: (published, crossing) => foresee(published, crossing, parts),
    forget: (survey) => bodies.forget(survey),
    async publishDue() {
      const day = dayOf(now());
      // What fails is due again at the next look, and holds up no other survey.
      await background('publication', () => forgetDays(day));
      for (const published of surveys.values()) {
        const { id } = published.current;
        await background('publication', async () => (await publishOne(published, day, parts)) && bodies.forget(id), id);
      }
    },
  };
}

/** Makes the publication of a day, unless there is one or none may be made. Says whether it did. */
async function publishOne(
  published: PublishedSurvey,
  day: string,
  { storage, secret, counting }: PublicationParts,
): Promise<boolean> {
  const { id } = published.current;
  const last = await readKept(storage, id);
  if (last && last.day >= day) return false;
  if (last && last.kept.secret !== secret.digest) {
    // Another secret would draw the same people a second time.
    log('publication-refused', { survey: id, reason: 'another-disclosure-key' });
    return false;
  }
  const { conduct } = await readConduct(storage, id);
  const days = closingDays(published.current, conduct);
  // Once made, the final results are the last word: what arrives later is stored and exported, not published.
  if (isFinalMade(lastOf(last), days)) return false;
  const isFinal = days.finalOn !== undefined && day >= days.finalOn;
  const phase = isFinal ? 'results' : 'preview';
  // An endpoint that was stopped on that day makes them later, from the same responses.
  const cut = isFinal ? days.finalOn : day;
  const census = await counting.ask(id, 'census', cut, addedBy(conduct, published.current));
  const before = last?.kept.ledger ?? NEVER_PUBLISHED;
  const isOrdered = isOrderedFor(day, last, conduct);
  const ledger = publish(before, census, { day: cut, phase, isOrdered, chanceOf: secret.chanceOf(id) });
  const kept: Kept = { secret: secret.digest, phase, ledger };
  // Even when nothing was drawn: today has been looked at.
  const complete = census.strata.get(EVERYONE)?.everyone.count ?? 0;
  await storage.publish({ survey: id, day, complete, body: JSON.stringify(kept) });
  return true;
}

async function bodyOf(
  published: PublishedSurvey,
  { storage, isDemonstration = false }: PublicationParts,
): Promise<Asset> {
  const { id, revision } = published.current;
  const last = await readKept(storage, id);
  const { conduct } = await readConduct(storage, id);
  const days = closingDays(published.current, conduct);
  // The results of a survey that was reopened are no longer final.
  const phase: Phase = isFinalMade(lastOf(last), days) ? 'results' : 'preview';
  const ledger = last?.kept.ledger ?? NEVER_PUBLISHED;
  const publication = publicationOf(ledger, { survey: id, revision, phase }, strataOf(published));
  const shownToAll = withAdded(publication, published.results.crossings ?? [], addedBy(conduct, published.current));
  return readyBody({ ...shownToAll, ...days, ...(isDemonstration && { demonstration: true }) });
}

/** By the chance of the next draw: what does not change until then is drawn alike, however often it is looked at. */
async function foresee(
  published: PublishedSurvey,
  crossing: AddedCrossing,
  { storage, now, counting, secret }: PublicationParts,
): Promise<Foreseen | undefined> {
  const { id } = published.current;
  const last = await readKept(storage, id);
  const today = dayOf(now());
  const { finalOn } = closingDays(published.current, (await readConduct(storage, id)).conduct);
  const phase: Phase = finalOn !== undefined && today >= finalOn ? 'results' : 'preview';
  const everyone = (await counting.ask(id, 'census', today, [crossing])).strata.get(EVERYONE);
  const ordinal = (last?.kept.ledger.strata[EVERYONE]?.ordinal ?? 0) + 1;
  const drawn = everyone && protect(everyone, phase, secret.chanceOf(id)(EVERYONE, ordinal));
  const shown = drawn?.crossings[crossing.id];
  return drawn && shown ? { phase, n: drawn.n, crossing: shown } : undefined;
}

function lastOf(last: Awaited<ReturnType<typeof readKept>>) {
  return last && { day: last.day, phase: last.kept.phase };
}

function strataOf({ current }: PublishedSurvey): readonly string[] {
  const strata = current.question.get(current.stratum ?? '')?.choices ?? [];
  return [EVERYONE, ...strata.map(({ id }) => id)];
}
