import { randomInt } from 'node:crypto';
import type { PublishedSurvey, Surveys } from '../../authoring/published-surveys.ts';
import { showInPreview } from '../../core/results/noise.ts';
import type { VerbatimLot, Verbatims } from '../../wire/comments/verbatims.ts';
import { dayOf } from '../../wire/day.ts';
import type { Asset } from '../http/assets.ts';
import { readyBody } from '../http/precompressed-body.ts';
import { log, logError } from '../process/log.ts';
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
}

/** What is kept of a survey's lots. */
interface Drawn {
  /** Of the secret that the counts are moved by. */
  readonly secret: string;
  readonly lastLot: number;
  /** Of the last day that brought a lot. */
  readonly shown: { readonly asOf: string; readonly read: number; readonly masked: number } | null;
}

/** Read by somebody, whatever was decided then. */
const READ: readonly string[] = [...PUBLISHABLE, 'discarded'];
/** The counts of lots have draws of their own. */
const STRATUM = '(verbatims)';

export function createVerbatims({ storage, surveys, now, secret }: VerbatimsParts): VerbatimsPublisher {
  const bodies = new Map<string, { readonly stamp: string; readonly body: Promise<Asset> }>();

  async function drawOne({ current: { id } }: PublishedSurvey, day: string): Promise<void> {
    const last = await storage.verbatims(id);
    if (last && last.day >= day) return;
    const before: Drawn = last ? JSON.parse(last.body) : { secret: secret.digest, lastLot: 0, shown: null };
    if (before.secret !== secret.digest) {
      // Another secret would draw the same counts a second time.
      log('verbatims-refused', { survey: id, reason: 'another-disclosure-key' });
      return;
    }
    const read = await storage.drawable(id, READ, day);
    const drawn = lotsOf(
      read.filter(({ state }) => PUBLISHABLE.includes(state)),
      before.lastLot,
      (bound) => randomInt(bound),
    );
    const lastLot = Math.max(before.lastLot, ...drawn.map(({ lot }) => lot));
    const body: Drawn = {
      secret: secret.digest,
      lastLot,
      shown: drawn.length > 0 ? { asOf: day, ...moved(id, lastLot, read, drawn) } : before.shown,
    };
    // Even when nothing was drawn: today has been looked at.
    await storage.drawLots({ survey: id, day, body: JSON.stringify(body) }, drawn);
  }

  /** As the counts of publications are: each draw anew, and within one draw always the same. */
  function moved(
    survey: string,
    lastLot: number,
    read: readonly DrawableComment[],
    drawn: readonly Pick<DrawableComment, 'key'>[],
  ) {
    const show = showInPreview(secret.chanceOf(survey)(STRATUM, lastLot));
    const joined = new Set(drawn.map(({ key }) => key));
    const masked = read.filter(({ key, state, lot }) => state === 'masked' && (lot !== null || joined.has(key)));
    const cell = (comments: readonly Pick<DrawableComment, 'key'>[]) => ({
      count: comments.length,
      keys: comments.reduce((sum, { key }) => sum + numberOf(key), 0),
    });
    return { read: show(cell(read)), masked: show(cell(masked)) };
  }

  async function bodyOf(survey: string): Promise<Asset> {
    const last = await storage.verbatims(survey);
    const shown = last ? (JSON.parse(last.body) as Drawn).shown : null;
    const texts = await storage.inLots(survey);
    const body: Verbatims = {
      survey,
      asOf: shown?.asOf ?? null,
      read: shown?.read ?? null,
      masked: shown?.masked ?? null,
      lots: texts.length < LEAST_SHOWN ? [] : inLots(texts),
    };
    return readyBody(body);
  }

  return {
    async of({ current: { id } }) {
      // What was erased or withdrawn, here or by another endpoint, is out of it at once.
      const stamp = `${(await storage.verbatims(id))?.day} ${await storage.lotsStamp(id)}`;
      const known = bodies.get(id);
      if (known?.stamp === stamp) return await known.body;
      const body = bodyOf(id);
      bodies.set(id, { stamp, body });
      try {
        return await body;
      } catch (error) {
        bodies.delete(id);
        throw error;
      }
    },
    async drawDue() {
      const day = dayOf(now());
      for (const published of surveys.values()) {
        try {
          await drawOne(published, day);
        } catch (error) {
          // It is due again at the next look.
          if (!(error instanceof StorageUnavailable)) throw error;
          logError('verbatims-failed', error);
        }
      }
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
