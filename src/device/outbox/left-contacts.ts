import * as v from 'valibot';
import { contactBody } from '../../wire/contact.ts';
import { uuidOf } from '../../wire/hex.ts';
import { abortAfter } from '../asking/abort-after.ts';
import { inTurn } from '../asking/in-turn.ts';
import type { ContactsShelf } from '../port/device.ts';
import type { Surroundings, Timer } from '../port/surroundings.ts';
import { queueOf } from '../store/queue-of.ts';
import type { UnsentContact } from '../store/schema.ts';
import type { Database } from '../store/store.ts';
import type { PostBatch } from './post-batch.ts';

/*
 * Addresses left for a contact, until the endpoint has stored them. They are sent separately from envelopes: never in one request, and
 * some time after the last envelope, so that an observer of requests cannot link the two by time.
 */

export interface LeftContacts extends ContactsShelf {
  /** Sends those that are due, and schedules the others. True if none is left. */
  readonly send: () => Promise<boolean>;
  /** An envelope was just sent: contacts are delayed again. */
  readonly envelopeLeft: () => void;
  readonly stop: () => void;
}

export interface LeftContactsParts {
  readonly database: Database;
  readonly around: Surroundings;
  readonly fetch: typeof globalThis.fetch;
  readonly now: () => number;
  readonly random: () => number;
}

/** Minimum and maximum delay between an envelope and a contact, in milliseconds. */
const LEAST_APART = 20_000;
const MOST_APART = 80_000;
const PAUSE = 5 * 60_000;

export function createContacts({ database, around, fetch, now, random }: LeftContactsParts): LeftContacts {
  const listeners = new Set<() => void>();
  let timer: Timer | undefined;
  let notBefore = 0;

  const apart = () => now() + LEAST_APART + random() * (MOST_APART - LEAST_APART);

  async function remove(id: string): Promise<boolean> {
    const removed = await database.write(['contacts'], async (tx) => tx.remove('contacts', id), 'strict');
    for (const listener of listeners) listener();
    return removed.kind === 'done';
  }

  async function pass(): Promise<boolean> {
    around.clearTimeout(timer);
    const isBehind = await mayHaveEnvelopes(database);
    const kept = await database.read(['contacts'], (tx) => tx.all('contacts'));
    // A failed read is repeated.
    if (kept.kind === 'unread') return again(PAUSE);
    let next = kept.kind === 'done' ? Number.POSITIVE_INFINITY : PAUSE;
    for (const one of kept.value) {
      const due = Math.max(one.dueAt, notBefore);
      // A clock that was set back must not delay an address for years.
      const isDue = due <= now() || due > now() + MOST_APART;
      if (!isDue) next = Math.min(next, due - now());
      else if (!isBehind && (await postContact(around, fetch, one))) await remove(one.id);
      else next = Math.min(next, PAUSE);
    }
    return next === Number.POSITIVE_INFINITY || again(next);
  }

  function again(delay: number): false {
    timer = around.setTimeout(() => void send(), delay);
    return false;
  }

  const send = inTurn(pass);

  return {
    async leave(left) {
      const id = uuidOf(around.crypto.getRandomValues(new Uint8Array(16)));
      const contact: UnsentContact = { id, survey: left.survey, body: contactBody({ id, ...left }), dueAt: apart() };
      const written = await database.write(['contacts'], async (tx) => tx.put('contacts', contact), 'strict');
      if (written.kind !== 'done') return written.kind;
      for (const listener of listeners) listener();
      void send();
      return 'kept';
    },
    waiting: (survey) =>
      database.read(['contacts'], async (tx) =>
        (await tx.all('contacts')).flatMap((one) => (one.survey === survey ? [one.id] : [])),
      ),
    forget: remove,
    watch(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    send,
    envelopeLeft() {
      notBefore = apart();
    },
    stop: () => around.clearTimeout(timer),
  };
}

/** Contacts and envelopes that wait for the same network would be sent at the same moment. */
async function mayHaveEnvelopes(database: Database): Promise<boolean> {
  const read = await database.read(['outbox'], (tx) => queueOf(tx).hasAny('waiting'));
  return read.kind !== 'done' || read.value;
}

/** Posts envelopes, and delays contacts each time. */
export function keepingApart(post: PostBatch, { envelopeLeft }: LeftContacts): PostBatch {
  return (batch) => {
    envelopeLeft();
    return post(batch).finally(envelopeLeft);
  };
}

const replySchema = v.object({ state: v.literal('kept'), id: v.string() });
const PATIENCE = 15_000;

/** True if the endpoint has stored this one, by its id. Anything else means *try later*. */
async function postContact(
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
    const reply = v.safeParse(replySchema, await response.json());
    return response.status === 200 && reply.success && reply.output.id === id;
  } catch (error) {
    // A captive portal's page is not JSON; a lost network, a redirect and a timeout reject.
    if (error instanceof SyntaxError || error instanceof TypeError || error instanceof DOMException) return false;
    throw error;
  }
}
