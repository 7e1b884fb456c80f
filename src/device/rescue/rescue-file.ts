import * as v from 'valibot';
import { headerEntries } from '../../wire/envelope.ts';
import { digestOf } from '../outbox/digest.ts';
import type { ImportOutcome } from '../port/device.ts';
import type { QueuedEnvelope } from '../store/schema.ts';
import type { Database } from '../store/store.ts';

/** One envelope a line, exactly as it would travel: any endpoint of the survey can be given them. */
export async function exportFile(database: Database): Promise<Blob> {
  const read = await database.read(['outbox'], (tx) => tx.all('outbox'));
  if (read.kind !== 'done') throw new Error('the outbox cannot be read');
  const oldestFirst = [...read.value].sort((one, other) => one.queuedAt - other.queuedAt);
  return new Blob(
    oldestFirst.map((envelope) => `${envelope.body}\n`),
    { type: 'application/x-ndjson' },
  );
}

const { answers: _, ...named } = headerEntries;

/** Puts the envelopes of a rescue file back in the outbox, as waiting. What is already here stays as it is. */
export async function importFile(database: Database, file: Blob, now: number): Promise<ImportOutcome> {
  const lines = (await file.text()).split('\n').filter((line) => line.trim() !== '');
  const read = lines.map((line) => readLine(line, now));
  const envelopes = read.filter((envelope) => envelope !== undefined);
  const written = await database.write(
    ['outbox'],
    async (tx) => {
      let added = 0;
      for (const envelope of envelopes) {
        if (await tx.get('outbox', [envelope.id, envelope.sequence])) continue;
        tx.put('outbox', envelope);
        added++;
      }
      return added;
    },
    'strict',
  );
  return written.kind === 'done'
    ? { kind: 'imported', added: written.value, unreadable: lines.length - envelopes.length }
    : { kind: written.kind };
}

function readLine(line: string, queuedAt: number): QueuedEnvelope | undefined {
  const parsed = parseJson(line);
  // Sealed or in clear: what is inside is the endpoint's to read.
  const header = v.safeParse(v.object(named), parsed, { abortEarly: true });
  const digest = header.success ? digestOf(parsed) : undefined;
  if (!header.success || digest === undefined) return undefined;
  const { id, sequence, status, survey, revision } = header.output;
  return {
    id,
    sequence,
    status,
    survey,
    revision,
    body: line,
    digest,
    queuedAt,
    state: 'waiting',
    hasLeft: true,
    failures: 0,
  };
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
