import { fail, nameOf, type Scene } from './scene.ts';
import type { StoredRow } from './sim-database.ts';

/** What people write, as they write it: it says whose it is, and which of their answers it came with. */
export function wordsOf(marker: string, hours: number): string {
  return `${marker} ${hours}`;
}

/** A text is stored as long as the response that it came with, wherever the endpoint keeps it. */
export function lookAtTexts(scene: Scene, rows: ReadonlyMap<string, StoredRow>): void {
  const texts = new Map(scene.endpoint.texts().map((text) => [text.slice('marker-of-'.length).split(' ')[0], text]));
  for (const { id, status, hours } of rows.values()) {
    const name = nameOf(scene, id);
    const marker = scene.ledger.responses.get(id)?.marker;
    const text = texts.get(name);
    texts.delete(name);
    // Parts of a response may have none yet.
    if (!marker || (text === undefined && status === 'partial') || text === wordsOf(marker, Number(hours))) continue;
    const what = text === undefined ? 'no text' : `the text "${text}"`;
    fail(scene, 'a text is that of its response', `${name} is stored with ${hours}, and has ${what}`);
  }
  for (const [name] of texts) fail(scene, 'an erased text is gone', `that of ${name} is stored, without its response`);
}
