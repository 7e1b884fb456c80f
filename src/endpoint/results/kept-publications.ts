import * as v from 'valibot';
import { shownTablesSchema } from '../../core/results/disclosure/shown-tables.ts';
import { type StoredLedger, storedLedgerSchema } from '../../core/results/ledger/former-ledger.ts';
import type { Frozen } from '../../core/survey/survey-parts.ts';
import { resultsSchema } from '../../wire/results.ts';
import { parsedRow } from '../lifecycle/held-changes.ts';
import type { LastPublication } from '../lifecycle/lifecycle.ts';
import type { NightRow, Storage } from '../storage/storage.ts';

const tablesSchema = v.object({ ...shownTablesSchema.entries, made: resultsSchema.entries.made });
const shownSchema = v.object({
  /** The day from which nights are counted. */
  openedOn: v.pipe(v.string(), v.isoDate()),
  preview: v.exactOptional(tablesSchema),
  results: v.exactOptional(tablesSchema),
});

/** The public tables as they were made. */
export type ShownRecord = Frozen<v.InferOutput<typeof shownSchema>>;
export type TablesRecord = NonNullable<ShownRecord['preview']>;

export interface PublicationRecord {
  readonly row: NightRow;
  readonly shown: ShownRecord;
}

/** Rejects with `StorageUnavailable` for a row that was cut short: as if nothing had been published, everybody would be drawn again. */
export async function readKept(
  storage: Pick<Storage, 'lastNight'>,
  survey: string,
): Promise<PublicationRecord | undefined> {
  const row = await storage.lastNight(survey);
  return row && { row, shown: readShown(row) };
}

export function readShown({ shown }: Pick<NightRow, 'shown'>): ShownRecord {
  return parsedRow(shownSchema, shown);
}

export function readLedger({ row }: PublicationRecord): StoredLedger {
  return parsedRow(storedLedgerSchema, row.ledger);
}

/** Describes the last publication without its numbers. */
export async function lastPublication(
  storage: Pick<Storage, 'lastNight'>,
  survey: string,
): Promise<LastPublication | undefined> {
  const kept = await readKept(storage, survey);
  if (!kept) return undefined;
  const { row, shown } = kept;
  return {
    day: row.day,
    phase: row.phase,
    night: row.night,
    openedOn: shown.openedOn,
    hasFinal: shown.results !== undefined,
    isShown: Boolean(shown[row.phase]?.strata.all),
  };
}
