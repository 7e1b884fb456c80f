import * as v from 'valibot';
import { isCalendarDate } from '../../wire/envelope.ts';
import { changePrivateFile, type PrivateFile, readPrivateFile } from '../process/private-file.ts';
import { SCOPES } from './scopes.ts';

export const TOKEN_FILE = 'tokens.json';

/** The name is written to the log at each use. */
export const TOKEN_NAME = /^[a-z0-9][a-z0-9-]{0,31}$/;

const tokensSchema = v.strictObject({
  tokens: v.array(
    v.strictObject({
      name: v.pipe(v.string(), v.regex(TOKEN_NAME)),
      /** SHA-256 of the token, in hexadecimal: the token itself is not stored. */
      digest: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
      scopes: v.pipe(v.array(v.picklist(SCOPES)), v.minLength(1)),
      /** The last day on which it is valid. */
      until: v.pipe(v.string(), v.check(isCalendarDate)),
    }),
  ),
});

export type NamedToken = Readonly<v.InferOutput<typeof tokensSchema>['tokens'][number]>;

const TOKENS: PrivateFile<v.InferOutput<typeof tokensSchema>> = {
  name: TOKEN_FILE,
  schema: tokensSchema,
  empty: { tokens: [] },
  command: 'token',
};

export async function readTokens(dataDir: string): Promise<readonly NamedToken[]> {
  return (await readPrivateFile(dataDir, TOKENS)).tokens;
}

export function changeTokens(dataDir: string, change: (tokens: readonly NamedToken[]) => readonly NamedToken[]) {
  return changePrivateFile(dataDir, TOKENS, ({ tokens }) => ({ tokens: [...change(tokens)] }));
}
