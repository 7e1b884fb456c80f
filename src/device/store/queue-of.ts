import type { QueueAccess } from './queue-access.ts';
import { queueInMemory } from './queue-in-memory.ts';
import { queueOnDisk } from './queue-on-disk.ts';
import type { ReadAccess } from './store.ts';

/** Apart from the stores, which the first question needs: this comes with what sends. */
export function queueOf(tx: ReadAccess): QueueAccess {
  return tx.outbox ? queueOnDisk(tx.outbox) : queueInMemory(() => tx.all('outbox'));
}
