import { createHash, hash } from 'node:crypto';
import { mkdir, open, readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { ifMissing } from '../../authoring/if-missing.ts';
import { putInPlace } from '../process/atomic-write.ts';
import { codeDigest } from '../process/code-digest.ts';
import { inWords } from '../process/failure-words.ts';
import { log } from '../process/log.ts';
import type { Settings } from '../process/settings.ts';
import type { Storage } from '../storage/storage.ts';
import type { ColumnStore } from './column-store.ts';
import type { CountedSurvey } from './counted-response.ts';

/** Says where the files are and what they are made of: data, so that a thread can be given it. */
export interface ColumnFilesParts {
  readonly dataDir: string;
  /** The database's epoch, which each restore changes. */
  readonly epoch: string;
  /** The digest of the code, `undefined` for sources: another build may count differently. */
  readonly code: string | undefined;
}

/** The columns of a survey with a digest of what they were counted by. */
export interface SurveyColumns {
  readonly store: ColumnStore;
  readonly digest: string;
}

const PART = '.part';
/** Characters of a digest. */
const HEAD = 64;
/** One for each two digits that an id can begin with. The thread does other work between two of them. */
const SLABS = 256;

const fileIn = (dataDir: string, survey = '') => join(dataDir, 'columns', survey);

/** Digests what the columns depend on beside the code and the responses. */
export function countedDigest(survey: CountedSurvey, published: readonly number[]): string {
  const plain = (_: string, value: unknown) => (value instanceof Map ? [...value] : value);
  return hash('sha256', JSON.stringify([survey, published], plain));
}

/** Removes all files, or those of all surveys but these. */
export async function dropColumnFiles(dataDir: string, but: Pick<ReadonlySet<string>, 'has'> = new Set<string>()) {
  for (const survey of await surveysIn(dataDir)) if (!but.has(survey)) await drop(fileIn(dataDir, survey));
}

async function surveysIn(dataDir: string): Promise<ReadonlySet<string>> {
  const names = await readdir(fileIn(dataDir)).catch(ifMissing([], 'ENOTDIR'));
  return new Set(names.map((name) => name.replace(PART, '')));
}

/** The part is removed first: what would give it its name then fails, or has just done so, and that name is removed next. */
async function drop(file: string): Promise<void> {
  for (const one of [`${file}${PART}`, file]) await rm(one, { force: true });
}

/** Says for `doctor` what the next start will find in the file of each published survey, and of each other that has one. */
export async function columnFindings({ dataDir }: Pick<Settings, 'dataDir'>, storage: Storage) {
  const parts = { dataDir, epoch: (await storage.standing()).epoch, code: await codeDigest() };
  const published = (await storage.keptSurveys()).filter(({ published }) => published).map(({ survey }) => survey);
  const findingOf = async (survey: string) => {
    const fault = await read(parts, survey);
    const says = fault ? `${fault}: the next start counts every response` : 'the next start reads them';
    return { about: `columns ${survey}`, state: fault ? 'care' : 'ok', says } as const;
  };
  return await Promise.all([...new Set([...published, ...(await surveysIn(dataDir))])].map(findingOf));
}

/** Reads a file to its end. Returns what is wrong with it, `missing` where there is none. */
async function read(parts: ColumnFilesParts, survey: string, digest = '', take = (_: Buffer) => true) {
  const handle = await open(fileIn(parts.dataDir, survey)).catch(ifMissing(undefined));
  if (!handle) return 'missing';
  try {
    let [lines, head] = [0, ''];
    for await (const line of handle.readLines({ encoding: 'latin1' })) {
      const block = Buffer.from(line.slice(HEAD), 'base64');
      head = headOf(block, head);
      if (line.slice(0, HEAD) !== head || (lines > 0 && !take(block))) return 'damaged';
      if (lines === 0 && !block.toString().startsWith(headerOf(parts, digest)))
        return 'of another version or database, or of another revision of the survey';
      lines++;
    }
    return lines === 1 + SLABS ? undefined : 'damaged';
  } finally {
    await handle.close();
  }
}

/** Digests a block and all before it. */
function headOf(block: Uint8Array, before: string): string {
  return createHash('sha256').update(before).update(block).digest('hex');
}

function headerOf({ code, epoch }: ColumnFilesParts, digest: string): string {
  return [process.version, code, epoch, digest].join(' ');
}

/**
 * Keeps the columns of each survey in a file of the data folder, so that a start reads them instead of every response. Rows are in the
 * order of their random ids, because the order in which they came must not be stored. A file is rewritten whole. Each line is a digest of
 * the lines so far and a block: first a header, then the rows whose ids begin alike.
 */
export type ColumnFiles = ReturnType<typeof columnFiles>;

export function columnFiles(parts: ColumnFilesParts) {
  const fileOf = (survey: string) => fileIn(parts.dataDir, survey);
  const writing = new Set<string>();
  let isFailing = false;

  /** The disk may be full or the folder not writable: one line says so, and the columns are counted as without a file. */
  async function orWithout<T>(work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      if (!/^E[A-Z]+$/.test(code)) throw error;
      if (!isFailing) log('columns-not-kept', { cause: inWords(code) });
      isFailing = true;
      return undefined;
    }
  }

  return {
    drop: (survey: string) => orWithout(() => drop(fileOf(survey))),
    dropOthers: (surveys: Pick<ReadonlySet<string>, 'has'>) => orWithout(() => dropColumnFiles(parts.dataDir, surveys)),
    /** Fills the store from the file; false where that cannot be used, and the store not either. */
    read: (survey: string, { store, digest }: SurveyColumns) =>
      orWithout(async () => {
        // A process that was killed may have left it, with rows that were erased since.
        await rm(`${fileOf(survey)}${PART}`, { force: true });
        const fault = await read(parts, survey, digest, (slab) => store.take(deserialize(slab)));
        if (fault === undefined) return true;
        if (fault !== 'missing') log('columns-discarded', { survey, file: fault });
        await drop(fileOf(survey));
        return false;
      }),
    /**
     * Writes the columns while the thread goes on counting: a row that changes meanwhile is written as it was or as it is, with its
     * stamp. `refresh` takes over the erasures so far. One that comes later removes the part, which was made before.
     */
    async write(survey: string, refresh: () => Promise<SurveyColumns>): Promise<void> {
      if (writing.has(survey)) return;
      writing.add(survey);
      const [file, part] = [fileOf(survey), `${fileOf(survey)}${PART}`];
      const work = async () => {
        await mkdir(dirname(file), { recursive: true, mode: 0o700 });
        await rm(part, { force: true });
        const handle = await open(part, 'wx', 0o600);
        try {
          const { store, digest } = await refresh();
          let head = '';
          for (const rows of [undefined, ...rowsOf(store)]) {
            const block = rows ? serialize(store.slab(rows)) : Buffer.from(headerOf(parts, digest));
            head = headOf(block, head);
            await handle.writeFile(`${head}${block.toString('base64')}\n`);
          }
          // Missing where something was erased meanwhile.
          await putInPlace(part, file).catch(ifMissing(undefined));
          isFailing = false;
        } catch (error) {
          await rm(part, { force: true });
          throw error;
        } finally {
          await handle.close();
        }
      };
      await orWithout(work).finally(() => writing.delete(survey));
    },
  };
}

/** The rows of each slab, in no order. */
function rowsOf(store: ColumnStore): readonly (readonly number[])[] {
  const slabs: number[][] = Array.from({ length: SLABS }, () => []);
  const { length, idAt } = store.columns();
  for (let row = 0; row < length; row++) slabs[Number.parseInt(idAt(row).slice(0, 2), 16)]?.push(row);
  return slabs;
}
