import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { isCalendarDate } from '../../wire/envelope.ts';
import { orCannotStart } from '../process/atomic-write.ts';
import { log } from '../process/log.ts';
import { type PrivateFile, readPrivateFile } from '../process/private-file.ts';
import type { Storage } from '../storage/storage.ts';
import { SCOPES } from './scopes.ts';

const TOKEN_FILE = 'tokens.json';
/** The name of the file once its tokens are in the storage. */
const READ_IN = 'tokens.json.read-in';

/** The name is written to the log at each use. */
export const TOKEN_NAME = /^[a-z0-9][a-z0-9-]{0,31}$/;

const tokensSchema = v.strictObject({
  tokens: v.array(
    v.strictObject({
      name: v.pipe(v.string(), v.regex(TOKEN_NAME)),
      digest: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
      scopes: v.pipe(v.array(v.picklist(SCOPES)), v.minLength(1)),
      until: v.pipe(v.string(), v.check(isCalendarDate)),
    }),
  ),
});

const TOKENS: PrivateFile<v.InferOutput<typeof tokensSchema>> = {
  name: TOKEN_FILE,
  schema: tokensSchema,
  empty: { tokens: [] },
  command: 'token',
};

/**
 * Moves the tokens of a data folder, where earlier versions kept them in a file, into the storage, and renames the file: if it were
 * read again, revoked tokens would come back. Throws `CannotStart` for a file that cannot be read.
 */
export async function readInTokens(dataDir: string, storage: Pick<Storage, 'addToken'>): Promise<void> {
  const { tokens } = await readPrivateFile(dataDir, TOKENS);
  for (const token of tokens) await storage.addToken({ ...token, surveys: null });
  if (tokens.length === 0) return;
  const file = join(dataDir, TOKEN_FILE);
  await orCannotStart(`cannot rename ${file}`, () => rename(file, join(dataDir, READ_IN)));
  log('tokens-read-in', { tokens: tokens.length });
}
