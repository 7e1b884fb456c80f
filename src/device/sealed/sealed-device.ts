import type { Survey } from '../../core/survey/questionnaire.ts';
import { type Recipient, seal } from '../../sealing/seal.ts';
import { tallyFinished, tallyLeft } from '../kept/day-tally.ts';
import { deliveryOf, isFor } from '../outbox/apply-verdicts.ts';
import { makeEnvelope } from '../outbox/make-envelope.ts';
import { hasLeft, lastSequenceOf, replaceQueued, toQueued } from '../outbox/queue.ts';
import type { Draft, Durability, FinishOutcome, OpenedDevice, Read, Rescued, SaveOutcome } from '../port/device.ts';
import { rescueFileOf } from '../rescue/outbox-file.ts';
import type { Inside } from '../sending.ts';
import { askForPersistence } from '../store/persistence.ts';
import { queueOf } from '../store/queue-of.ts';
import type { QueuedEnvelope } from '../store/schema.ts';
import type { Transacted, WriteAccess } from '../store/store.ts';
import { type DraftLock, lockDraft, newLock, unlockDraft } from './draft-lock.ts';

export interface SealedDeviceParts {
  readonly device: OpenedDevice;
  readonly inside: Inside;
  readonly survey: Survey;
  readonly recipients: readonly Recipient[];
  /** The organiser's secret of the day, of at least 80 bits, once it is given: it resumes an interview that the tablet was cut off in. */
  readonly secret: () => Uint8Array<ArrayBuffer> | undefined;
  readonly now: () => number;
}

/** Sealed and given a number, before the transaction that writes it: encrypting in the middle of one would end it. */
interface Prepared {
  readonly queued: QueuedEnvelope;
  /** The number before, and whether an envelope of the response had left by then. */
  readonly last: number;
  readonly hadLeft: boolean;
}

type Before = Pick<Prepared, 'last' | 'hadLeft'>;

/** What is known of a response whose storage failed: it goes straight from memory. */
const unstored = ({ sequence }: Draft): Before => ({ last: sequence, hadLeft: true });

/** On a shared tablet, whatever is there. */
const NONE = { kind: 'done', value: [] } as const;

