import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import SQLite from 'better-sqlite3';
import { toRow } from '../../src/endpoint/storage/response-row.ts';
import type { Received } from '../../src/endpoint/storage/storage.ts';
import type { StorableEnvelope } from '../../src/endpoint/storage/texts.ts';
import { DAY, digestOf, envelope } from './harness.ts';

/** Enough that chance alone stays within a hundredth or two of one half. */
export const ARRIVALS = 1_500;

/**
 * Responses in the order in which they arrive, each with unique words at both ends of a comment, one in eight a long one. Its other
 * answers have so many kB, which no compression makes much shorter.
 */
export function arrivals(kilobytes = 0, count = ARRIVALS): readonly Received[] {
  return Array.from({ length: count }, (_, turn) => {
    const comment = `BEGIN${turn}. ${'lorem ipsum '.repeat(turn % 8 ? turn % 40 : 250)}END${turn}.`;
    const one = envelope({
      answers: {
        'authority-type': 'commune',
        'free-comment': comment,
        'free-comment-consent': 'yes',
        ...(kilobytes > 0 && { 'long-answer': randomBytes(kilobytes * 500).toString('hex') }),
      },
    });
    return { envelope: one, digest: digestOf(one) };
  });
}

/** What an archaeologist may know a response by, each in the order of arrival. */
export function tracesOf(received: readonly Received[]): Readonly<Record<string, readonly Buffer[]>> {
  const trace = (of: (one: Received, turn: number) => string | Buffer) =>
    received.map((one, turn) => Buffer.from(of(one, turn) as string));
  return {
    id: trace(({ envelope: { id } }) => id),
    'receipt as text': trace(({ envelope: { receiptHash } }) => receiptHash),
    'receipt as bytes': trace(({ envelope: { receiptHash } }) => Buffer.from(receiptHash, 'hex')),
    'digest as bytes': trace(({ digest }) => Buffer.from(digest, 'hex')),
    'first words': trace((_, turn) => `BEGIN${turn}.`),
    'last words': trace((_, turn) => `END${turn}.`),
  };
}

const ENDS = 24;

/** The first and the last bytes of the answers as they are stored. */
export function endsOfAnswers(kept: readonly StorableEnvelope[]): Readonly<Record<'begin' | 'end', readonly Buffer[]>> {
  const stored = kept.map((one) => {
    const { answers, deflated } = toRow(one, DAY);
    return Buffer.from(answers ?? deflated ?? []);
  });
  return { begin: stored.map((bytes) => bytes.subarray(0, ENDS)), end: stored.map((bytes) => bytes.subarray(-ENDS)) };
}

/** The share of pairs that stand in the order of arrival: one half is chance. Equal places say nothing. */
export function pairsInOrder(places: readonly number[]): number {
  let inOrder = 0;
  for (let later = 1; later < places.length; later++)
    for (let earlier = 0; earlier < later; earlier++) {
      const difference = (places[later] ?? 0) - (places[earlier] ?? 0);
      inOrder += difference > 0 ? 1 : difference === 0 ? 0.5 : 0;
    }
  return inOrder / ((places.length * (places.length - 1)) / 2);
}

/** Where each trace is first in the bytes, or -1. They are read once: a search for each takes half a minute. */
export function placesOf(traces: readonly Buffer[], bytes: Buffer): readonly number[] {
  const byEnding = new Map<number, number[]>();
  // Most places are passed over by two bytes, without a look into the map.
  const mayEnd = new Uint8Array(2 ** 16);
  for (const [turn, trace] of traces.entries()) {
    const ending = trace.readUInt32BE(trace.length - 4);
    byEnding.set(ending, [...(byEnding.get(ending) ?? []), turn]);
    mayEnd[ending & 0xffff] = 1;
  }
  const places = traces.map(() => -1);
  let ending = 0;
  for (let last = 0; last < bytes.length; last++) {
    ending = ((ending << 8) | (bytes[last] ?? 0)) >>> 0;
    if (mayEnd[ending & 0xffff] === 0) continue;
    for (const turn of byEnding.get(ending) ?? []) {
      const trace = traces[turn];
      const place = last + 1 - (trace?.length ?? 0);
      if (places[turn] === -1 && place >= 0 && trace?.equals(bytes.subarray(place, last + 1))) places[turn] = place;
    }
  }
  return places;
}

/** By kind of trace, the pairs in order among all whose trace is in the bytes. */
export function dig(bytes: Buffer, traces: ReturnType<typeof tracesOf>): Record<string, number> {
  const found: Record<string, number> = {};
  const everywhere = placesOf(Object.values(traces).flat(), bytes);
  let read = 0;
  for (const [kind, all] of Object.entries(traces)) {
    const places = everywhere.slice(read, read + all.length).filter((place) => place >= 0);
    read += all.length;
    if (places.length >= 100) found[kind] = unlessChance(pairsInOrder(places), [places.length]);
  }
  return found;
}

