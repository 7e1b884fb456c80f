import type { SurroundingsWithDisk } from './store/disk.ts';
import { openDatabase } from './store/open-store.ts';
import { queueOf } from './store/queue-of.ts';

/**
 * For a worker: forgets the definitions of the first of these surveys of which no draft, envelope or card is on this device, and returns
 * that survey; `undefined` if there is none, and while that cannot be known.
 */
export async function forgetUnneeded(surveys: readonly string[], around: SurroundingsWithDisk = globalThis) {
  const database = openDatabase(around);
  const forgotten = await database.write(['drafts', 'locked', 'outbox', 'finished', 'definitions'], async (tx) => {
    const users = [...(await tx.all('drafts')), ...(await tx.all('locked')), ...(await tx.all('finished'))];
    for (const id of surveys) {
      if (users.some(({ survey }) => survey === id) || (await queueOf(tx).idsOf(id)).length > 0) continue;
      for (const { revision, language } of await tx.all('definitions', id))
        tx.remove('definitions', [id, revision, language]);
      return id;
    }
    return undefined;
  });
  database.close();
  return forgotten.kind === 'done' && database.keeps === 'disk' ? forgotten.value : undefined;
}
