import type { QueuedEnvelope } from '../store/schema.ts';
import { copyPath, DAYS, idOf, jsonAt, pathsOf, putJson } from './copies-shelf.ts';

export interface RemovedCopies {
  readonly envelopes?: readonly Pick<QueuedEnvelope, 'id' | 'sequence'>[];
  /** Ids: every envelope of these, and their cards. */
  readonly responses?: readonly string[];
  readonly erasures?: readonly string[];
  /** Names of envelopes: these, earlier ones of the same responses, all cards and the counts of the day. */
  readonly wiped?: readonly string[];
}

type Copies = readonly (readonly [path: string, copy: unknown])[];

export async function putCopies(shelf: Cache, copies: Copies): Promise<void> {
  for (const [path, copy] of copies) await putJson(shelf, path, copy);
}

/** Returns the copies of the responses that are to be erased. */
export async function removeCopies(shelf: Cache, gone: RemovedCopies): Promise<Copies> {
  if (gone.wiped) await removeWiped(shelf, gone.wiped);
  for (const name of gone.envelopes ?? []) await shelf.delete(copyPath(name));
  for (const id of gone.erasures ?? []) await shelf.delete(`/erasures/${id}`);
  const responses = new Set(gone.responses ?? []);
  if (responses.size === 0) return [];
  const removed: [string, unknown][] = [];
  for (const path of await pathsOf(shelf, 'outbox', 'cards')) {
    if (!responses.has(idOf(path))) continue;
    const copy = await jsonAt(shelf, path);
    if (copy) removed.push([path, copy]);
    await shelf.delete(path);
  }
  return removed;
}

/** Keeps copies that are not named: another tab has made them meanwhile, and the browser may have emptied the database. */
async function removeWiped(shelf: Cache, names: readonly string[]): Promise<void> {
  const last = new Map<string, number>();
  for (const name of names) {
    const [id = '', sequence] = name.split('.');
    last.set(id, Math.max(Number(sequence), last.get(id) ?? 0));
  }
  for (const path of await pathsOf(shelf, 'outbox')) {
    const [, , id = '', sequence] = path.split('/');
    if (Number(sequence) <= (last.get(id) ?? 0)) await shelf.delete(path);
  }
  for (const path of [...(await pathsOf(shelf, 'cards')), DAYS]) await shelf.delete(path);
}
