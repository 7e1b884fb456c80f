import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { ifMissing } from '../../authoring/if-missing.ts';
import { orCannotStart } from './atomic-write.ts';

export const COMMAND_LOG = 'commands.log';

/** Appends a line to a file of the data folder, since no journal keeps the output of a shell. Throws `CannotStart`. */
export async function logCommand(dataDir: string, by: string, day: string, record: object): Promise<void> {
  const file = join(dataDir, COMMAND_LOG);
  await orCannotStart(`done, but cannot be noted in ${file}`, async () => {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    await appendLines(file, [{ event: 'command', day, by, ...record }]);
  });
}

const schema = v.object({
  day: v.string(),
  use: v.string(),
  surveys: v.optional(v.record(v.string(), v.number()), {}),
});

/** Reads what was done from this data folder, and the day on which something was done last. */
export async function commandsIn(dataDir: string) {
  const done = await linesIn(join(dataDir, COMMAND_LOG), schema);
  return { done, lastDay: (use: string) => done.findLast((one) => one.use === use)?.day };
}

/** Adds lines to a file that only its owner can read. */
export async function appendLines(file: string, lines: readonly object[]): Promise<void> {
  const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  if (text !== '') await appendFile(file, text, { mode: 0o600 });
}

/** Reads such a file. A line that a power cut has torn, or that another program has written, counts for nothing. */
export async function linesIn<Line>(file: string, line: v.GenericSchema<unknown, Line>): Promise<readonly Line[]> {
  const text = await readFile(file, 'utf8').catch(ifMissing(''));
  const read = text.split('\n').map((one) => v.safeParse(v.pipe(v.string(), v.parseJson(), line), one));
  return read.flatMap((one) => (one.success ? [one.output] : []));
}
