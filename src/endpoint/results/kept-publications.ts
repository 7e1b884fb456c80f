import type { Phase } from '../../core/results/disclosure.ts';
import type { Ledger } from '../../core/results/publish.ts';
import type { LastPublication } from '../conduct/conduct.ts';
import type { Storage } from '../storage/storage.ts';

/** What is kept of a survey's publications. Private: the ledger holds exact numbers. */
export interface Kept {
  /** Of the secret that its draws were made with. */
  readonly secret: string;
  readonly phase: Phase;
  readonly ledger: Ledger;
}

export async function readKept(
  storage: Pick<Storage, 'publication'>,
  survey: string,
): Promise<{ readonly day: string; readonly kept: Kept } | undefined> {
  const last = await storage.publication(survey);
  const kept = last && (JSON.parse(last.body) as Kept | object);
  // A body of the first releases was the public one: its draws were no draws of ours.
  return kept && 'ledger' in kept ? { day: last.day, kept } : undefined;
}

/** What may be known of the last publication without its numbers. */
export async function lastPublication(
  storage: Pick<Storage, 'publication'>,
  survey: string,
): Promise<LastPublication | undefined> {
  const last = await readKept(storage, survey);
  if (!last) return undefined;
  const { day, kept } = last;
  const { strata, territories } = kept.ledger;
  const draws = Object.values(strata);
  return {
    day,
    phase: kept.phase,
    hasFinal: draws.some(({ final }) => final),
    isShown: territories.length > 0 || draws.some(({ shown }) => shown),
  };
}
