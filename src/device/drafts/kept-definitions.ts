import type { Definitions } from '../port/device.ts';
import type { Database } from '../store/store.ts';

export function createDefinitions(database: Database, now: () => number): Definitions {
  return {
    async keep(file, language) {
      const { id: survey, revision } = file;
      // Stored so that an interview can be resumed without network. If the disk is full the page still has its copy.
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
