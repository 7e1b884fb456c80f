import { createStatusBoard } from './outbox/outbox-board.ts';
import { createPost } from './outbox/post-batch.ts';
import { createSync } from './outbox/sync.ts';
import { openDatabase } from './store/open-store.ts';

/** The same drain, woken in the worker after the page is gone. False when something still waits. */
export async function drainInWorker(endpoint = '/api/responses'): Promise<boolean> {
  const database = await openDatabase();
  const board = createStatusBoard(database);
  const post = createPost({ fetch: (...request) => fetch(...request), endpoint, now: Date.now });
  const sync = createSync({ database, post, board, now: Date.now, random: Math.random });
  try {
    return await sync.drain('event');
  } finally {
    sync.stop();
    board.close();
    database.close();
  }
}
