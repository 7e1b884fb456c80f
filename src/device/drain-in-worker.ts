import { createReceipts } from './asking/ask-receipts.ts';
import { createKeptCopies } from './kept/kept-copies.ts';
import { createSecondCopies } from './kept/second-copies.ts';
import { createErasures } from './outbox/erasures.ts';
import { createContacts, keepingApart } from './outbox/left-contacts.ts';
import { createStatusBoard } from './outbox/outbox-board.ts';
import { createPost } from './outbox/post-batch.ts';
import { createSequences } from './outbox/sequences.ts';
import { createSync } from './outbox/sync.ts';
import { tellNew } from './rescue/outbox-mirror.ts';
import type { SurroundingsWithDisk } from './store/disk.ts';
import { openDatabase } from './store/open-store.ts';

/** Drains the outbox in the worker after the page is closed. False if something still waits. */
export async function drainInWorker(
  endpoint = '/api/responses',
  around: SurroundingsWithDisk = globalThis,
): Promise<boolean> {
  const now = () => around.Date.now();
  const random = () => around.Math.random();
  const database = openDatabase(around, { onNew: () => tellNew(around) });
  await database.opened;
  const board = createStatusBoard(database, around);
  const send: typeof fetch = (...request) => around.fetch(...request);
  const contacts = createContacts({ database, around, fetch: send, now, random });
  const post = keepingApart(createPost({ around, fetch: send, endpoint, now }), contacts);
  const sequences = createSequences(around);
  const kept = createKeptCopies({ database, around, fetch: send });
  const copies = createSecondCopies(database, now, around);
  const sync = createSync({ database, around, post, board, sequences, kept, copies, now, random });
  const erasures = createErasures({
    database,
    around,
    copies,
    board,
    sequences,
    erase: createReceipts(around, send).erase,
    now,
  });
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
    sequences.close();
    database.close();
  }
}
