import type { Draft, Drafts, SaveOutcome } from '../port/device.ts';
import type { Database } from '../store/store.ts';

export type DraftStore = Omit<Drafts, 'claim'> & {
  /** Until an interview is reopened with this sequence, saves that come late are left out. */
  readonly settle: (id: string, sequence: number) => void;
  /** Removes the draft and its partial snapshots that wait; false when they could not be. */
  readonly remove: (id: string) => Promise<boolean>;
};

export function createDrafts(database: Database): DraftStore {
  // What left the drafts from this page. A save that was waiting behind a finish must not bring the draft back.
  const settled = new Map<string, number>();

  async function remove(id: string): Promise<boolean> {
    settled.set(id, Number.POSITIVE_INFINITY);
    const removed = await database.write(['drafts', 'outbox'], async (tx) => {
      tx.remove('drafts', id);
      for (const envelope of await tx.all('outbox', id))
        if (envelope.status === 'partial') tx.remove('outbox', [envelope.id, envelope.sequence]);
    });
    return removed.kind === 'done';
  }

  return {
    settle(id, sequence) {
      settled.set(id, sequence);
    },
    async list() {
      const listed = await database.read(['drafts'], (tx) => tx.all('drafts'));
      // Drafts that cannot be read cannot be resumed; the first save says that the storage failed.
      if (listed.kind !== 'done') return [];
      return [...listed.value].sort((one, other) => other.savedAt - one.savedAt);
    },
    async save(draft): Promise<SaveOutcome> {
      const isLate = () => draft.sequence < (settled.get(draft.id) ?? 0);
      const saved = await database.write(['drafts'], async (tx) => {
        const held = await tx.get('drafts', draft.id);
        if (!isLate()) tx.put('drafts', { ...draft, sequence: lastSequence(draft, held) });
      });
      return saved.kind === 'done' ? 'saved' : saved.kind;
    },
    remove,
    async discard(id) {
      if (!(await remove(id))) throw new Error('the draft could not be discarded');
    },
  };
}

/** A partial snapshot may have used a sequence since the page last read its draft. */
function lastSequence(draft: Draft, held: Draft | undefined): number {
  return Math.max(draft.sequence, held?.sequence ?? 0);
}
