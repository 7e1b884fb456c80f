import { createReceipts } from './asking/ask-receipts.ts';
import { createKeptCopies } from './kept/kept-copies.ts';
import { createSecondCopies } from './kept/second-copies.ts';
import { createErasures } from './outbox/erasures.ts';
import { createContacts, keepingApart } from './outbox/left-contacts.ts';
import { createStatusBoard } from './outbox/outbox-board.ts';
import { createPost } from './outbox/post-batch.ts';
import { createSequences } from './outbox/sequences.ts';
import { createSync } from './outbox/sync.ts';
import { openDatabase } from './store/open-store.ts';

/** The same drain, woken in the worker after the page is gone. False when something still waits. */
export async function drainInWorker(endpoint = '/api/responses'): Promise<boolean> {
  const database = openDatabase();
  await database.opened;
  const board = createStatusBoard(database);
  const send: typeof fetch = (...request) => fetch(...request);
  const contacts = createContacts({ database, fetch: send, now: Date.now, random: Math.random });
  const post = keepingApart(createPost({ fetch: send, endpoint, now: Date.now }), contacts);
  const sequences = createSequences();
  const kept = createKeptCopies({ database, fetch: send });
  const copies = createSecondCopies(database, Date.now);
  const { now, random } = { now: Date.now, random: Math.random };
  const sync = createSync({ database, post, board, sequences, kept, copies, now, random });
  const erasures = createErasures({ database, copies, board, sequences, erase: createReceipts().erase, now });
  try {
    await copies.restore();
    const isEmpty = await sync.drain('event');
    const areErased = await erasures.ask();
    return (await contacts.send()) && areErased && isEmpty;
  } finally {
    sync.stop();
    erasures.stop();
    contacts.stop();
    copies.stop();
    board.close();
    database.close();
  }
}
