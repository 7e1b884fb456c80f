import { randomInt } from 'node:crypto';
import * as v from 'valibot';
import type { PublishedSurvey, Surveys } from '../../authoring/published-surveys.ts';
import { showInPreview } from '../../core/results/noise.ts';
import { dayOf } from '../../wire/day.ts';
import type { VerbatimLot, Verbatims } from '../../wire/verbatims.ts';
import type { Asset } from '../http/assets.ts';
import { readyBody } from '../http/precompressed-body.ts';
import { type Background, createBackground } from '../process/background.ts';
import { keptResults } from '../process/kept-fresh.ts';
import { log } from '../process/log.ts';
import type { DisclosureSecret } from '../results/disclosure-secret.ts';
import { type DrawableComment, type KeptComment, readCommentKey } from '../storage/comment-storage.ts';
import { type Storage, StorageUnavailable } from '../storage/storage.ts';
import { LEAST_SHOWN, lotsOf, PUBLISHABLE } from './lots.ts';

export interface VerbatimsPublisher {
  /** What anybody may read now. */
  readonly of: (published: PublishedSurvey) => Promise<Asset>;
  /** Draws today's lots of each survey from what was decided before today. Never because somebody reads. */
  readonly drawDue: () => Promise<void>;
}

export interface VerbatimsParts {
  readonly storage: Storage;
  readonly surveys: Surveys;
  readonly now: () => Date;
  readonly secret: DisclosureSecret;
  readonly background?: Background;
  /** Marks the comments: they are invented. */
  readonly isDemonstration?: boolean;
}

/** What is kept of a survey's lots. */
const drawnSchema = v.object({
  /** Of the secret that the counts are moved by. */
  secret: v.string(),
  lastLot: v.number(),
  /** Of the last day that brought a lot. */
  shown: v.nullable(v.object({ asOf: v.string(), read: v.number() })),
});
type Drawn = Readonly<v.InferOutput<typeof drawnSchema>>;

/** Throws `StorageUnavailable` for a row that was cut short: as if nothing had been drawn, the lots would begin again. */
function drawnIn(body: string): Drawn {
  const read = v.safeParse(v.pipe(v.string(), v.parseJson(), drawnSchema), body);
  if (!read.success) throw new StorageUnavailable('the last lots cannot be read');
  return read.output;
}

/** The states of comments that were read, whatever was decided. */
const READ: readonly string[] = [PUBLISHABLE, 'discarded'];
/** The counts of lots have draws of their own. */
const STRATUM = '(verbatims)';

export function createVerbatims(parts: VerbatimsParts): VerbatimsPublisher {
  const { storage, surveys, now, secret, background = createBackground(), isDemonstration = false } = parts;
  const bodies = keptResults<string, Asset>();

  async function drawOne({ current: { id } }: PublishedSurvey, day: string): Promise<void> {
    const last = await storage.verbatims(id);
    if (last && last.day >= day) return;
    const before: Drawn = last ? drawnIn(last.body) : { secret: secret.digest, lastLot: 0, shown: null };
    if (before.secret !== secret.digest) {
      // Another secret would draw the same counts a second time.
      log('verbatims-refused', { survey: id, reason: 'another-disclosure-key' });
      return;
    }
    const read = await storage.drawable(id, READ, day);
    const drawn = lotsOf(
      read.filter(({ state }) => state === PUBLISHABLE),
      before.lastLot,
      (bound) => randomInt(bound),
    );
    const lastLot = Math.max(before.lastLot, ...drawn.map(({ lot }) => lot));
    const body: Drawn = {
      secret: secret.digest,
      lastLot,
      shown: drawn.length > 0 ? { asOf: day, read: perturbed(id, lastLot, read) } : before.shown,
    };
    // Even when nothing was drawn: today has been looked at.
    await storage.drawLots({ survey: id, day, body: JSON.stringify(body) }, drawn);
  }

  /** The count is perturbed as those of publications are: another draw for each lot, the same one within it. */
  function perturbed(survey: string, lastLot: number, comments: readonly DrawableComment[]): number {
    const show = showInPreview(secret.chanceOf(survey)(STRATUM, lastLot));
    return show({ count: comments.length, keys: comments.reduce((sum, { key }) => sum + numberOf(key), 0) });
  }

  async function bodyOf(survey: string): Promise<Asset> {
    const last = await storage.verbatims(survey);
    const shown = last ? drawnIn(last.body).shown : null;
    const texts = await storage.inLots(survey);
    const body: Verbatims = {
      survey,
      asOf: shown?.asOf ?? null,
      read: shown?.read ?? null,
      lots: texts.length < LEAST_SHOWN ? [] : inLots(texts),
      ...(isDemonstration && { demonstration: true }),
    };
    return readyBody(body);
  }

  return {
    async of({ current: { id } }) {
      // What was erased or withdrawn, here or by another endpoint, is out of it at once.
      const stamp = `${(await storage.verbatims(id))?.day} ${await storage.lotsStamp(id)}`;
      return await bodies.get(
        id,
        stamp,
        (known) => known === stamp,
        () => bodyOf(id),
      );
    },
    async drawDue() {
      const day = dayOf(now());
      // What fails is due again at the next look, and holds up no other survey.
      for (const published of surveys.values())
        await background('verbatims', () => drawOne(published, day), published.current.id);
    },
  };
}

function inLots(texts: readonly KeptComment[]): Verbatims['lots'] {
  const lots = new Map<number | null, VerbatimLot & { readonly texts: string[] }>();
  for (const { lot, item, language, text } of texts) {
    const known = lots.get(lot) ?? { item, language, texts: [] };
    known.texts.push(text ?? '');
    lots.set(lot, known);
  }
  return [...lots.values()];
}

/** 32 bits of the key, which are random: sums of them are exact in a double. */
function numberOf(key: string): number {
  return Number((readCommentKey(key)?.key ?? 0n) & 0xffff_ffffn);
}
