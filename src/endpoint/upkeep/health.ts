import { answer } from '../http/reply.ts';
import type { Storage } from '../storage/storage.ts';

/** `GET /api/health`: well when something has just been written and read back. */
export async function showHealth(storage: Storage): Promise<Response> {
  await storage.probe();
  return answer(200, { status: 'ok', storage: storage.kind });
}