/** Standard deviations that chance passes in seven runs of a million. */
const DEVIATIONS = 4.5;

/**
 * The share of pairs in order within groups of these sizes. Among few, chance alone strays from one half further than the bounds
 * allow: what it may give is then written as one half. A real order is still detected.
 */
export function unlessChance(share: number, sizes: readonly number[]): number {
  const sum = (of: (n: number) => number) => sizes.reduce((total, n) => total + of(n), 0);
  const variance = sum((n) => (n * (n - 1) * (2 * n + 5)) / 72);
  const deviation = Math.sqrt(variance) / sum((n) => (n * (n - 1)) / 2);
  const strays = DEVIATIONS * deviation;
  return strays > AT_CHANCE.most - 0.5 && Math.abs(share - 0.5) <= strays ? 0.5 : share;
}

/** Two rows of one page tell more than two rows of the file: SQLite fills a page from its end. */
function pairsOnOnePage(content: Buffer, size: number, ids: readonly Buffer[]): number | undefined {
  const pages = new Map<number, number[]>();
  for (const place of placesOf(ids, content)) {
    if (place < 0) continue;
    const page = Math.floor(place / size);
    pages.set(page, [...(pages.get(page) ?? []), place]);
  }
  let [pairs, inOrder] = [0, 0];
  for (const places of pages.values()) {
    const own = (places.length * (places.length - 1)) / 2;
    pairs += own;
    if (own > 0) inOrder += own * pairsInOrder(places);
  }
  const sizes = [...pages.values()].map(({ length }) => length);
  return pairs > 1_000 ? unlessChance(inOrder / pairs, sizes) : undefined;
}

/** The same of every table and index of an SQLite file, by its pages in the order of the file. */
export function digSqlite(file: string, traces: ReturnType<typeof tracesOf>): Record<string, number> {
  const database = new SQLite(file, { readonly: true });
  const bytes = readFileSync(file);
  const pages = database
    .prepare<[], { name: string; pageno: number; pagetype: string }>(
      'SELECT name, pageno, pagetype FROM dbstat ORDER BY pageno',
    )
    .all();
  const size = Number(database.pragma('page_size', { simple: true }));
  const found: Record<string, number> = {};
  for (const name of new Set(pages.map((page) => page.name)))
    for (const type of ['leaf', 'overflow', 'internal']) {
      const own = pages.filter((page) => page.name === name && page.pagetype === type);
      const content = Buffer.concat(own.map(({ pageno }) => bytes.subarray((pageno - 1) * size, pageno * size)));
      for (const [kind, share] of Object.entries(dig(content, traces))) found[`${name}, ${type}: ${kind}`] = share;
      const within = pairsOnOnePage(content, size, traces.id ?? []);
      if (within !== undefined) found[`${name}, ${type}: on one page`] = within;
    }
  database.close();
  return found;
}

/** Tables of more than a hundred rows of which nothing was found: the archaeologist cannot tell whether they hold an order. */
export function undated(file: string, found: Readonly<Record<string, number>>): readonly string[] {
  const database = new SQLite(file, { readonly: true });
  const tables = database.prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table'`).pluck().all();
  const large = tables.filter(
    (table) => Number(database.prepare(`SELECT COUNT(*) FROM "${table}"`).pluck().get()) > 100,
  );
  database.close();
  return large.filter((table) => !Object.keys(found).some((name) => name.startsWith(`${table}, `)));
}

/** Tables with a row per survey, per day or per act of the organiser, not per response. */
const FEW =
  /^(refusal|event_refusal|publication|publication_night|probe|about|erasure|loss|published_revision|revision_day|lifecycle|text_item|verbatims|survey|survey_piece|short_address|token|journal)$/;

/** Tables that hold a row for each response, and too few here to tell anything by. */
export function unfilled(file: string): readonly string[] {
  const database = new SQLite(file, { readonly: true });
  const tables = database
    .prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`)
    .pluck()
    .all();
  const small = tables.filter(
    (table) => Number(database.prepare(`SELECT COUNT(*) FROM "${table}"`).pluck().get()) <= 100,
  );
  database.close();
  return small.filter((table) => !FEW.test(table));
}

export const AT_CHANCE = { least: 0.45, most: 0.55 };

export function beyondChance(found: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(found).filter(([, share]) => share < AT_CHANCE.least || share > AT_CHANCE.most),
  );
}

/** Stores them one after the other, as they come: a few to a transaction. */
export async function arrive(
  received: readonly Received[],
  storage: { readonly store: (received: readonly Received[], refusals: readonly [], day: string) => Promise<unknown> },
) {
  for (let at = 0; at < received.length; at += 10) await storage.store(received.slice(at, at + 10), [], DAY);
}
