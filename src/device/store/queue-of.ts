import type { QueueAccess } from './queue-access.ts';
import { queueInMemory } from './queue-in-memory.ts';
import { queueOnDisk } from './queue-on-disk.ts';
import type { ReadAccess } from './store.ts';

/** Apart from the stores, which the first question needs: this comes with what sends. */
export function queueOf({ shelf, all }: ReadAccess): QueueAccess {
  return shelf ? queueOnDisk(() => shelf('outbox')) : queueInMemory(() => all('outbox'));
}
