import type { Drafts, SaveOutcome } from '../port/device.ts';
import type { Database, WriteAccess } from '../store/store.ts';

export type DraftStore = Omit<Drafts, 'claim' | 'discard'> & {
  /** Ignores late saves of an interview until it is reopened with this sequence. */
  readonly settle: (id: string, sequence: number) => void;
  /**
   * The highest sequence of each response that this page knows of, even if the browser has emptied the database since: `Sequences` adds
   * what envelopes take, and each save what is in the draft, where another tab may have stored it.
   */
  readonly numbers: Map<string, number>;
};

export function createDrafts(database: Database): DraftStore {
  // Drafts that this page has finished or deleted. A save that was queued behind a finish must not restore the draft.
  const settled = new Map<string, number>();
  const numbers = new Map<string, number>();

  return {
    numbers,
    settle(id, sequence) {
      settled.set(id, sequence);
    },
    list: () =>
      database.read(['drafts'], async (tx) =>
        [...(await tx.all('drafts'))].sort((one, other) => other.savedAt - one.savedAt),
      ),
    async save(draft, durability): Promise<SaveOutcome> {
      const isLate = () => draft.sequence < (settled.get(draft.id) ?? 0);
      const work = async (tx: WriteAccess): Promise<SaveOutcome> => {
        // In parallel: each request takes ten milliseconds on a slow phone.
        const [erased, held] = await Promise.all([tx.get('erasures', draft.id), tx.get('drafts', draft.id)]);
        if (erased) return 'gone';
        const sequence = Math.max(draft.sequence, held?.sequence ?? 0, numbers.get(draft.id) ?? 0);
        numbers.set(draft.id, sequence);
        if (!isLate()) tx.put('drafts', { ...draft, sequence });
        return 'saved';
      };
      const saved = await database.write(['drafts', 'erasures'], work, durability);
      return saved.kind === 'done' ? saved.value : saved.kind;
    },
  };
}
