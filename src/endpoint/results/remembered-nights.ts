import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { ifMissing } from '../../authoring/if-missing.ts';
import { putInPlace } from '../process/atomic-write.ts';
import { log } from '../process/log.ts';

/**
 * The last night that this endpoint has seen of each survey and the restores it has noticed, in a file of the data folder. A database
 * that was put back to an earlier day by other means than `barometre restore` keeps its epoch; its last night then comes before the one
 * remembered. The count is kept here as well because a restore puts the count in the ledger back.
 */
export type RememberedNights = Awaited<ReturnType<typeof rememberedNightsIn>>;

const FILE = 'publication-nights.json';
const seenNight = v.object({ openedOn: v.string(), night: v.number(), restores: v.optional(v.number(), 0) });
const schema = v.record(v.string(), seenNight);

export type SeenNight = Readonly<v.InferOutput<typeof seenNight>>;

/** Without a file that can be read nothing is remembered: a publication is worth more than the warning. */
export async function rememberedNightsIn(dataDir: string) {
  const file = join(dataDir, FILE);
  const nights = new Map(Object.entries(await read(file)));
  return {
    last(survey: string, openedOn: string): SeenNight | undefined {
      const found = nights.get(survey);
      // A survey that was deleted and made again begins another calendar.
      return found?.openedOn === openedOn ? found : undefined;
    },
    async remember(survey: string, seen: SeenNight): Promise<void> {
      const found = nights.get(survey);
      if (found && JSON.stringify(found) === JSON.stringify(seen)) return;
      nights.set(survey, seen);
      await writeFile(`${file}.part`, JSON.stringify(Object.fromEntries(nights)), { mode: 0o600 });
      await putInPlace(`${file}.part`, file);
    },
  };
}

async function read(file: string): Promise<v.InferOutput<typeof schema>> {
  const text = await readFile(file, 'utf8').catch(ifMissing('{}'));
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), text);
  if (parsed.success) return parsed.output;
  log('publication-nights-unreadable', { file: FILE });
  return {};
}
