import type { QueuedEnvelope, StoreName } from '../../src/device/store/schema.ts';
import type { Change } from './sim-shelves.ts';

/* What a page writes, for a reader of the log. */

const STORE_WORDS: Partial<Record<StoreName, string>> = {
  drafts: 'the draft of',
  locked: 'the locked draft of',
  finished: 'the card of',
  erasures: 'the erasure of',
  kept: 'what was received of',
  outbox: 'envelope',
  unsent: 'that nothing was sent of',
};

/** The stores of responses; nothing of the others. */
export function changeWords(changes: readonly Change[]): string {
  const words = changes.flatMap((change) => {
    const store = STORE_WORDS[change.store];
    if (!store) return [];
    return change.kind === 'clear'
      ? `empties ${change.store}`
      : `${change.kind === 'put' ? 'writes' : 'removes'} ${store} ${shortName(change.key)}${stateOf(change)}`;
  });
  return words.length === 0 ? '' : `· ${words.join(', ')}`;
}

export function copyWords(path: string, how: 'writes' | 'removes'): string {
  const [, kind = '', id = '', sequence] = path.split('/');
  const what: Readonly<Record<string, string>> = {
    outbox: `envelope ${shortName(`${id},${sequence}`)}`,
    erasures: `the erasure of ${shortName(id)}`,
    days: 'the counts of its days',
  };
  return `· ${how} the copy of ${what[kind] ?? path}`;
}

function stateOf(change: Change): string {
  if (change.kind !== 'put' || change.store !== 'outbox') return '';
  const { status, state } = change.value as QueuedEnvelope;
  return ` (${status}, ${state})`;
}

/** 0012.3 for the third envelope of response 0012. */
function shortName(key: string): string {
  const [id = '', sequence] = key.split(',');
  return `${id.slice(4, 8)}${sequence === undefined ? '' : `.${sequence}`}`;
}
