import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { putInPlace } from '../process/atomic-write.ts';
import { log } from '../process/log.ts';

/**
 * The last night that this endpoint has seen of each survey, in a file of the data folder. A database that was put back to an earlier
 * day by other means than `barometre restore` keeps its epoch; its last night then comes before the one remembered.
 */
export interface RememberedNights {
  readonly last: (survey: string, openedOn: string) => number | undefined;
  readonly remember: (survey: string, openedOn: string, night: number) => Promise<void>;
}

const FILE = 'publication-nights.json';
const schema = v.record(v.string(), v.object({ openedOn: v.string(), night: v.number() }));

/** Without a file that can be read nothing is remembered: a publication is worth more than the warning. */
export async function rememberedNightsIn(dataDir: string): Promise<RememberedNights> {
  const file = join(dataDir, FILE);
  const nights = new Map(Object.entries(await read(file)));
  return {
    last(survey, openedOn) {
      const found = nights.get(survey);
      // A survey that was deleted and made again begins another calendar.
      return found?.openedOn === openedOn ? found.night : undefined;
    },
    async remember(survey, openedOn, night) {
      const found = nights.get(survey);
      if (found?.openedOn === openedOn && found.night === night) return;
      nights.set(survey, { openedOn, night });
      await writeFile(`${file}.part`, JSON.stringify(Object.fromEntries(nights)), { mode: 0o600 });
      await putInPlace(`${file}.part`, file);
    },
  };
}

async function read(file: string): Promise<v.InferOutput<typeof schema>> {
  try {
    const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), await readFile(file, 'utf8'));
    if (parsed.success) return parsed.output;
    log('publication-nights-unreadable', { file: FILE });
    return {};
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
    throw error;
  }
}
