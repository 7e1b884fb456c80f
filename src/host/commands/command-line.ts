import { type ParseArgsConfig, parseArgs } from 'node:util';
import { CannotStart } from '../../endpoint/process/cannot-start.ts';
import { type Settings, TYPED } from '../../endpoint/process/settings.ts';
import { isCalendarDate } from '../../wire/envelope.ts';
import type { CommandResult } from './command.ts';

/** The command line cannot be understood. */
export class WrongCommand extends CannotStart {}

/** A positional argument, or the value of an option. */
interface Value {
  /** Its name in the usage: `FILE`. */
  readonly name: string;
  readonly accepts?: (text: string) => boolean;
}

export interface Word extends Value {
  readonly isOptional?: true;
}

interface CommandOption {
  /** An option without a value is a flag. */
  readonly value?: Value;
  readonly isRequired?: true;
}

/** The parsed arguments. Required ones are present, and all are valid. */
export interface CommandArguments {
  readonly words: readonly string[];
  readonly options: Readonly<Record<string, string | undefined>>;
  readonly flags: ReadonlySet<string>;
}

export interface Command {
  readonly words?: readonly Word[];
  readonly options?: Readonly<Record<string, CommandOption>>;
  /** True if it neither reads nor writes the data of the settings. */
  readonly isApart?: true;
  readonly run: (given: CommandArguments, settings: Settings) => Promise<CommandResult>;
}

export const DAY_VALUE: Value = { name: 'YYYY-MM-DD', accepts: isCalendarDate };
export const FILE: Word = { name: 'FILE' };
export const DRY_RUN = 'dry-run';

/** Returns the usage of a command: `purge --before YYYY-MM-DD [--dry-run]`. */
export function usageOf(name: string, { words = [], options = {} }: Command): string {
  const bracketed = (text: string, isOptional: boolean | undefined) => (isOptional ? `[${text}]` : text);
  return [
    name,
    ...words.map((word) => bracketed(word.name, word.isOptional)),
    ...Object.entries(options).map(([option, { value, isRequired }]) =>
      bracketed(value ? `--${option} ${value.name}` : `--${option}`, !isRequired),
    ),
  ].join(' ');
}

/** Parses what follows the name of a command; `help` if that is asked for. Throws `WrongCommand`, which quotes no value. */
export function readCommandLine(name: string, command: Command, args: readonly string[]): CommandArguments | 'help' {
  const { words = [], options = {} } = command;
  const refuse = (reason: string) => new WrongCommand(`${name}: ${reason}; usage: ${TYPED} ${usageOf(name, command)}`);
  const read = parsed(args, options, refuse);
  if (read.flags.has('help')) return 'help';
  const missing = words.find(({ isOptional }, place) => !isOptional && !read.words[place]);
  if (missing) throw refuse(`${missing.name} is missing`);
  if (read.words.length > words.length) throw refuse('there are more words than it takes');
  const wrong = words.find(({ accepts }, place) => !isAccepted(accepts, read.words[place]));
  if (wrong) throw refuse(`this is not a ${wrong.name}`);
  for (const [option, { value, isRequired }] of Object.entries(options)) {
    const text = read.options[option];
    if (isRequired && !text && !read.flags.has(option)) throw refuse(`--${option} is missing`);
    if (text === '' || !isAccepted(value?.accepts, text)) throw refuse(`--${option} is not a ${value?.name}`);
  }
  return read;
}

function isAccepted(accepts: Value['accepts'], text: string | undefined): boolean {
  return text === undefined || accepts === undefined || accepts(text);
}

function parsed(
  args: readonly string[],
  options: NonNullable<Command['options']>,
  refuse: (reason: string) => WrongCommand,
): CommandArguments {
  const config: NonNullable<ParseArgsConfig['options']> = { help: { type: 'boolean', short: 'h' } };
  for (const [name, { value }] of Object.entries(options)) config[name] = { type: value ? 'string' : 'boolean' };
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: config, allowPositionals: true });
    const entries = Object.entries(values);
    const isText = (entry: (typeof entries)[number]): entry is [string, string] => typeof entry[1] === 'string';
    return {
      words: positionals,
      options: Object.fromEntries(entries.filter(isText)),
      flags: new Set(entries.flatMap(([name, value]) => (value === true ? [name] : []))),
    };
  } catch (error) {
    if (!(error instanceof TypeError && 'code' in error)) throw error;
    // After the first sentence Node's message gives advice on several lines.
    throw refuse(error.message.split(/\.\s|\n/)[0] ?? '');
  }
}
