import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { CannotStart } from './cannot-start.ts';
import { inWords } from './failure-words.ts';

/** A rename is durable only after the file and its folder are synced. */
export async function putInPlace(part: string, to: string) {
  await flush(part);
  await rename(part, to);
  await flush(dirname(to));
}

/** Flushes a file, or the entries of a folder, to disk. */
export async function flush(path: string) {
  const handle = await open(path, 'r');
  await handle.sync().finally(() => handle.close());
}

/** Turns errors of the disk or the database into one line for the operator. */
export async function orCannotStart<T>(what: string, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (typeof code !== 'string' || !/^(SQLITE_|E[A-Z]+$)/.test(code)) throw error;
    throw new CannotStart(`${what}: ${inWords(code)}`, { cause: error });
  }
}
