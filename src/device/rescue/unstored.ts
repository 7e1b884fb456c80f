import type { Survey } from '../../core/survey/questionnaire.ts';
import type { DraftStore } from '../drafts/drafts.ts';
import { deliveryOf, isFor } from '../outbox/apply-verdicts.ts';
import type { ExchangeParts } from '../outbox/exchange.ts';
import { makeEnvelope } from '../outbox/make-envelope.ts';
import { toQueued } from '../outbox/queue.ts';
import type { Sequences } from '../outbox/sequences.ts';
import type { Draft } from '../port/device.ts';
import type { RescueFile, RescueStatus } from '../port/exported-file.ts';
import type { Delivery } from '../port/finished-response.ts';
import type { QueuedEnvelope } from '../store/schema.ts';
import { rescueFileOf } from './outbox-file.ts';

/** When the outbox cannot be written: the response leaves from memory, or as a file. */
interface ResponseInMemory {
  readonly draft: Draft;
  readonly survey: Survey;
  readonly status: RescueStatus;
}

interface UnstoredParts extends Pick<ExchangeParts, 'database' | 'board' | 'post' | 'sequences' | 'now'> {
  readonly drafts: Pick<DraftStore, 'settle'>;
}

export function createUnstored(parts: UnstoredParts) {
  const { database, drafts, sequences } = parts;
  /** Received from memory, while their drafts could not be removed. */
  const received = new Set<string>();

  /** Removes the drafts of what was received from memory, as soon as the storage lets them be removed. */
  async function clearDrafts(): Promise<void> {
    for (const id of received) {
      drafts.settle(id, Number.POSITIVE_INFINITY);
      const cleared = await database.write(['drafts', 'outbox'], async (tx) => {
        tx.remove('drafts', id);
        for (const { status, sequence } of await tx.all('outbox', id))
          if (status === 'partial') tx.remove('outbox', [id, sequence]);
      });
      if (cleared.kind === 'done') received.delete(id);
    }
  }

  return {
    clearDrafts,
    toFile: (unstored: ResponseInMemory): RescueFile => rescueFileOf([queuedOf(unstored, sequences)]),
    async send(unstored: ResponseInMemory): Promise<Delivery> {
      const { id } = unstored.draft;
      const clear = async () => {
        received.add(id);
        await clearDrafts();
      };
      return sendFromMemory(parts, queuedOf(unstored, sequences), unstored.status, clear);
    },
  };
}

/** Sends one envelope and says what became of it; a partial has no card that could show it. `cleared` runs once a complete one is received. */
export async function sendFromMemory(
  { board, post, now }: Pick<UnstoredParts, 'board' | 'post' | 'now'>,
  envelope: QueuedEnvelope,
  status: RescueStatus,
  cleared: () => Promise<void>,
): Promise<Delivery> {
  const posted = await post([envelope]);
  const verdict = posted.kind === 'answered' ? posted.verdicts.find((one) => isFor(one, envelope)) : undefined;
  const delivery: Delivery = verdict ? deliveryOf(verdict, now()) : { state: 'device' };
  if (status === 'partial') return delivery;
  if (delivery.state === 'received') await cleared();
  board.announce(new Map([[envelope.id, delivery]]));
  await board.refresh();
  return delivery;
}

/** The next save of the draft stores its number: after a reload another envelope of it must not get the same one. */
function queuedOf({ draft, survey, status }: ResponseInMemory, sequences: Sequences): QueuedEnvelope {
  const sequence = sequences.next(draft.id, draft.sequence);
  return toQueued(makeEnvelope(draft, survey, { status, sequence }), draft.savedAt);
}
