import { stampOf } from '../../src/endpoint/storage/response-row.ts';
import type { Outcome, Received, StampedResponse } from '../../src/endpoint/storage/storage.ts';
import { succeed } from '../../src/endpoint/storage/succession.ts';
import type { ResponseStorage } from '../contracts/responses.ts';

/** A response, or the tombstone of one. */
export interface SimRow {
  readonly received: Received | undefined;
  readonly receiptHash: string;
  readonly receivedOn: string;
}

/** What is committed, by id. Any number of endpoints may open it. */
export interface SimResponses {
  rows: Map<string, SimRow>;
  /** By survey and day. */
  erasures: Map<string, Map<string, number>>;
}

/** Runs a transaction when it is due, and settles when its outcome is known, or rejects when it is not. */
export type Commit = <T>(transaction: () => T) => Promise<T>;

export function emptyResponses(): SimResponses {
  return { rows: new Map(), erasures: new Map() };
}

/** The rows themselves never change. */
export function copyOf({ rows, erasures }: SimResponses): SimResponses {
  return { rows: new Map(rows), erasures: new Map([...erasures].map(([survey, days]) => [survey, new Map(days)])) };
}

/** The storage of the simulation. Held to the truth by `test/contracts/responses.ts`, which SQLite and PostgreSQL pass too. */
export function simStorage(data: SimResponses, commit: Commit): ResponseStorage {
  const byReceipt = (hash: string) => [...data.rows].filter(([, { receiptHash }]) => receiptHash === hash);
  const surveyOf = ({ received }: SimRow) => received?.envelope.survey ?? '';
  const due = (day: string, survey?: string) =>
    [...data.rows].filter(([, row]) => row.received && row.receivedOn < day && (!survey || surveyOf(row) === survey));
  const bury = (id: string, row: SimRow) => data.rows.set(id, { ...row, received: undefined });
  return {
    store: (received, _, day) => commit(() => received.map((one) => storeOne(data, one, day))),
    async *all(survey, after = '') {
      const ids = [...data.rows.keys()].filter((id) => id > after).sort();
      for (const id of ids) {
        const { received, receivedOn } = data.rows.get(id) ?? {};
        if (received?.envelope.survey === survey) yield toStored(received, receivedOn ?? '');
      }
    },
    async receiptState(hash) {
      const [held] = byReceipt(hash);
      return held && (held[1].received ? 'received' : 'erased');
    },
    erase: (hash, day) =>
      commit(() => {
        const held = byReceipt(hash);
        for (const [id, row] of held) {
          if (!row.received) continue;
          const { survey } = row.received.envelope;
          const days = data.erasures.get(survey) ?? new Map<string, number>();
          data.erasures.set(survey, days.set(day, (days.get(day) ?? 0) + 1));
          bury(id, row);
        }
        return held.length > 0;
      }),
    eraseBefore: (day, survey) =>
      commit(() => {
        const gone = due(day, survey);
        for (const [id, row] of gone) bury(id, row);
        return gone.length;
      }),
    countBefore: async (day) =>
      Object.fromEntries(due(day).map(([, row]) => [surveyOf(row), due(day, surveyOf(row)).length])),
    erasures: async (survey) =>
      [...(data.erasures.get(survey) ?? [])].map(([day, responses]) => ({ day, responses })).sort(byDay),
    close: async () => {},
  };
}

function storeOne(data: SimResponses, one: Received, day: string): Outcome {
  const { id, receiptHash } = one.envelope;
  const held = data.rows.get(id);
  const outcome = held ? succeed(heldOf(held), contenderOf(one)) : 'stored';
  if (outcome === 'stored') data.rows.set(id, { received: one, receiptHash, receivedOn: day });
  return outcome;
}

function heldOf({ received }: SimRow) {
  return received ? ({ kind: 'response', ...contenderOf(received) } as const) : ({ kind: 'erased' } as const);
}

function contenderOf({ envelope: { sequence, status, receiptHash }, digest }: Received) {
  return { sequence, status, receiptHash, digest, proof: null };
}

function toStored({ envelope, digest }: Received, receivedOn: string): StampedResponse {
  const { receiptHash: _, answers, ...kept } = envelope;
  return { ...kept, answers: JSON.stringify(answers), receivedOn, stamp: stampOf(digest) };
}

function byDay(one: { readonly day: string }, other: { readonly day: string }): number {
  return one.day < other.day ? -1 : 1;
}
