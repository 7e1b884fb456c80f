import { fail, nameOf, type Scene } from './scene.ts';
import type { StoredRow } from './sim-database.ts';

/** What people write, as they write it: it says whose it is, and which of their answers it came with. */
export function wordsOf(marker: string, hours: number): string {
  return `${marker} ${hours}`;
}

/** One in four takes the text back when an answer is changed, which adds half an hour. */
export function isWithdrawn(marker: string, hours: number): boolean {
  return Number(marker.slice(-4)) % 4 === 1 && hours % 1 !== 0;
}

/** A text is stored as long as the response that it came with, wherever the endpoint keeps it. */
export function lookAtTexts(scene: Scene, rows: ReadonlyMap<string, StoredRow>): void {
  const texts = new Map(scene.endpoint.texts().map((text) => [text.slice('marker-of-'.length).split(' ')[0], text]));
  for (const { id, status, hours } of rows.values()) {
    const name = nameOf(scene, id);
    const marker = scene.ledger.responses.get(id)?.marker;
    const text = texts.get(name);
    texts.delete(name);
    if (!marker) continue;
    const isGone = isWithdrawn(marker, Number(hours));
    // Parts of a response may have none yet.
    if (text === undefined ? status === 'partial' || isGone : text === wordsOf(marker, Number(hours)) && !isGone)
      continue;
    const what = text === undefined ? 'no text' : `the text "${text}"`;
    fail(scene, 'a text is that of its response', `${name} is stored with ${hours}, and has ${what}`);
  }
  for (const [name] of texts) fail(scene, 'an erased text is gone', `that of ${name} is stored, without its response`);
}
