import { type RescuedEnvelope, readRescue, rescueHeader } from '../../wire/rescue-file.ts';
import type { SecondCopies } from '../kept/second-copies.ts';
import { replaceQueued } from '../outbox/queue.ts';
import type { Sequences } from '../outbox/sequences.ts';
import type { Exported, ImportOutcome, RescueFile } from '../port/exported-file.ts';
import { envelopeName } from '../store/queue-access.ts';
import type { QueuedEnvelope } from '../store/schema.ts';
import type { Database, Transacted, WriteAccess } from '../store/store.ts';

/** The sequence of none: they begin at 1. */
const NO_ENVELOPE = 0;

/**
 * What has not been received of the surveys that are wanted, or of all, oldest first; what is sealed stays sealed. When the database cannot be
 * read, the file is made from the second copies.
 */
export async function exportFile(
  database: Database,
  sequences: Sequences,
  copies: Pick<SecondCopies, 'envelopes'>,
  wanted?: readonly string[],
): Promise<Exported> {
  const read = await database.read(['outbox'], (tx) => tx.all('outbox'));
  const isWhole = read.kind === 'done';
  const known = isWhole ? [] : [...(await copies.envelopes())];
  if (read.kind !== 'unread') known.push(...read.value);
  if (known.length === 0 && !isWhole) return { kind: 'unread' };
  const all = oldestFirst([...new Map(known.map((one) => [envelopeName(one), one])).values()]);
  const isWanted = ({ survey }: QueuedEnvelope) => wanted?.includes(survey) ?? true;
  const found = all.filter(isWanted);
  const others = new Map(all.filter((one) => !isWanted(one)).map((one) => [one.survey, one]));
  const noted = await noteHandedOver(database, found);
  // Where it cannot be written, only the pages that are open know that these may have left.
  if (noted.kind !== 'done') for (const { id, sequence } of found) sequences.next(id, sequence);
  const file = rescueFileOf(noted.kind === 'done' ? noted.value : found);
  return { kind: 'file', file: { ...file, isWhole }, others };
}

/**
 * Another device may bring in what a file holds: from then on nothing says that it was never sent. Returns what was not erased since it
 * was read.
 */
async function noteHandedOver(
  database: Database,
  found: readonly QueuedEnvelope[],
): Promise<Transacted<readonly QueuedEnvelope[]>> {
  if (found.length === 0) return { kind: 'done', value: found };
  return database.write(
    ['unsent', 'erasures'],
    async (tx) => {
      const erased = new Set((await tx.all('erasures')).map(({ id }) => id));
      const left = found.filter(({ id }) => !erased.has(id));
      for (const { id } of left)
        if (database.keeps === 'disk') tx.remove('unsent', id);
        // In the memory, which takes the place of what the disk says once that opens.
        else tx.put('unsent', { id, sequence: NO_ENVELOPE });
      return left;
    },
    'strict',
  );
}

function oldestFirst(envelopes: readonly QueuedEnvelope[]): readonly QueuedEnvelope[] {
  return [...envelopes].sort((one, other) => one.queuedAt - other.queuedAt);
}

/** As text, which every share sheet takes. */
export function rescueFileOf(
  envelopes: readonly Pick<QueuedEnvelope, 'id' | 'sequence' | 'body' | 'digest'>[],
): RescueFile {
  const sealed = envelopes.filter(({ body }) => 'sealed' in JSON.parse(body)).length;
  const partial = envelopes.filter(({ body }) => JSON.parse(body).status === 'partial').length;
  const counts = { sealed, clear: envelopes.length - sealed };
  const header = rescueHeader({ ...counts, digests: envelopes.map(({ digest }) => digest) });
  const lines = [header, ...envelopes.map(({ body }) => body)].map((line) => `${line}\n`);
  return {
    ...counts,
    partial,
    content: new Blob(lines, { type: 'text/plain' }),
    holds: envelopes.map(envelopeName),
    isWhole: true,
  };
}

interface Importing {
  /** No endpoint of another site is here to be sent to. */
  readonly isOfSite: (survey: string) => Promise<boolean>;
  /** Erased here, as the second copies say. */
  readonly erased: ReadonlySet<string>;
  readonly now: number;
}

/** Puts the envelopes of a rescue file back in the outbox, as waiting. What is already here stays as it is. */
export async function importFile(
  database: Database,
  file: Blob,
  { isOfSite, erased, now }: Importing,
): Promise<ImportOutcome> {
  const read = readRescue(await file.text());
  if (read.kind !== 'read') return { kind: read.kind };
  const surveys = new Set<string>();
  for (const survey of new Set(read.envelopes.map((one) => one.survey)))
    if (await isOfSite(survey)) surveys.add(survey);
  const ours = read.envelopes.filter(({ survey }) => surveys.has(survey));
  const written = await database.write(
    ['drafts', 'outbox', 'kept', 'finished', 'erasures'],
    async (tx) => {
      const counts = { added: 0, known: 0, erased: 0 };
      for (const envelope of ours) counts[await take(tx, envelope, { erased, now })]++;
      return counts;
    },
    'strict',
  );
  if (written.kind !== 'done') return { kind: written.kind };
  return { kind: 'imported', ...written.value, elsewhere: read.envelopes.length - ours.length, damaged: read.damaged };
}

async function take(
  tx: WriteAccess,
  envelope: RescuedEnvelope,
  { erased, now }: Pick<Importing, 'erased' | 'now'>,
): Promise<'added' | 'known' | 'erased'> {
  const { id, sequence, status } = envelope;
  // Withdrawn here, and not to come back.
  if (erased.has(id) || (await tx.get('erasures', id))) return 'erased';
  const finished = await tx.get('finished', id);
  const isReceived = finished?.delivery.state === 'received' && finished.sequence >= sequence;
  const isHeld = [await tx.get('kept', id), ...(await tx.all('outbox', id))].some(
    (one) =>
      one &&
      // A complete one counts before any part, as at the endpoint.
      (one.status === status ? one.sequence >= sequence : one.status === 'complete'),
  );
  if (isReceived || isHeld) return 'known';
  await replaceQueued(tx, { ...envelope, queuedAt: now, state: 'waiting', failures: 0 });
  return 'added';
}
