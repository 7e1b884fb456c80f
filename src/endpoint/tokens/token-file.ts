import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { isCalendarDate } from '../../wire/envelope.ts';
import { orCannotStart, putInPlace } from '../process/atomic-write.ts';
import { CannotStart } from '../process/cannot-start.ts';
import { SCOPES } from './scopes.ts';

export const TOKEN_FILE = 'tokens.json';

/** In the journal, at each use. */
export const TOKEN_NAME = /^[a-z0-9][a-z0-9-]{0,31}$/;

const tokensSchema = v.strictObject({
  tokens: v.array(
    v.strictObject({
      name: v.pipe(v.string(), v.regex(TOKEN_NAME)),
      /** SHA-256 of the token, in hexadecimal: the token itself is nowhere. */
      digest: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
      scopes: v.pipe(v.array(v.picklist(SCOPES)), v.minLength(1)),
      /** The last day on which it opens anything. */
      until: v.pipe(v.string(), v.check(isCalendarDate)),
    }),
  ),
});

export type NamedToken = Readonly<v.InferOutput<typeof tokensSchema>['tokens'][number]>;

/** None without a file. Throws `CannotStart`, which names the file and never quotes it. */
export async function readTokens(dataDir: string): Promise<readonly NamedToken[]> {
  const file = join(dataDir, TOKEN_FILE);
  const text = await orCannotStart(`cannot read ${file}`, () => textOf(file));
  if (text === undefined) return [];
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), tokensSchema), text);
  if (parsed.success) return parsed.output.tokens;
  const [issue] = parsed.issues;
  throw new CannotStart(`${file}: ${v.getDotPath(issue) ?? '(file)'} is not as the token command writes it`);
}

/** Gives what `change` makes of the tokens their place, whole or not at all. Throws `CannotStart`, also while another command does so. */
export async function changeTokens(
  dataDir: string,
  change: (tokens: readonly NamedToken[]) => readonly NamedToken[],
): Promise<void> {
  const file = join(dataDir, TOKEN_FILE);
  const part = `${file}.part`;
  await orCannotStart(
    `cannot write ${part}, which is there while a token command runs, or after one was cut off`,
    async () => {
      await mkdir(dataDir, { recursive: true, mode: 0o700 });
      await writeFile(part, '', { mode: 0o600, flag: 'wx' });
    },
  );
  try {
    const tokens = change(await readTokens(dataDir));
    await orCannotStart(`cannot write ${file}`, async () => {
      await writeFile(part, `${JSON.stringify({ tokens }, null, 2)}\n`);
      await putInPlace(part, file);
    });
  } finally {
    await rm(part, { force: true });
  }
}

async function textOf(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
