// The words after `npm run simulate --`. They are read before anything is built, and without the packages.
import { parseArgs } from 'node:util';

/** What each takes after it, and what it is for. */
const OPTIONS = {
  minutes: ['NUMBER', 'how long it runs: one minute if nothing else is said'],
  hours: ['NUMBER', 'how long it runs, in one process for each processor'],
  worlds: ['NUMBER', 'how many worlds it lives through at most'],
  failures: ['NUMBER', 'after how many failures it stops: 5 if nothing else is said'],
  from: ['NUMBER', 'the first seed; without it, one that depends on the time'],
  seed: ['NUMBER', 'replays this seed, and prints its events as JSON, or its failure, shrunk'],
  found: ['NAME', 'replays a plan of test/simulation/found in the same way'],
  near: ['', 'lives through worlds near the plans of test/simulation/found, instead of those of the seeds alone'],
  whole: ['', 'does not shrink a failure'],
  plan: ['', 'with --seed or --found: prints the shrunk plan as JSON, as test/simulation/found keeps it'],
  twice: ['NUMBER', 'lives through so many seeds twice, and says which logs differ'],
  without: ['NAME', 'takes a remedy of test/remedies.ts away, of which this is a part of the name'],
  help: ['', 'prints this'],
};

export const HELP = [
  'npm run simulate -- [options]',
  '',
  'Runs the code of the device and of the endpoint in simulated worlds. A seed is a world, which always ends the same way.',
  'A failure is shrunk to the events that it needs, and printed with its seed and a log.',
  '',
  ...Object.entries(OPTIONS).map(([name, [value, use]]) => `  ${`--${name} ${value}`.padEnd(19)}${use}`),
].join('\n');

/** The options by their names; throws a `TypeError` for what is none. */
export function readOptions(words) {
  const kinds = Object.entries(OPTIONS).map(([name, [value]]) => [name, { type: value === '' ? 'boolean' : 'string' }]);
  const { values } = parseArgs({ args: words, options: Object.fromEntries(kinds) });
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      if (OPTIONS[name][0] !== 'NUMBER') return [name, value];
      if (!(Number(value) >= 0)) throw new TypeError(`--${name} needs a number, not ${value}.`);
      return [name, Number(value)];
    }),
  );
}
