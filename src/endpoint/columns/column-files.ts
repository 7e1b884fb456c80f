import { createHash, hash } from 'node:crypto';
import { mkdir, open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { ifMissing } from '../../authoring/if-missing.ts';
import { putInPlace } from '../process/atomic-write.ts';
import { inWords } from '../process/failure-words.ts';
import { log } from '../process/log.ts';
import type { ColumnStore } from './column-store.ts';
import type { CountedSurvey } from './counted-response.ts';

/**
 * Keeps the columns of each survey in a file of the data folder, so that a start reads them instead of every response. Rows are in the
 * order of their random ids, because the order in which they came must not be stored. A file is rewritten whole, in blocks: a header,
 * then a slab of rows for each beginning of an id. The head of a block has its length and a digest of it and of the head before.
 */
export type ColumnFiles = ReturnType<typeof columnFiles>;

/** Says where the files are and what they are made of: data, so that a thread can be given it. */
export interface ColumnFilesParts {
  readonly dataDir: string;
  /** The database's epoch, which each restore changes. */
  readonly epoch: string;
  /** The digest of the code: another build may count differently. */
  readonly code: string;
}

/** The columns of a survey with a digest of what they were counted by. */
export interface KeptColumns {
  readonly store: ColumnStore;
  readonly digest: string;
}

const FORMAT = 1;
const PART = '.part';
/** Characters of a head: eight of the length, then the digest. */
const HEAD = 72;
/** One for each two digits that an id can begin with. The thread does other work between two of them. */
const SLABS = 256;

const fileIn = (dataDir: string, survey = '') => join(dataDir, 'columns', survey);
const identityOf = ({ code, epoch }: ColumnFilesParts) => [FORMAT, process.version, code, epoch].join(' ');

/** Digests what the columns depend on beside the code and the responses. */
export function countedDigest(survey: CountedSurvey, published: readonly number[]): string {
  const text = JSON.stringify([survey, published], (_, value) => (value instanceof Map ? [...value] : value));
  return hash('sha256', text);
}

/** The surveys that have a file, or a part of one. */
export async function columnFilesIn(dataDir: string): Promise<ReadonlySet<string>> {
  const names = await readdir(fileIn(dataDir)).catch(ifMissing([], 'ENOTDIR'));
  return new Set(names.map((name) => name.replace(PART, '')));
}

/** Removes all files, or those of all surveys but these. */
export async function dropColumnFiles(dataDir: string, but: Pick<ReadonlySet<string>, 'has'> = new Set<string>()) {
  for (const survey of await columnFilesIn(dataDir)) if (!but.has(survey)) await drop(fileIn(dataDir, survey));
}

/** The part is removed first: what would give it its name then fails, or has just done so, and that name is removed next. */
async function drop(file: string): Promise<void> {
  for (const one of [`${file}${PART}`, file]) await rm(one, { force: true });
}

/** Reads a file to its end. Returns what is wrong with it, `missing` where there is none. */
export async function columnFileFault(
  parts: ColumnFilesParts,
  survey: string,
  digest = '',
  take: (slab: Buffer) => boolean = () => true,
) {
  const read = async () => {
    let isHeader = true;
    for await (const block of blocksIn(fileIn(parts.dataDir, survey))) {
      if (!block || !(isHeader || take(block))) return 'damaged';
      if (isHeader && !block.toString().startsWith(`${identityOf(parts)} ${digest}`))
        return 'of another version or database, or of another revision of the survey';
      isHeader = false;
    }
    return undefined;
  };
  return await read().catch(ifMissing('missing' as const));
}

/** Yields each block as it was written, and `undefined` where it is not. */
async function* blocksIn(file: string): AsyncGenerator<Buffer | undefined> {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    const read = async (at: number, length: number) => {
      const bytes = Buffer.alloc(Math.max(0, Math.min(length, size - at)));
      await handle.read(bytes, 0, bytes.length, at);
      return bytes;
    };
    let [at, head] = [0, ''];
    for (let place = 0; place <= SLABS; place++) {
      const found = (await read(at, HEAD)).toString('latin1');
      const block = await read(at + HEAD, Number.parseInt(found.slice(0, 8), 16) || 0);
      head = headOf(block, head);
      at += HEAD + block.length;
      yield found === head ? block : undefined;
    }
  } finally {
    await handle.close();
  }
}

function headOf(block: Uint8Array, before: string): string {
  const digest = createHash('sha256').update(before).update(block).digest('hex');
  return `${block.length.toString(16).padStart(8, '0')}${digest}`;
}

export function columnFiles(parts: ColumnFilesParts) {
  const fileOf = (survey: string) => fileIn(parts.dataDir, survey);
  const partOf = (survey: string) => `${fileOf(survey)}${PART}`;
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

  async function writeWhole(survey: string, refresh: () => Promise<KeptColumns>) {
    await mkdir(fileOf(''), { recursive: true, mode: 0o700 });
    await rm(partOf(survey), { force: true });
    const handle = await open(partOf(survey), 'wx', 0o600);
    try {
      const { store, digest } = await refresh();
      let head = '';
      const write = async (block: Uint8Array) => {
        head = headOf(block, head);
        await handle.writeFile(Buffer.concat([Buffer.from(head), block]));
      };
      await write(Buffer.from(`${identityOf(parts)} ${digest}`));
      for (const rows of rowsOf(store)) await write(serialize(store.slab(rows)));
      // Missing where something was erased meanwhile.
      await putInPlace(partOf(survey), fileOf(survey)).catch(ifMissing(undefined));
      isFailing = false;
    } finally {
      await handle.close();
      await rm(partOf(survey), { force: true });
    }
  }

  return {
    drop: (survey: string) => orWithout(() => drop(fileOf(survey))),
    dropOthers: (surveys: Pick<ReadonlySet<string>, 'has'>) => orWithout(() => dropColumnFiles(parts.dataDir, surveys)),
    /** Fills the store from the file; false where that cannot be used, and the store not either. */
    read: (survey: string, { store, digest }: KeptColumns) =>
      orWithout(async () => {
        // A process that was killed may have left it, with rows that were erased since.
        await rm(partOf(survey), { force: true });
        const fault = await columnFileFault(parts, survey, digest, (slab) => store.take(deserialize(slab)));
        if (fault === undefined) return true;
        if (fault !== 'missing') log('columns-discarded', { survey, file: fault });
        await drop(fileOf(survey));
        return false;
      }),
    /**
     * Writes the columns while the thread goes on counting: a row that changes meanwhile is written as it was or as it is, with its
     * stamp. `refresh` takes over the erasures so far. One that comes later removes the part, which was made before.
     */
    async write(survey: string, refresh: () => Promise<KeptColumns>): Promise<void> {
      if (writing.has(survey)) return;
      writing.add(survey);
      await orWithout(() => writeWhole(survey, refresh)).finally(() => writing.delete(survey));
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
