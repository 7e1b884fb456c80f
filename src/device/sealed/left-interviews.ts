import { tallyLeft } from '../kept/day-tally.ts';
import type { Inside } from '../sending.ts';
import { queueOf } from '../store/queue-of.ts';
import type { Transacted, WriteAccess } from '../store/store.ts';

/** Closes interviews: their partials may be sent, and their drafts are deleted unless a secret can open them again. */
export function closeInterviews(
  { database }: Inside,
  ids: readonly string[],
  { isResumable, now }: { readonly isResumable: boolean; readonly now: () => number },
): Promise<Transacted<void>> {
  const work = async (tx: WriteAccess) => {
    for (const id of ids) {
      const locked = await tx.get('locked', id);
      for (const one of await tx.all('outbox', id))
        if (one.state === 'running') tx.put('outbox', { ...one, state: 'waiting' });
      if (!locked || (isResumable && locked.wrapped)) continue;
      tx.remove('locked', id);
      await tallyLeft(tx, now());
    }
  };
  // A power cut does not bring back the draft of a person who has left: the organiser's secret would open it.
  return database.write(['outbox', 'locked', 'days'], work, isResumable ? 'relaxed' : 'strict');
}

/**
 * Closes interrupted interviews that no tab holds any more. Their partials are sent; their drafts are kept for the
 * organiser's secret, or deleted if there was none to wrap their key.
 */
export async function closeOrphans(inside: Inside, now: () => number): Promise<void> {
  const { around, database } = inside;
  const read = await database.read(['outbox', 'locked'], async (tx) => [
    ...(await queueOf(tx).next('running', undefined, MOST_ORPHANS)),
    ...(await tx.all('locked')),
  ]);
  // At the next start, then.
  if (read.kind === 'unread') return;
  // Not by asking for each: WebKit rejects the request of a page that it keeps for Back.
  const held = new Set((await around.navigator.locks?.query())?.held?.map(({ name }) => name));
  const ids = new Set(read.value.map(({ id }) => id));
  const orphans = [...ids].filter((id) => !held.has(`draft:${id}`));
  await closeInterviews(inside, orphans, { isResumable: true, now });
}

/** One for each interview that was cut off at once: far more than tabs. */
const MOST_ORPHANS = 1000;
