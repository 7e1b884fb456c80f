import { dayOf } from '../../../wire/day.ts';
import { CannotStart } from '../../process/cannot-start.ts';
import { type Settings, settingsFrom } from '../../process/settings.ts';
import type { Done } from './command.ts';
import { WrongCommand } from './command-line.ts';
import { keepDeed, whoRuns } from './command-log.ts';
import { runCommand } from './commands.ts';

/** What the program prints, and the code with which it ends. */
export interface ProgramEnding {
  readonly code: 0 | 1 | 2;
  readonly out: string;
  readonly err: string;
  /** Nothing ends yet: the program serves with these settings. */
  readonly serve?: Settings;
}

/** Of what cannot be done one line; of work that says nothing, nothing. */
export async function answered(work: () => Promise<Done | undefined>): Promise<ProgramEnding> {
  try {
    const done = await work();
    return {
      code: 0,
      out: done === undefined ? '' : `${done.says}\n`,
      err: '',
      ...(done?.serve && { serve: done.serve }),
    };
  } catch (error) {
    if (!(error instanceof CannotStart)) throw error;
    return { code: error instanceof WrongCommand ? 2 : 1, out: '', err: `${error.message}\n` };
  }
}

/** The words after the program's name, by whoever runs it: what was done is kept in the data folder. */
export function answerWords(
  words: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  uid: number | undefined,
): Promise<ProgramEnding> {
  return answered(async () => {
    const settings = settingsFrom(env);
    const by = whoRuns(env, uid);
    return runCommand(words, settings, (deed) => keepDeed(settings.dataDir, by, dayOf(new Date()), deed));
  });
}
