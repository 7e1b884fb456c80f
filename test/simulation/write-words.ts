import type { Draft } from '../../src/device/port/device.ts';
import type { QueuedEnvelope, StoreName } from '../../src/device/store/schema.ts';
import { answersWords } from './said-words.ts';
import type { Change, Shelves } from './sim-shelves.ts';
import type { World } from './world.ts';

/* What a page writes, for a reader of the log. */

const STORE_WORDS: Partial<Record<StoreName, string>> = {
  drafts: 'the draft of',
  locked: 'the encrypted draft of',
  finished: 'the card of',
  erasures: 'the note to erase',
  kept: 'the kept copy of the received',
  outbox: 'envelope',
  unsent: 'the note that nothing was sent of',
};

/** Stores whose keys name no response. */
const OTHER_WORDS: Partial<Record<StoreName, string>> = {
  contacts: 'an address',
  seals: 'the keys that the tablet seals with',
};

const STATE_WORDS: Readonly<Record<QueuedEnvelope['state'], string>> = {
  waiting: 'waits to be sent',
  running: 'held back until its person leaves',
  refused: 'refused by the endpoint',
};

export function changeWords(changes: readonly Change[]): string {
  const emptied = changes.flatMap(({ kind, store }) => (kind === 'clear' ? store : []));
  const words = changes.flatMap((change) => {
    const { store, kind } = change;
    if (kind === 'clear') return [];
    const thing = thingWords(store, change.key);
    if (thing === undefined) return [];
    return kind === 'put' ? `writes ${thing}${stateOf(store, change.value)}` : `removes ${thing}`;
  });
  if (emptied.length > 0) words.unshift(`empties ${emptied.join(' and ')}`);
  return words.length === 0 ? '' : `· ${words.join(', ')}`;
}

export function failureWords(changes: readonly Change[], name: string): string {
  const words = changeWords(changes);
  const why = name === 'QuotaExceededError' ? 'nothing more fits on the disk' : 'the storage fails';
  return words === '' ? '' : words.replace('·', `cannot commit, since ${why}:`);
}

/** `undefined` for what no reader asks for. */
function thingWords(store: StoreName, key: string): string | undefined {
  const named = STORE_WORDS[store];
  return named === undefined ? OTHER_WORDS[store] : `${named} ${shortName(key)}`;
}

export function copyWords(path: string, how: 'writes' | 'removes'): string {
  const [, kind = '', id = '', sequence] = path.split('/');
  const [, shared] = /^\/\d+-(\d+)$/.exec(path) ?? [];
  if (shared !== undefined) return `· ${how} shared file ${shared} that waits for a page`;
  if (kind === 'refused') return `· ${how} why the last shared file was refused`;
  const what: Readonly<Record<string, string>> = {
    outbox: `envelope ${shortName(`${id},${sequence}`)}`,
    erasures: `the note to erase ${shortName(id)}`,
    days: 'the counts of its days',
  };
  return `· ${how} the copy of ${what[kind] ?? path}`;
}

function stateOf(store: StoreName, value: unknown): string {
  if (store === 'drafts') return ` (${answersWords((value as Draft).answers)})`;
  if (store !== 'outbox') return '';
  const { status, state } = value as QueuedEnvelope;
  return ` (${status === 'partial' ? 'a part' : 'finished'}, ${STATE_WORDS[state]})`;
}

/** 0012.3 for the third envelope of response 0012. */
function shortName(key: string): string {
  const [id = '', sequence] = key.split(',');
  return `${id.slice(4, 8)}${sequence === undefined ? '' : `.${sequence}`}`;
}

/** Says what is no more on a disk after this, and what is there again as it was before. */
export function logLosses<T>(world: World, name: string, shelves: Shelves, lose: () => T): T {
  const all = () => [...shelves].flatMap(([store, held]) => [...held].map(([key, value]) => ({ store, key, value })));
  const before = all();
  const done = lose();
  const gone = before.filter(({ store, key }) => !shelves.get(store)?.has(key));
  const wasThere = new Set(before.map(({ value }) => value));
  const again = all().filter(({ value }) => !wasThere.has(value));
  world.log(name, () => {
    const words = [
      ...gone.flatMap(({ store, key }) => prefixed('loses', thingWords(store, key))),
      ...again.flatMap(({ store, key, value }) =>
        prefixed('has again an earlier state of', thingWords(store, key), stateOf(store, value)),
      ),
    ];
    return words.length === 0 ? '' : `· ${words.join(', ')}`;
  });
  return done;
}

function prefixed(verb: string, thing: string | undefined, state = ''): readonly string[] {
  return thing === undefined ? [] : [`${verb} ${thing}${state}`];
}
