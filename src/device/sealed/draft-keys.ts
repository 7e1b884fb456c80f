import type { Draft, StoreReading } from '../port/device.ts';
import type { Surroundings } from '../port/surroundings.ts';
import type { Database } from '../store/store.ts';
import { type DraftLock, newLock, unlockDraft } from './draft-lock.ts';

export interface DraftKeysParts {
  readonly crypto: Surroundings['crypto'];
  readonly database: Database;
  readonly survey: string;
  /** The organiser's secret of the day, of at least 80 bits, once it is given: it resumes an interview that the tablet was cut off in. */
  readonly secret: () => Uint8Array<ArrayBuffer> | undefined;
}

/** The keys of this page's drafts. They are in memory only. */
export type DraftKeys = ReturnType<typeof createDraftKeys>;

export function createDraftKeys({ crypto, database, survey, secret }: DraftKeysParts) {
  const locks = new Map<string, Promise<DraftLock>>();
  return {
    /** A new key when the interview has none. */
    lockOf(id: string) {
      const lock = locks.get(id) ?? newLock(crypto, id, secret());
      locks.set(id, lock);
      return lock;
    },
    drop: (id: string) => void locks.delete(id),
    /** Deletes the draft, too. */
    async forget(id: string) {
      locks.delete(id);
      await database.write(['locked'], async (tx) => tx.remove('locked', id), 'strict');
    },
    /** The drafts that the secret opens, latest first. Their keys are in the ring from then on. */
    async unlocked(): Promise<StoreReading<readonly Draft[]>> {
      const code = secret();
      if (!code) return { kind: 'done', value: [] };
      const read = await database.read(['locked'], (tx) => tx.all('locked'));
      if (read.kind === 'unread') return read;
      const drafts: Draft[] = [];
      for (const one of read.value) {
        const opened = one.survey === survey ? await unlockDraft(crypto, one, code) : undefined;
        if (!opened) continue;
        locks.set(one.id, Promise.resolve(opened.lock));
        drafts.push(opened.draft);
      }
      return { kind: read.kind, value: drafts.sort((one, other) => other.savedAt - one.savedAt) };
    },
  };
}