/** The device of a shared tablet: nothing that a respondent gives is written in clear, and nobody here can read it again. */
export function sealedDevice(parts: SealedDeviceParts): OpenedDevice {
  const { device, inside, survey, recipients, secret, now } = parts;
  const { database, board, sequences, post, hurry, copies } = inside;
  const locks = new Map<string, Promise<DraftLock>>();
  /** Interviews that were left: what is still being saved of them is sealed, and not for anyone here. */
  const left = new Set<string>();
  /** A save that comes late does not bring the draft back. */
  const finished = new Set<string>();
  const saving = new Map<string, Promise<unknown>>();

  const lockOf = (id: string) => {
    const lock = locks.get(id) ?? newLock(id, secret());
    locks.set(id, lock);
    return lock;
  };

  const read = (id: string) =>
    database.read(
      KNOWING,
      async (tx): Promise<Before> => ({
        last: await lastSequenceOf(tx, id),
        hadLeft: await hasLeft(tx, id, sequences),
      }),
    );

  async function prepare(draft: Draft, from: Survey, status: Rescued, known: Before): Promise<Prepared> {
    const last = Math.max(known.last, sequences.last(draft.id));
    const sequence = sequences.next(draft.id, Math.max(draft.sequence, last));
    const { answers, ...header } = makeEnvelope(draft, from, { status, sequence });
    const queued = toQueued(await seal(header, answers, recipients), now(), known.hadLeft);
    return { queued, last, hadLeft: known.hadLeft };
  }

  /** Puts it in place of what was there of the same response. That may have left since it was prepared. */
  async function put(tx: WriteAccess, { queued, last, hadLeft }: Prepared, state: QueuedEnvelope['state']) {
    const before = await tx.get('outbox', [queued.id, last]);
    const mayHaveLeft = hadLeft || (last > 0 && before?.hasLeft !== false);
    await replaceQueued(tx, { ...queued, state, hasLeft: mayHaveLeft });
  }

  async function save(draft: Draft, durability?: Durability): Promise<SaveOutcome> {
    const isOver = left.has(draft.id);
    const isCounted = survey.partials && draft.revision === survey.revision && Object.keys(draft.answers).length > 0;
    const known = isCounted ? await read(draft.id) : undefined;
    // Another number than it read about might be taken already, and what bears it replaced.
    if (known?.kind === 'unread') return 'unavailable';
    const partial = known && (await prepare(draft, survey, 'partial', known.value));
    // The partial may have left, and be in the outbox no more, when the draft is opened again: what follows it needs a higher number.
    const numbered = partial ? { ...draft, sequence: partial.queued.sequence } : draft;
    const locked = isOver ? undefined : await lockDraft(numbered, await lockOf(draft.id));
    const work = async (tx: WriteAccess): Promise<SaveOutcome> => {
      if (await tx.get('erasures', draft.id)) return 'gone';
      if (finished.has(draft.id)) return 'saved';
      // Of an earlier release, which kept it in clear.
      tx.remove('drafts', draft.id);
      if (locked) tx.put('locked', locked);
      const known = [await tx.get('kept', draft.id), ...(await tx.all('outbox', draft.id))];
      const isComplete = known.some((one) => one?.status === 'complete');
      if (partial && !isComplete) await put(tx, partial, isOver ? 'waiting' : 'running');
      return 'saved';
    };
    const saved = await database.write(ALL, work, durability);
    return saved.kind === 'done' ? saved.value : saved.kind;
  }

  async function finish(draft: Draft, from: Survey): Promise<FinishOutcome> {
    const known = await read(draft.id);
    if (known.kind === 'unread') return { kind: 'unavailable' };
    const complete = await prepare(draft, from, 'complete', known.value);
    const { sequence } = complete.queued;
    const written = await database.write(
      ALL,
      async (tx) => {
        if (await tx.get('erasures', draft.id)) return 'gone';
        await put(tx, complete, 'waiting');
        if (!finished.has(draft.id)) await tallyFinished(tx, draft.id, now());
        tx.remove('locked', draft.id);
        tx.remove('drafts', draft.id);
        return 'finished';
      },
      'strict',
    );
    if (written.kind !== 'done') return { kind: written.kind };
    if (written.value === 'gone') return { kind: 'gone' };
    finished.add(draft.id);
    locks.delete(draft.id);
    // Counted after this respondent has been told: a tablet may hold ten thousand.
    board.announce(new Map([[draft.id, { state: 'device' }]]));
    void copies.complete();
    void hurry();
    void askForPersistence(database);
    return { kind: 'finished', sequence };
  }

  /** Whoever leaves takes the key along, and no code brings it back: what is left of the interview is counted as a partial. */
  async function leave(id: string): Promise<void> {
    left.add(id);
    await saving.get(id);
    locks.delete(id);
    if ((await letGo(inside, [id], { isResumable: false, now })).kind !== 'done') return;
    // Nothing is told of a partial, but who looks at the day counts it.
    board.announce(new Map());
    void hurry();
  }

  async function forget(id: string): Promise<void> {
    locks.delete(id);
    await database.write(['locked'], async (tx) => tx.remove('locked', id), 'strict');
  }

  async function unlocked(): Promise<Read<readonly Draft[]>> {
    const code = secret();
    if (!code) return NONE;
    const read = await database.read(['locked'], (tx) => tx.all('locked'));
    if (read.kind === 'unread') return read;
    const drafts: Draft[] = [];
    for (const one of read.value) {
      const opened = one.survey === survey.id ? await unlockDraft(one, code) : undefined;
      if (!opened) continue;
      locks.set(one.id, Promise.resolve(opened.lock));
      drafts.push(opened.draft);
    }
    return { kind: read.kind, value: drafts.sort((one, other) => other.savedAt - one.savedAt) };
  }

  return {
    ...device,
    get keeps() {
      return device.keeps;
    },
    drafts: {
      list: unlocked,
      save(draft, durability) {
        const saved = save(draft, durability);
        saving.set(draft.id, saved);
        return saved;
      },
      async discard(id) {
        const drafts = await unlocked();
        if (drafts.kind === 'unread') return 'unavailable';
        const draft = drafts.value.find((one) => one.id === id);
        if (draft && (await device.finished.erase(id, draft.secret)) === 'unchanged') return 'unavailable';
        await forget(id);
        return 'discarded';
      },
      async claim(id, options) {
        const claim = await device.drafts.claim(id, options);
        if (claim === 'other-tab') return claim;
        left.delete(id);
        return {
          release() {
            claim.release();
            void leave(id);
          },
        };
      },
    },
    finished: {
      ...device.finished,
      // Of someone who answered here on their own, before the day began.
      list: async () => NONE,
      async erase(id, code) {
        const erasure = await device.finished.erase(id, code);
        if (erasure !== 'unchanged') await forget(id);
        return erasure;
      },
    },
    finish,
    // Each save has put one already, and it leaves with its respondent.
    snapshot: async () => {},
    async sendUnstored(draft, from, status) {
      const { queued } = await prepare(draft, from, status, unstored(draft));
      const posted = await post([queued]);
      const verdict = posted.kind === 'answered' ? posted.verdicts.find((one) => isFor(one, queued)) : undefined;
      const delivery = verdict ? deliveryOf(verdict, now()) : ({ state: 'device' } as const);
      if (status === 'partial') return delivery;
      if (delivery.state === 'received') await forget(draft.id);
      board.announce(new Map([[draft.id, delivery]]));
      await board.refresh();
      return delivery;
    },
    async exportUnstored(draft, from, status) {
      const { queued } = await prepare(draft, from, status, unstored(draft));
      return rescueFileOf([queued]);
    },
  };
}

