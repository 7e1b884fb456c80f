import { type Settings, TYPED } from '../../endpoint/process/settings.ts';
import { assertReadableData } from '../../endpoint/storage/open-storage.ts';
import type { CommandResult } from './command.ts';
import { type Command, readCommandLine, usageOf, WrongCommand } from './command-line.ts';
import type { CommandRecord } from './command-record.ts';
import { DATA_COMMANDS } from './data-commands.ts';
import { DEMO_COMMAND } from './demo-command.ts';
import { DOCTOR_COMMANDS } from './doctor-command.ts';
import { KIOSK_COMMAND } from './kiosk-command.ts';
import { LIFECYCLE_COMMANDS } from './lifecycle-commands.ts';
import { RESCUE_COMMAND } from './rescue-command.ts';
import { SEALING_COMMANDS } from './sealing-command.ts';
import { SURVEY_COMMANDS } from './survey-command.ts';
import TEXTS from './texts.json' with { type: 'json' };
import { TOKEN_COMMANDS } from './token-command.ts';

/** The command that is meant when there is none. */
const SERVE_COMMAND: Command = {
  options: { https: {} },
  isApart: true,
  run: async ({ flags }, settings) => ({
    says: '',
    serve: flags.has('https') ? { ...settings, isNearby: true } : settings,
  }),
};

/** The commands by name, which is one word or two: `token add`. */
const COMMANDS: Readonly<Record<string, Command>> = {
  ...DATA_COMMANDS,
  ...SURVEY_COMMANDS,
  ...TOKEN_COMMANDS,
  ...SEALING_COMMANDS,
  rescue: RESCUE_COMMAND,
  ...LIFECYCLE_COMMANDS,
  ...DOCTOR_COMMANDS,
  serve: SERVE_COMMAND,
  kiosk: KIOSK_COMMAND,
  demo: DEMO_COMMAND,
};

const HELP_BY_NAME: Readonly<Record<string, string>> = TEXTS.help;

/** One line, for an unknown command or none. */
export const USAGE = usageAmong(Object.keys(COMMANDS));

const HELP = `${TYPED} serves. With one of these words behind it:
${Object.entries(COMMANDS)
  .map(([name, command]) => `  ${usageOf(name, command)}\n      ${HELP_BY_NAME[name]}`)
  .join('\n')}`;

/**
 * Runs a command, and returns what to print. All of them are safe while an endpoint serves the same data. `keep` gets what was done,
 * for the log of commands.
 */
export async function runCommand(
  words: readonly string[],
  settings: Settings,
  keep: (record: CommandRecord) => Promise<void> = async () => {},
): Promise<CommandResult> {
  if (['--help', '-h', 'help'].includes(words[0] ?? '')) return { says: HELP };
  const [first = '', second] = words;
  if (second === '--help' && familyOf(first).length > 0) return { says: usageAmong(familyOf(first)) };
  const { name, command, args } = find(words);
  const given = readCommandLine(name, command, args);
  if (given === 'help') return { says: `usage: ${TYPED} ${usageOf(name, command)}\n${HELP_BY_NAME[name]}` };
  if (!command.isApart) assertReadableData(settings);
  const done = await command.run(given, settings);
  if (done.record) await keep(done.record);
  return done;
}

function find([first = '', second = '', ...rest]: readonly string[]) {
  for (const [name, args] of [
    [`${first} ${second}`, rest],
    [first, second === '' ? rest : [second, ...rest]],
  ] as const) {
    const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (command) return { name, command, args };
  }
  const family = familyOf(first);
  throw new WrongCommand(family.length > 0 ? usageAmong(family) : USAGE);
}

/** Returns the commands that begin with this word, such as those of `token`. */
function familyOf(first: string): readonly string[] {
  return Object.keys(COMMANDS).filter((name) => name.startsWith(`${first} `));
}

function usageAmong(names: readonly string[]): string {
  const usages = names.flatMap((name) => (COMMANDS[name] ? [usageOf(name, COMMANDS[name])] : []));
  return `usage: ${TYPED} ${usages.length > 1 ? 'and one of: ' : ''}${usages.join(' | ')}`;
}
