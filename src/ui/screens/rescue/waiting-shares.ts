import type { OpenedDevice } from '../../../device/port/device.ts';
import type { ImportOutcome } from '../../../device/port/exported-file.ts';
import type { Surroundings } from '../../../device/port/surroundings.ts';
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

/** The page passes `globalThis`, the simulator what it has made. */
type Around = Pick<Surroundings, 'caches'>;

const SHELF = 'rescue-shared';
const REFUSED = '/refused';

/** Empty while the browser cannot read its caches: the page says how the file is opened otherwise. */
export async function readShelf({ caches }: Around): Promise<SharedShelf> {
  const shares: WaitingShare[] = [];
  let refused: SharedShelf['refused'];
  try {
    const shelf = await caches?.open(SHELF);
    for (const { url } of (await shelf?.keys()) ?? []) {
      const place = new URL(url).pathname;
      const file = await (await shelf?.match(place))?.blob();
      if (!file) continue;
      if (place === REFUSED) refused = (await file.text()) === 'too-large' ? 'too-large' : 'too-many';
      else shares.push({ place, file, responses: count(await file.text()) });
    }
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
  return { shares, refused };
}

/**
 * Adds the responses of a share to this device. The share stays for another try while they could not be written, while this page has them
 * in memory alone, and while some are of a survey that this site may have, since without a network that is not known.
 */
export async function takeShare(
  around: Around,
  device: Pick<OpenedDevice, 'keeps' | 'importFile'>,
  { place, file }: WaitingShare,
  isOfSite: (survey: string) => Promise<boolean>,
): Promise<ImportOutcome> {
  const outcome = await device.importFile(file, isOfSite);
  if (outcome.kind === 'imported' && outcome.elsewhere === 0 && device.keeps === 'disk') await dropShare(around, place);
  return outcome;
}

/** Once its responses were added, or somebody has said that they want none of it. */
export async function dropShare({ caches }: Around, place: string): Promise<void> {
  try {
    await (await caches?.open(SHELF))?.delete(place);
  } catch (error) {
    // It is shown again at the next look.
    if (!(error instanceof DOMException)) throw error;
  }
}

function count(text: string): ReadonlyMap<string, number> {
  const read = readRescue(text);
  const responses = new Map<string, number>();
  for (const { survey } of read.kind === 'read' ? read.envelopes : [])
    responses.set(survey, (responses.get(survey) ?? 0) + 1);
  return responses;
}
