import * as v from 'valibot';
import type { Phase } from '../../core/results/disclosure.ts';
import type { Ledger } from '../../core/results/publish.ts';
import type { LastPublication } from '../conduct/conduct.ts';
import { type Storage, StorageUnavailable } from '../storage/storage.ts';

/** What is kept of a survey's publications. Private: the ledger holds exact numbers. */
export interface Kept {
  /** Of the secret that its draws were made with. */
  readonly secret: string;
  readonly phase: Phase;
  readonly ledger: Ledger;
}

const keptSchema = v.union([
  v.looseObject({
    secret: v.string(),
    phase: v.picklist(['preview', 'results']),
    ledger: v.looseObject({ strata: v.record(v.string(), v.looseObject({})), territories: v.array(v.string()) }),
  }),
  // A body of the first releases was the public one: its draws were no draws of ours.
  v.pipe(
    v.looseObject({}),
    v.check((body) => !('ledger' in body)),
  ),
]);

/** Rejects with `StorageUnavailable` for a row that was cut short: as if nothing had been published, everybody would be drawn again. */
export async function readKept(
  storage: Pick<Storage, 'publication'>,
  survey: string,
): Promise<{ readonly day: string; readonly kept: Kept } | undefined> {
  const last = await storage.publication(survey);
  if (!last) return undefined;
  const read = v.safeParse(v.pipe(v.string(), v.parseJson(), keptSchema), last.body);
  if (!read.success) throw new StorageUnavailable('the last publication cannot be read');
  return 'ledger' in read.output ? { day: last.day, kept: read.output as unknown as Kept } : undefined;
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
