import type { Definitions } from '../port/device.ts';
import type { Database } from '../store/store.ts';

const DAY = 24 * 60 * 60 * 1000;

export function createDefinitions(database: Database, now: () => number): Definitions {
  return {
    async keep(file, language) {
      const { id: survey, revision } = file;
      // Kept so that an interview can be resumed without network. Without room for it the page still holds its own copy.
      await database.write(['definitions'], async (tx) => {
        tx.put('definitions', { survey, revision, language, file, keptAt: now() });
      });
    },
    async find(survey, revision, language) {
      const found = await database.read(['definitions'], (tx) => tx.get('definitions', [survey, revision, language]));
      return found.kind === 'done' ? found.value?.file : undefined;
    },
  };
}

/** Lets go of the definitions that no draft, envelope or card needs any more. */
export async function pruneDefinitions(database: Database, now: () => number): Promise<void> {
  await database.write(['definitions', 'drafts', 'outbox', 'finished'], async (tx) => {
    const users = [...(await tx.all('drafts')), ...(await tx.all('outbox')), ...(await tx.all('finished'))];
    const needed = new Set(users.map((user) => `${user.survey} ${user.revision}`));
    for (const kept of await tx.all('definitions')) {
      // One kept today may belong to an interview whose first answer is yet to come, perhaps in another tab.
      const isFresh = Math.abs(now() - kept.keptAt) < DAY;
      if (!isFresh && !needed.has(`${kept.survey} ${kept.revision}`))
        tx.remove('definitions', [kept.survey, kept.revision, kept.language]);
    }
  });
}
