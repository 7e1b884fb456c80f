import type { Draft, Drafts, SaveOutcome } from '../port/device.ts';
import type { Database, WriteAccess } from '../store/store.ts';

export type DraftStore = Omit<Drafts, 'claim' | 'discard'> & {
  /** Ignores late saves of an interview until it is reopened with this sequence. */
  readonly settle: (id: string, sequence: number) => void;
  /** An envelope of this draft has this sequence: later saves store it, even if the browser has emptied the database meanwhile. */
  readonly note: (id: string, sequence: number) => void;
};

export function createDrafts(database: Database): DraftStore {
  // Drafts that this page has finished or deleted. A save that was queued behind a finish must not restore the draft.
  const settled = new Map<string, number>();
  const noted = new Map<string, number>();

  return {
    settle(id, sequence) {
      settled.set(id, sequence);
    },
    note(id, sequence) {
      noted.set(id, sequence);
    },
    async list() {
      const listed = await database.read(['drafts'], (tx) => tx.all('drafts'));
      if (listed.kind === 'unread') return listed;
      return { kind: listed.kind, value: [...listed.value].sort((one, other) => other.savedAt - one.savedAt) };
    },
    async save(draft, durability): Promise<SaveOutcome> {
      const isLate = () => draft.sequence < (settled.get(draft.id) ?? 0);
      const work = async (tx: WriteAccess): Promise<SaveOutcome> => {
        // In parallel: each request takes ten milliseconds on a slow phone.
        const [erased, held] = await Promise.all([tx.get('erasures', draft.id), tx.get('drafts', draft.id)]);
        if (erased) return 'gone';
        if (!isLate())
          tx.put('drafts', { ...draft, sequence: Math.max(lastSequence(draft, held), noted.get(draft.id) ?? 0) });
        return 'saved';
      };
      const saved = await database.write(['drafts', 'erasures'], work, durability);
      return saved.kind === 'done' ? saved.value : saved.kind;
    },
  };
}

/** A partial snapshot may have used a sequence since the page last read its draft. */
function lastSequence(draft: Draft, held: Draft | undefined): number {
  return Math.max(draft.sequence, held?.sequence ?? 0);
}
