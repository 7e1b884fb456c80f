import { orCannotStart } from '../../endpoint/process/atomic-write.ts';
import { CannotStart } from '../../endpoint/process/cannot-start.ts';
import { logCommand } from '../../endpoint/process/command-log.ts';
import { type Settings, settingsFrom } from '../../endpoint/process/settings.ts';
import { dayOf } from '../../wire/day.ts';
import type { CommandResult } from './command.ts';
import { WrongCommand } from './command-line.ts';
import { whoRuns } from './command-record.ts';
import { runCommand } from './commands.ts';
import { FaultyWorkbook } from './workbook-command.ts';

/** The output of the program, and its exit code. */
export interface ProgramEnding {
  readonly code: 0 | 1 | 2;
  readonly out: string;
  readonly err: string;
  /** If present, the program does not end: it serves with these settings. */
  readonly serve?: Settings;
}

/** Turns the result of work into output and exit code: one line for `CannotStart` and `WrongCommand`. */
export async function answered(work: () => Promise<CommandResult | undefined>): Promise<ProgramEnding> {
  try {
    const done = await orCannotStart('it could not be done', work);
    return {
      code: 0,
      out: done === undefined || done.says === '' ? '' : `${done.says}\n`,
      err: '',
      ...(done?.serve && { serve: done.serve }),
    };
  } catch (error) {
    if (!(error instanceof CannotStart)) throw error;
    return {
      code: error instanceof WrongCommand || error instanceof FaultyWorkbook ? 2 : 1,
      out: '',
      err: `${error.message}\n`,
    };
  }
}

/** Runs the command in `words` for a user, and logs it in the data folder. */
export function answerWords(
  words: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  uid: number | undefined,
): Promise<ProgramEnding> {
  return answered(async () => {
    const settings = settingsFrom(env);
    const by = whoRuns(env, uid);
    return runCommand(words, settings, (record) => logCommand(settings.dataDir, by, dayOf(new Date()), record));
  });
}
