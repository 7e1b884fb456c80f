import type { Recipient } from '../../sealing/seal.ts';
import type { Draft, Drafts, OpenedDevice, SaveOutcome } from '../port/device.ts';
import { rescueFileOf } from '../rescue/outbox-file.ts';
import { sendFromMemory } from '../rescue/unstored.ts';
import { askForPersistence } from '../tablet/persistence.ts';
import { type ClearDeviceParts, onRelease } from './clear-device.ts';
import { createDraftKeys, type DraftKeys, type DraftKeysParts } from './draft-keys.ts';
import { type Before, createSealer, type EnvelopeSealer } from './envelope-sealer.ts';
import type { Sealer } from './find-recipients.ts';
import { closeInterviews } from './left-interviews.ts';
import { finishSealed, type SealedWritesParts, saveSealed } from './sealed-writes.ts';

interface SealedDeviceParts extends ClearDeviceParts {
  readonly recipients: readonly Recipient[];
  readonly sealing: Sealer;
  readonly secret: DraftKeysParts['secret'];
}

/** The device of a shared tablet whose survey has keys: answers are never written in clear, and cannot be read again on the tablet. */
export function sealedDevice(parts: SealedDeviceParts): OpenedDevice {
  const { device, inside, survey, secret, now } = parts;
  const { around, database, board } = inside;
  const { crypto } = around;
  const sealer = createSealer(inside, parts);
  const keys = createDraftKeys({ crypto, database, survey: survey.id, secret });
  const writes: SealedWritesParts = { crypto, database, sealer, keys, survey, now };
  const finished = new Set<string>();
  return {
    ...device,
    get keeps() {
      return device.keeps;
    },
    drafts: sealedDrafts({ ...parts, keys, writes, finished }),
    finished: {
      ...device.finished,
      // What someone finished here on their own, before the day began, is not listed.
      list: async () => ({ kind: 'done', value: [] }),
      async erase(id, code) {
        const erasure = await device.finished.erase(id, code);
        if (erasure !== 'unchanged') await keys.forget(id);
        return erasure;
      },
    },
    async finish(draft, from) {
      const outcome = await finishSealed(writes, draft, { from, isFirst: !finished.has(draft.id) });
      if (outcome.kind !== 'finished') return outcome;
      finished.add(draft.id);
      keys.drop(draft.id);
      // Counted after this respondent sees the card: a tablet may have ten thousand responses.
      board.announce(new Map([[draft.id, { state: 'device' }]]));
      void inside.copies.complete();
      void inside.hurry();
      void askForPersistence(database, around);
      return outcome;
    },
    // Each save has put one already, and it leaves with its respondent.
    snapshot: async () => {},
    ...unstored(parts, sealer, keys),
  };
}

interface SealedDraftsParts extends SealedDeviceParts {
  readonly keys: DraftKeys;
  readonly writes: SealedWritesParts;
  /** Ids of the responses that were finished in this page. */
  readonly finished: ReadonlySet<string>;
}

function sealedDrafts({ device, inside, keys, writes, finished, now }: SealedDraftsParts): Drafts {
  /** Interviews that were left: what is still being saved of them is sealed, and not for anyone here. */
  const left = new Set<string>();
  const saving = new Map<string, Promise<SaveOutcome>>();

  /** When a respondent leaves, the key of the draft is dropped. What was given until then is counted as a partial. */
  async function leave(id: string): Promise<void> {
    left.add(id);
    await saving.get(id);
    keys.drop(id);
    if ((await closeInterviews(inside, [id], { isResumable: false, now })).kind !== 'done') return;
    // No listener is interested in a partial, but the count of the day is.
    inside.board.announce(new Map());
    void inside.hurry();
  }

  return {
    list: keys.unlocked,
    save(draft, durability) {
      const isOver = () => left.has(draft.id);
      const isFinished = () => finished.has(draft.id);
      const saved = saveSealed(writes, draft, { isOver, isFinished, durability });
      saving.set(draft.id, saved);
      return saved;
    },
    async discard(id) {
      const drafts = await keys.unlocked();
      if (drafts.kind === 'unread') return 'unavailable';
      const draft = drafts.value.find((one) => one.id === id);
      if (draft && (await device.finished.erase(id, draft.secret)) === 'unchanged') return 'unavailable';
      await keys.forget(id);
      return 'discarded';
    },
    async claim(id, options) {
      const claim = await device.drafts.claim(id, options);
      if (claim !== 'other-tab') left.delete(id);
      return onRelease(claim, () => void leave(id));
    },
  };
}

/** Assumes that a response whose storage failed may have left: it is sent straight from memory. */
const unknown = ({ sequence }: Draft): Before => ({ last: sequence, hadLeft: true });

function unstored(
  { inside, now }: SealedDeviceParts,
  sealer: EnvelopeSealer,
  keys: DraftKeys,
): Pick<OpenedDevice, 'sendUnstored' | 'exportUnstored'> {
  return {
    async sendUnstored(draft, from, status) {
      const { queued } = await sealer.prepare(draft, from, status, unknown(draft));
      return sendFromMemory({ ...inside, now }, queued, status, () => keys.forget(draft.id));
    },
    async exportUnstored(draft, from, status) {
      const { queued } = await sealer.prepare(draft, from, status, unknown(draft));
      return rescueFileOf([queued]);
    },
  };
}
