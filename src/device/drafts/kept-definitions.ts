import type { Definitions } from '../port/device.ts';
import type { Database } from '../store/store.ts';

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
      return found.kind === 'unread' ? found : { kind: found.kind, value: found.value?.file };
    },
  };
}
