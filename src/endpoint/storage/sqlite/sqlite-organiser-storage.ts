import { setImmediate } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import type { DayCount, EventRefusalCount, OrganiserStorage, RefusalCount, SetAside } from '../organiser-storage.ts';
import { keysOf, type Texts } from '../texts.ts';
import { keyAfter } from './sqlite-row-key.ts';
import { textItemsIn } from './sqlite-text-statements.ts';
import { untilLogIsEmpty } from './sqlite-tidy.ts';
import type { Writer } from './sqlite-writer-client.ts';
import { reading } from './sqlite-writer-server.ts';

/** Rows changed in one transaction, or read at a time: posts go through between two of them. */
const SLICE = 500;

interface Headed {
  readonly id: string;
  readonly survey: string | null;
  readonly receivedOn: string;
  readonly receiptHash: string;
}

export function organiserSqlite(database: Database, writer: Writer, texts: Texts): OrganiserStorage {
  // Tombstones and other surveys included, so that no slice is longer than it says.
  const headed = database.prepare<{ readonly after: bigint; readonly most: number }, Headed>(
    `SELECT id, survey, received_on AS receivedOn, lower(hex(receipt_hash)) AS receiptHash FROM response
     WHERE key > @after ORDER BY key LIMIT @most`,
  );
  const refusals = database.prepare<[], RefusalCount>(
    'SELECT day, code, survey, envelopes FROM refusal ORDER BY day, code, survey',
  );
  const eventRefusals = database.prepare<[string], EventRefusalCount>(
    `SELECT day, code, NULLIF(channel, '') AS channel, envelopes FROM event_refusal
     WHERE survey = ? ORDER BY day, code, channel`,
  );
  const erasures = database.prepare<[string], DayCount>(
    'SELECT day, responses FROM erasure WHERE survey = ? ORDER BY day',
  );
  const losses = database.prepare<[string], DayCount>('SELECT day, responses FROM loss WHERE survey = ? ORDER BY day');
  const restoredOn = database.prepare<[], string | null>('SELECT restored_on FROM about').pluck();

  const textItems = textItemsIn(database);
  const countDue = database
    .prepare<{ readonly day: string }, number>('SELECT COUNT(*) FROM response WHERE received_on < @day')
    .pluck();

  async function inSlices(ids: readonly string[], change: (slice: readonly string[]) => Promise<number>) {
    let changed = 0;
    for (let at = 0; at < ids.length; at += SLICE) changed += await change(ids.slice(at, at + SLICE));
    return changed;
  }

  return {
    erasures: async (survey) => reading(() => erasures.all(survey)),
    losses: async (survey) => reading(() => ({ restoredOn: restoredOn.get() ?? null, missing: losses.all(survey) })),
    refusals: async () => reading(() => refusals.all()),
    eventRefusals: async (survey) => reading(() => eventRefusals.all(survey)),
    setAside: (survey, ids, reason, day) =>
      inSlices(ids, (slice) => writer.write({ name: 'setAside', args: [survey, slice, reason, day] })),
    takeBack: (survey, ids) => inSlices(ids, (slice) => writer.write({ name: 'takeBack', args: [survey, slice] })),
    aside: asideSqlite(database),
    countBefore: async (day) => reading(() => countDue.get({ day }) ?? 0),
    async eraseBefore(day) {
      let erased = 0;
      const items = reading(textItems);
      for await (const rows of inOrder((after) => headed.all({ after: keyAfter(after), most: SLICE }))) {
        const due = rows
          .filter((row) => row.survey !== null && row.receivedOn < day)
          .map(({ id, survey, receiptHash }) => {
            const own = items.filter((item) => item.survey === survey);
            return { id, textKeys: keysOf(texts, receiptHash, own) };
          });
        // A slice without anything to erase makes no request wait for the writer.
        if (due.length > 0) erased += await writer.write({ name: 'eraseBefore', args: [day, due] });
      }
      await writer.tidy();
      await untilLogIsEmpty(writer);
      return erased;
    },
  };
}

export function asideSqlite(database: Database): OrganiserStorage['aside'] {
  const marked = database.prepare<[string, string, number], SetAside>(
    'SELECT id, reason, day FROM set_aside WHERE survey = ? AND id > ? ORDER BY id LIMIT ?',
  );
  return async function* aside(survey) {
    for await (const rows of inOrder((after) => marked.all(survey, after, SLICE))) yield* rows;
  };
}

async function* inOrder<T extends { readonly id: string }>(read: (after: string) => readonly T[]) {
  for (let after = ''; ; await setImmediate()) {
    const rows = reading(() => read(after));
    yield rows;
    after = rows.at(-1)?.id ?? '';
    if (rows.length < SLICE) return;
  }
}
