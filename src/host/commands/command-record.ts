/** Records a change or an export by a command in our own names and numbers: never a code, a token or a file. */
export interface CommandRecord {
  readonly use: string;
  readonly responses?: number;
  /** How many of them each survey had. */
  readonly surveys?: Readonly<Record<string, number>>;
  readonly comments?: number;
  readonly before?: string;
  readonly survey?: string;
  readonly lastDay?: string;
  readonly finalOn?: string;
  readonly name?: string;
  readonly scopes?: string;
  readonly until?: string;
}

/** Returns the user who ran `sudo`, or else the number of the user that the program runs as. */
export function whoRuns(env: Readonly<Record<string, string | undefined>>, uid: number | undefined): string {
  return env.SUDO_USER || `uid ${uid ?? 'unknown'}`;
}
