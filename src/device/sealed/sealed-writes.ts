import type { Survey } from '../../core/survey/questionnaire.ts';
import { tallyChanged, tallyFinished } from '../kept/day-tally.ts';
import type { Draft, Durability, FinishOutcome, SaveOutcome } from '../port/device.ts';
import type { Surroundings } from '../port/surroundings.ts';
import type { Database, WriteAccess } from '../store/store.ts';
import type { DraftKeys } from './draft-keys.ts';
import { lockDraft } from './draft-lock.ts';
import type { EnvelopeSealer } from './envelope-sealer.ts';

export interface SealedWritesParts {
  readonly crypto: Surroundings['crypto'];
  readonly database: Database;
  readonly sealer: EnvelopeSealer;
  readonly keys: DraftKeys;
  readonly survey: Survey;
  readonly now: () => number;
}

const WRITTEN = ['drafts', 'locked', 'outbox', 'unsent', 'kept', 'erasures', 'days'] as const;

/** Each save is one transaction: the locked draft, and the sealed partial that is counted if its interview is left. */
export async function saveSealed(
  { crypto, database, sealer, keys, survey }: SealedWritesParts,
  draft: Draft,
  {
    isOver,
    isFinished,
    durability,
  }: {
    /** The interview was abandoned, perhaps while this was being locked: its draft must not be opened on this tablet. */
    readonly isOver: () => boolean;
    /** A save that comes late does not bring the draft back. */
    readonly isFinished: () => boolean;
    readonly durability: Durability | undefined;
  },
): Promise<SaveOutcome> {
  const isCounted = survey.partials && draft.revision === survey.revision && Object.keys(draft.answers).length > 0;
  const known = isCounted ? await sealer.read(draft.id) : undefined;
  // Another number than it read about might be taken already, and what bears it replaced.
  if (known?.kind === 'unread') return 'unavailable';
  const partial = known && (await sealer.prepare(draft, survey, 'partial', known.value));
  // The partial may have left, and be in the outbox no more, when the draft is opened again: what follows it needs a higher number.
  const numbered = partial ? { ...draft, sequence: partial.queued.sequence } : draft;
  const locked = isOver() ? undefined : await lockDraft(crypto, numbered, await keys.lockOf(draft.id));
  const work = async (tx: WriteAccess): Promise<SaveOutcome> => {
    if (await tx.get('erasures', draft.id)) return 'gone';
    if (isFinished()) return 'saved';
    // A draft in clear, from before the survey had keys.
    tx.remove('drafts', draft.id);
    if (locked && !isOver()) tx.put('locked', locked);
    const envelopes = [await tx.get('kept', draft.id), ...(await tx.all('outbox', draft.id))];
    const isComplete = envelopes.some((one) => one?.status === 'complete');
    if (partial && !isComplete) await sealer.put(tx, partial, isOver() ? 'waiting' : 'running');
    return 'saved';
  };
  const saved = await database.write(WRITTEN, work, durability);
  return saved.kind === 'done' ? saved.value : saved.kind;
}

/** One strict transaction: the sealed response goes in, the draft and older envelopes go out, or nothing changes. */
export async function finishSealed(
  { database, sealer, now }: SealedWritesParts,
  draft: Draft,
  { from, isFirst }: { readonly from: Survey; readonly isFirst: boolean },
): Promise<FinishOutcome> {
  const known = await sealer.read(draft.id);
  if (known.kind === 'unread') return { kind: 'unavailable' };
  const complete = await sealer.prepare(draft, from, 'complete', known.value);
  const written = await database.write(
    WRITTEN,
    async (tx) => {
      if (await tx.get('erasures', draft.id)) return 'gone';
      await sealer.put(tx, complete, 'waiting');
      // A save that was asked for later and came first has a higher number: as a partial it would replace what is finished.
      for (const { state, id, sequence } of await tx.all('outbox', draft.id))
        if (state === 'running') tx.remove('outbox', [id, sequence]);
      await (isFirst ? tallyFinished(tx, draft.id, now()) : tallyChanged(tx, draft.id));
      tx.remove('locked', draft.id);
      tx.remove('drafts', draft.id);
      return 'finished';
    },
    'strict',
  );
  if (written.kind !== 'done') return { kind: written.kind };
  return written.value === 'gone' ? { kind: 'gone' } : { kind: 'finished', sequence: complete.queued.sequence };
}
