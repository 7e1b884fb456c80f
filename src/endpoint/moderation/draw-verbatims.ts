import { randomInt } from 'node:crypto';
import * as v from 'valibot';
import type { PublishedSurvey } from '../../authoring/published-surveys.ts';
import { drawNoise } from '../../core/results/disclosure/geometric.ts';
import { dayOf } from '../../wire/day.ts';
import type { VerbatimLot, Verbatims } from '../../wire/verbatims.ts';
import type { Asset } from '../http/assets.ts';
import { readyBody } from '../http/precompressed-body.ts';
import { parsedRow } from '../lifecycle/held-changes.ts';
import { createBackground } from '../process/background.ts';
import { keptResults } from '../process/kept-fresh.ts';
import type { PublicationParts } from '../results/publications.ts';
import { systemUniform } from '../results/uniform.ts';
import type { CommentRecord } from '../storage/comment-storage.ts';
import { LEAST_SHOWN, lotsOf, PUBLISHABLE } from './lots.ts';

export type VerbatimsPublisher = ReturnType<typeof createVerbatims>;

type VerbatimsParts = Omit<PublicationParts, 'counting' | 'code' | 'remembered'>;

const drawnSchema = v.object({
  /** The night of the publication that they were drawn with. */
  night: v.optional(v.number(), -1),
  /** Sum of the draws that the count of comments has received. */
  noise: v.optional(v.number(), 0),
  lastLot: v.number(),
  /** The lots that were shown on the last day that brought one. */
  shown: v.nullable(v.object({ asOf: v.string(), read: v.number() })),
});
type LotsRecord = Readonly<v.InferOutput<typeof drawnSchema>>;

/** The states of comments that were read, whatever was decided. */
const READ: readonly string[] = [PUBLISHABLE, 'discarded'];
/** As that of every count that is published, ε = 1/2. */
const EPSILON = { s: 1, t: 2 };

export function createVerbatims(parts: VerbatimsParts) {
  const { storage, surveys, now, background = createBackground(), uniform = systemUniform() } = parts;
  const { isDemonstration = false } = parts;
  const bodies = keptResults<string, Asset>();

  async function drawOne({ current: { id } }: PublishedSurvey, day: string): Promise<void> {
    const published = await storage.lastNight(id);
    if (!published || published.night === 0) return;
    const last = await storage.verbatims(id);
    const before: LotsRecord = last
      ? parsedRow(drawnSchema, last.body)
      : { night: -1, noise: 0, lastLot: 0, shown: null };
    if ((last && last.day >= day) || before.night >= published.night) return;
    const read = await storage.drawable(id, READ, day);
    const drawn = lotsOf(
      read.filter(({ state }) => state === PUBLISHABLE),
      before.lastLot,
      (bound) => randomInt(bound),
    );
    const lastLot = Math.max(before.lastLot, ...drawn.map(({ lot }) => lot));
    const noise = drawn.length > 0 ? before.noise + drawNoise(EPSILON, uniform) : before.noise;
    const body: LotsRecord = {
      night: published.night,
      noise,
      lastLot,
      shown: drawn.length > 0 ? { asOf: day, read: Math.max(0, read.length + noise) } : before.shown,
    };
    // Even when nothing was drawn: this night has been looked at.
    await storage.drawLots({ survey: id, day, body: JSON.stringify(body) }, drawn);
  }

  async function bodyOf(survey: string): Promise<Asset> {
    const last = await storage.verbatims(survey);
    const shown = last ? parsedRow(drawnSchema, last.body).shown : null;
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
    /** The comments that anybody may read now. */
    async of({ current: { id } }: PublishedSurvey) {
      // What was erased or withdrawn, here or by another endpoint, is out of it at once.
      const stamp = `${(await storage.verbatims(id))?.day} ${await storage.lotsStamp(id)}`;
      return await bodies.get(id, stamp, () => bodyOf(id));
    },
    /** Draws the lots of each survey on the nights of its publications, from what was decided before the day. Never because somebody reads. */
    async drawDue() {
      const day = dayOf(now());
      // What fails is due again at the next look, and holds up no other survey.
      for (const published of surveys.values())
        await background('verbatims', () => drawOne(published, day), published.current.id);
    },
  };
}

function inLots(texts: readonly CommentRecord[]): Verbatims['lots'] {
  const byLot = new Map<number | null, VerbatimLot & { readonly texts: string[] }>();
  for (const { lot, item, language, text } of texts) {
    const known = byLot.get(lot) ?? { item, language, texts: [] };
    known.texts.push(text ?? '');
    byLot.set(lot, known);
  }
  return [...byLot.values()];
}
