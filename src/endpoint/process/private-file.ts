import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { ifMissing } from '../../authoring/if-missing.ts';
import { orCannotStart, putInPlace } from './atomic-write.ts';
import { CannotStart } from './cannot-start.ts';

/** A JSON file of the data folder that only its owner can read, and that one command writes. */
export interface PrivateFile<Content> {
  readonly name: string;
  readonly schema: v.GenericSchema<unknown, Content>;
  /** The content while there is no file. */
  readonly empty: Content;
  readonly command: string;
}

/** Throws `CannotStart`, which names the file and never quotes it. */
export async function readPrivateFile<Content>(
  dataDir: string,
  { name, schema, empty, command }: PrivateFile<Content>,
): Promise<Content> {
  const file = join(dataDir, name);
  const text = await orCannotStart(`cannot read ${file}`, () => readFile(file, 'utf8').catch(ifMissing(undefined)));
  if (text === undefined) return empty;
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), text);
  if (parsed.success) return parsed.output;
  throw new CannotStart(
    `${file}: ${v.getDotPath(parsed.issues[0]) ?? '(file)'} is not as the ${command} command writes it`,
  );
}

/** Replaces the file atomically. Throws `CannotStart`, also while another command is replacing it. */
export async function changePrivateFile<Content>(
  dataDir: string,
  kind: PrivateFile<Content>,
  change: (content: Content) => Content,
): Promise<void> {
  const file = join(dataDir, kind.name);
  const part = `${file}.part`;
  await orCannotStart(
    `cannot write ${part}, which is there while a ${kind.command} command runs, or after one was cut off`,
    async () => {
      await mkdir(dataDir, { recursive: true, mode: 0o700 });
      await writeFile(part, '', { mode: 0o600, flag: 'wx' });
    },
  );
  try {
    const content = change(await readPrivateFile(dataDir, kind));
    await orCannotStart(`cannot write ${file}`, async () => {
      await writeFile(part, `${JSON.stringify(content, null, 2)}\n`);
      await putInPlace(part, file);
    });
  } finally {
    await rm(part, { force: true });
  }
}
