import { createReceipts } from '../asking/ask-receipts.ts';
import { createKeptCopies } from '../kept/kept-copies.ts';
import { createSecondCopies } from '../kept/second-copies.ts';
import { createErasures } from './erasures.ts';
import { createContacts, keepingApart, type LeftContactsParts } from './left-contacts.ts';
import { createStatusBoard } from './outbox-board.ts';
import { createPost } from './post-batch.ts';
import { createSequences } from './sequences.ts';
import { createSync, type Moment } from './sync.ts';

interface SenderParts extends LeftContactsParts {
  readonly endpoint: string;
  readonly lockPatience?: number;
  /** The highest number of each response that this page has given out. */
  readonly numbers?: Map<string, number>;
}

export type Sender = ReturnType<typeof createSender>;

/** Builds what empties the outbox, the same in a page and in the worker. */
export function createSender({ numbers, ...parts }: SenderParts) {
  const { database, around, now } = parts;
  const board = createStatusBoard(database, around);
  const sequences = createSequences(around, numbers);
  const contacts = createContacts(parts);
  const post = keepingApart(createPost(parts), contacts);
  const copies = createSecondCopies(database, now, around);
  const kept = createKeptCopies(parts);
  const sync = createSync({ ...parts, post, board, sequences, kept, copies });
  const { erase } = createReceipts(around, parts.fetch);
  const erasures = createErasures({ database, around, copies, board, sequences, erase, now });
  return {
    board,
    sequences,
    post,
    copies,
    contacts,
    erasures,
    /** Sends what waits: envelopes, erasures, addresses. True if nothing is left. */
    async work(why: Moment): Promise<boolean> {
      const isEmpty = await sync.drain(why);
      // After envelopes: one that was held up on its way may just have arrived.
      const areErased = await erasures.ask();
      return (await contacts.send()) && areErased && isEmpty;
    },
    stop(): void {
      for (const one of [sync, erasures, contacts, copies]) one.stop();
      board.close();
      sequences.close();
    },
  };
}
