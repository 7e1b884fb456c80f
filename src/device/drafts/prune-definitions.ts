import { queueOf } from '../store/queue-of.ts';
import type { Database } from '../store/store.ts';

const DAY = 24 * 60 * 60 * 1000;

/** Deletes the definitions that no draft, envelope or card needs any more. */
export async function pruneDefinitions(database: Database, now: () => number): Promise<void> {
  await database.write(['definitions', 'drafts', 'outbox', 'finished', 'locked'], async (tx) => {
    const users = [...(await tx.all('drafts')), ...(await tx.all('finished')), ...(await tx.all('locked'))];
    const needed = new Set(users.map((user) => `${user.survey} ${user.revision}`));
    for (const kept of await tx.all('definitions')) {
      // One stored today may belong to an interview that has no answer yet, perhaps in another tab.
      const isFresh = Math.abs(now() - kept.keptAt) < DAY;
      if (isFresh || needed.has(`${kept.survey} ${kept.revision}`)) continue;
      if (!(await queueOf(tx).holds(kept.survey, kept.revision)))
        tx.remove('definitions', [kept.survey, kept.revision, kept.language]);
    }
  });
}
