// The words after `npm run simulate --`. They are read before anything is built, and without the packages.

/** What each takes after it, and what it is for. */
export const OPTIONS = {
  minutes: ['number', 'how long it runs: one minute if nothing else is said'],
  hours: ['number', 'how long it runs, in one process for each processor'],
  worlds: ['number', 'how many worlds it lives through at most'],
  failures: ['number', 'after how many failures it stops: 5 if nothing else is said'],
  from: ['number', 'the first seed; without it, one that depends on the time'],
  seed: ['number', 'replays this seed with its log, shrunk when it fails'],
  found: ['name', 'replays a plan of test/simulation/found in the same way'],
  near: [
    undefined,
    'lives through worlds near the plans of test/simulation/found, instead of those of the seeds alone',
  ],
  whole: [undefined, 'with --seed or --found: does not shrink a failure'],
  plan: [undefined, 'with --seed or --found: prints the shrunk plan as JSON, as test/simulation/found keeps it'],
  twice: ['number', 'lives through so many seeds twice, and says which logs differ'],
  without: ['name', 'takes a remedy of test/remedies.ts away, of which this is a part of the name'],
  help: [undefined, 'prints this'],
};

export const HELP = [
  'npm run simulate -- [options]',
  '',
  'Runs the code of the device and of the endpoint in simulated worlds. A seed is a world, which always ends the same way.',
  'A failure is shrunk to the events that it needs, and printed with its seed and a log.',
  '',
  ...Object.entries(OPTIONS).map(
    ([name, [value, use]]) =>
      `  ${`--${name}${value === undefined ? '' : ` ${value.toUpperCase()}`}`.padEnd(19)}${use}`,
  ),
].join('\n');

/** The options by their names; throws `Misread` for what is none. */
export function readOptions(words) {
  const given = {};
  for (let place = 0; place < words.length; place++) {
    const word = words[place] === '-h' ? '--help' : words[place];
    const name = word.slice(2);
    if (!word.startsWith('--') || !Object.hasOwn(OPTIONS, name)) throw new Misread(`There is no option ${word}.`);
    const [kind] = OPTIONS[name];
    if (kind === undefined) {
      given[name] = true;
      continue;
    }
    const value = words[++place];
    if (value === undefined || value.startsWith('--')) throw new Misread(`${word} needs a ${kind} after it.`);
    if (kind === 'number' && !/^\d+(\.\d+)?$/.test(value)) throw new Misread(`${word} needs a number, not ${value}.`);
    given[name] = kind === 'number' ? Number(value) : value;
  }
  return given;
}

export class Misread extends Error {}
