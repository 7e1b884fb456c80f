import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { CannotStart } from './cannot-start.ts';
import { inWords } from './failure-words.ts';

/** A rename is durable once the file and its folder are. */
export async function putInPlace(part: string, to: string) {
  await flush(part);
  await rename(part, to);
  await flush(dirname(to));
}

async function flush(path: string) {
  const handle = await open(path, 'r');
  await handle.sync().finally(() => handle.close());
}

/** Failures of the disk, or of what is no database, in one line for whoever runs the command. */
export async function orCannotStart<T>(what: string, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (typeof code !== 'string' || !/^(SQLITE_|E[A-Z]+$)/.test(code)) throw error;
    throw new CannotStart(`${what}: ${inWords(code)}`, { cause: error });
  }
}
