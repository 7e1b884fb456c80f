import { appendFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { orCannotStart } from '../../process/atomic-write.ts';

/** What a command changed or took, in names and numbers of ours: never a code, a token or a file. */
export interface Deed {
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

/** Joins a line to a file of the data folder: a command runs in a shell, whose output no journal keeps. Throws `CannotStart`. */
export async function keepDeed(dataDir: string, by: string, day: string, deed: Deed): Promise<void> {
  const file = join(dataDir, COMMAND_LOG);
  await orCannotStart(`done, but cannot be noted in ${file}`, async () => {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    await appendFile(file, `${JSON.stringify({ event: 'command', day, by, ...deed })}\n`, { mode: 0o600 });
  });
}

/** Who sits at the keyboard, where sudo says so; else the number of the user that the program runs as. */
export function whoRuns(env: Readonly<Record<string, string | undefined>>, uid: number | undefined): string {
  return env.SUDO_USER || `uid ${uid ?? 'unknown'}`;
}
