import { readRescue } from '../../../wire/rescue-file.ts';

/** A file on the shelf that the worker fills (`device/rescue/shared-files.ts`). */
export interface WaitingShare {
  readonly place: string;
  readonly file: Blob;
  /** How many responses it holds, by survey. Empty when it is no rescue file. */
  readonly responses: ReadonlyMap<string, number>;
}

export interface SharedShelf {
  readonly shares: readonly WaitingShare[];
  /** Why the last share was not kept. */
  readonly refused: 'too-large' | 'too-many' | undefined;
}

const SHELF = 'rescue-shared';
const REFUSED = '/refused';

export async function readShelf(): Promise<SharedShelf> {
  const shares: WaitingShare[] = [];
  let refused: SharedShelf['refused'];
  if (!('caches' in globalThis)) return { shares, refused };
  const shelf = await caches.open(SHELF);
  for (const { url } of await shelf.keys()) {
    const place = new URL(url).pathname;
    const file = await (await shelf.match(url))?.blob();
    if (!file) continue;
    if (place === REFUSED) refused = (await file.text()) === 'too-large' ? 'too-large' : 'too-many';
    else shares.push({ place, file, responses: count(await file.text()) });
  }
  return { shares, refused };
}

/** Once its responses were added, or somebody has said that they want none of it. */
export async function dropShare(place: string): Promise<void> {
  await (await caches.open(SHELF)).delete(place);
}

function count(text: string): ReadonlyMap<string, number> {
  const read = readRescue(text);
  const responses = new Map<string, number>();
  for (const { survey } of read.kind === 'read' ? read.envelopes : [])
    responses.set(survey, (responses.get(survey) ?? 0) + 1);
  return responses;
}
