import { describe } from 'vitest';
import { responsesContract } from '../contracts/responses.ts';
import { emptyResponses, simStorage } from './sim-storage.ts';

describe('the storage of the simulation', () => {
  const data = emptyResponses();
  /** Some microtasks later, as others may come between. */
  const open = () =>
    simStorage(data, async (transaction) => {
      await Promise.resolve();
      return transaction();
    });
  const storage = open();
  responsesContract(() => ({ storage, opened: { again: async () => open() } }));
});
