import { reply } from '../http/reply.ts';
import type { Storage } from '../storage/storage.ts';

/** `GET /api/health`: well when something has just been written and read back. */
export async function replyWithHealth(storage: Storage): Promise<Response> {
  await storage.probe();
  return reply(200, { status: 'ok', storage: storage.kind });
}
