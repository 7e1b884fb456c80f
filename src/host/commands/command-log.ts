import { appendFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { orCannotStart } from '../../endpoint/process/atomic-write.ts';

/** Records a change or an export by a command in our own names and numbers: never a code, a token or a file. */
export interface CommandRecord {
  readonly use: string;
  readonly responses?: number;
  readonly comments?: number;
  readonly before?: string;
  readonly survey?: string;
  readonly lastDay?: string;
  readonly finalOn?: string;
  readonly name?: string;
  readonly scopes?: string;
  readonly until?: string;
}

export const COMMAND_LOG = 'commands.log';

/** Appends a line to a file of the data folder, since no journal keeps the output of a shell. Throws `CannotStart`. */
export async function logCommand(dataDir: string, by: string, day: string, record: CommandRecord): Promise<void> {
  const file = join(dataDir, COMMAND_LOG);
  await orCannotStart(`done, but cannot be noted in ${file}`, async () => {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    await appendFile(file, `${JSON.stringify({ event: 'command', day, by, ...record })}\n`, { mode: 0o600 });
  });
}

/** Returns the user who ran `sudo`, or else the number of the user that the program runs as. */
export function whoRuns(env: Readonly<Record<string, string | undefined>>, uid: number | undefined): string {
  return env.SUDO_USER || `uid ${uid ?? 'unknown'}`;
}
