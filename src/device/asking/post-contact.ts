import * as v from 'valibot';
import type { Surroundings } from '../port/surroundings.ts';
import type { UnsentContact } from '../store/schema.ts';
import { abortAfter } from './abort-after.ts';

const kept = v.object({ state: v.literal('kept'), id: v.string() });

const PATIENCE = 15_000;

/** True if the endpoint has stored this one, by its id. Anything else means *try later*. */
export async function postContact(
  around: Surroundings,
  send: typeof fetch,
  { id, body }: Pick<UnsentContact, 'id' | 'body'>,
): Promise<boolean> {
  try {
    const response = await send('/api/contacts', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body,
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
      signal: abortAfter(around, PATIENCE),
    });
    const reply = v.safeParse(kept, await response.json());
    return response.status === 200 && reply.success && reply.output.id === id;
  } catch (error) {
    // A captive portal's page is not JSON; a lost network, a redirect and a timeout reject.
    if (error instanceof SyntaxError || error instanceof TypeError || error instanceof DOMException) return false;
    throw error;
  }
}
