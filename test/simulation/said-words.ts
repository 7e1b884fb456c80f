import type { StartedDevice } from '../../src/device/open.ts';
import type { Draft, Durability, Keeping, SaveOutcome } from '../../src/device/port/device.ts';
import type { Owner, World } from './world.ts';

/* What a page says to its person, in plain words: several invariants are about what was said. */

/** Where the answers are while they are not on the disk. */
const MEMORY_WORDS: Readonly<Record<Exclude<Keeping, 'disk'>, string>> = {
  memory: 'this browser stores nothing',
  insecure: 'the page came over http',
  slow: 'the database does not open yet',
  blocked: 'an older page that is left open blocks the database',
  newer: 'a later release has made the database unreadable',
  preview: 'this is a preview',
};

function keepingWords(keeps: Keeping): string {
  return keeps === 'disk' ? '' : `works from memory: ${MEMORY_WORDS[keeps]}`;
}

/** Says when a page works from memory, and when that has moved to the disk. */
export function logMemory(world: World, { name }: Owner, { device, opened }: StartedDevice): void {
  const ignore = () => {};
  opened.then(() => {
    const { keeps } = device;
    world.log(name, () => keepingWords(keeps));
  }, ignore);
  device.moved.then(() => world.log(name, 'says that what was in its memory is on the disk now'), ignore);
}

const FAILURE_WORDS: Readonly<Record<string, string>> = {
  full: 'nothing more fits on the disk',
  unavailable: 'the storage fails',
  gone: 'it was discarded or erased before',
  'no-code': 'the code for it could not be loaded',
  unchanged: 'the storage fails',
};

const inMemory = (keeps: Keeping) => (keeps === 'disk' ? '' : ' in the memory of the page alone');

export function savedWords(
  name: string,
  { answers }: Pick<Draft, 'answers'>,
  outcome: SaveOutcome,
  durability: Durability,
  keeps: Keeping,
): string {
  const what = `${name} sees: ${answersWords(answers)}`;
  if (outcome !== 'saved') return `${what} not saved, ${FAILURE_WORDS[outcome]}`;
  if (keeps !== 'disk') return `${what} saved${inMemory(keeps)}`;
  return `${what} saved (${durability === 'strict' ? 'strict: also for a power cut' : 'relaxed: a power cut may undo it'})`;
}

export function answersWords(answers: Draft['answers']): string {
  const count = Object.keys(answers).length;
  return `${count} answer${count === 1 ? '' : 's'}`;
}

export function finishedWords(name: string, hours: number, outcome: string, keeps: Keeping): string {
  const outcomeWords =
    outcome === 'finished'
      ? `finished with ${hours} hours, kept${keeps === 'disk' ? ' on this device' : inMemory(keeps)}`
      : `not finished, ${FAILURE_WORDS[outcome] ?? outcome}`;
  return `${name} sees: ${outcomeWords}`;
}

const ERASURE_WORDS: Readonly<Record<string, string>> = {
  here: 'erased; nothing of it had left this device',
  everywhere: 'erased on this device and at the endpoint',
  later: 'erased on this device; the endpoint is asked as soon as it can be reached',
  unknown: 'erased on this device; the endpoint knows nothing of it, and is asked again',
};

export function erasureWords(name: string, outcome: string): string {
  return `${name} sees: ${ERASURE_WORDS[outcome] ?? `not erased, ${FAILURE_WORDS[outcome] ?? outcome}`}`;
}

export function discardWords(name: string, outcome: string): string {
  return `${name} sees: ${outcome === 'discarded' ? outcome : `not discarded, ${FAILURE_WORDS[outcome] ?? outcome}`}`;
}

/** The numbers that are not zero: `1 added, 2 known`. */
export function countWords(counts: object): string {
  const { kind = 'imported', ...others } = counts as { readonly kind?: string };
  const some = Object.entries(others).flatMap(([name, count]) => (count === 0 ? [] : `${count} ${name}`));
  return [...(kind === 'imported' ? [] : [kind]), ...some].join(', ') || 'nothing';
}