const KNOWING = ['drafts', 'finished', 'outbox', 'kept'] as const;
const ALL = ['drafts', 'locked', 'outbox', 'kept', 'erasures', 'days'] as const;

/** The partials of these interviews may leave, and their drafts go, unless a secret can open them again. */
export function letGo(
  { database }: Inside,
  ids: readonly string[],
  { isResumable, now }: { readonly isResumable: boolean; readonly now: () => number },
): Promise<Transacted<void>> {
  return database.write(['outbox', 'locked', 'days'], async (tx) => {
    for (const id of ids) {
      const locked = await tx.get('locked', id);
      for (const one of await tx.all('outbox', id))
        if (one.state === 'running') tx.put('outbox', { ...one, state: 'waiting' });
      if (!locked || (isResumable && locked.wrapped)) continue;
      tx.remove('locked', id);
      await tallyLeft(tx, now());
    }
  });
}

/**
 * What a tablet that was cut off has left: interviews that no tab holds any more. Their partials leave; their drafts stay for the
 * organiser's secret, or go when none was there to wrap their key.
 */
export async function letGoOfOrphans(inside: Inside, now: () => number): Promise<void> {
  const { database } = inside;
  const read = await database.read(['outbox', 'locked'], async (tx) => [
    ...(await queueOf(tx).next('running', undefined, MOST_ORPHANS)),
    ...(await tx.all('locked')),
  ]);
  // At the next start, then.
  if (read.kind === 'unread') return;
  // Not by asking for each: WebKit rejects the request of a page that it keeps for Back.
  const held = new Set((await navigator.locks.query()).held?.map(({ name }) => name));
  const ids = new Set(read.value.map(({ id }) => id));
  const orphans = [...ids].filter((id) => !held.has(`draft:${id}`));
  await letGo(inside, orphans, { isResumable: true, now });
}

/** One for each interview that was cut off at once: far more than tabs. */
const MOST_ORPHANS = 1000;
