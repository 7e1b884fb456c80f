import * as v from 'valibot';
import { nextNight } from '../../core/results/disclosure/calendar.ts';
import type { Ledger } from '../../core/results/disclosure/ledger.ts';
import type { ShownTables } from '../../core/results/disclosure/publication.ts';
import { daysAfter } from '../../wire/day.ts';
import { type Results, resultsSchema } from '../../wire/results.ts';
import type { LastPublication } from '../conduct/conduct.ts';
import { type NightRow, type Storage, StorageUnavailable } from '../storage/storage.ts';

/** What everybody may read, as it was made. */
export interface KeptShown {
  /** YYYY-MM-DD: the day from which nights are counted. */
  readonly openedOn: string;
  readonly preview?: KeptTables;
  readonly results?: KeptTables;
}

export type KeptTables = ShownTables & Pick<Results, 'made'>;

export interface Kept {
  readonly row: NightRow;
  readonly shown: KeptShown;
}

const day = v.pipe(v.string(), v.isoDate());
const whole = v.pipe(v.number(), v.integer());
const tablesSchema = v.pick(resultsSchema, [
  'phase',
  'epsilon',
  'answered',
  'strata',
  'territories',
  'unfinished',
  'modes',
  'channels',
  'minutes',
  'left',
  'made',
]);
const shownSchema = v.object({
  openedOn: day,
  preview: v.exactOptional(tablesSchema),
  results: v.exactOptional(tablesSchema),
});
const drawn = v.object({
  cells: v.array(v.string()),
  noise: v.array(whole),
  values: v.array(whole),
  draws: whole,
  rule: v.exactOptional(v.string()),
  waits: v.exactOptional(v.literal(true)),
});
const drawnStratum = v.object({
  night: whole,
  asOf: day,
  size: whole,
  sizeDraws: whole,
  left: whole,
  draws: whole,
  tables: v.record(v.string(), drawn),
});
const book = v.object({
  asOf: day,
  sizes: drawn,
  strata: v.record(v.string(), drawnStratum),
  others: drawn,
  territories: v.exactOptional(drawn),
  minutes: v.exactOptional(drawn),
  crossings: v.record(v.string(), drawn),
});
const ledgerSchema = v.object({
  openedOn: day,
  night: whole,
  epoch: v.string(),
  restores: whole,
  preview: v.exactOptional(book),
  final: v.exactOptional(book),
});

/** Rejects with `StorageUnavailable` for a row that was cut short: as if nothing had been published, everybody would be drawn again. */
export async function readKept(storage: Pick<Storage, 'lastNight'>, survey: string): Promise<Kept | undefined> {
  const row = await storage.lastNight(survey);
  return row && { row, shown: readShown(row) };
}

export function readShown({ shown }: Pick<NightRow, 'shown'>): KeptShown {
  return parsed(shownSchema, shown);
}

export function readLedger({ row }: Kept): Ledger {
  return parsed(ledgerSchema, row.ledger);
}

function parsed<S extends v.GenericSchema>(schema: S, body: string): v.InferOutput<S> {
  const read = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), body);
  if (!read.success) throw new StorageUnavailable('the last publication cannot be read');
  return read.output;
}

/** For the desk: when publications come, and what restores have exposed. */
export interface PublicationState {
  readonly openedOn: string;
  readonly night: number;
  readonly next: string;
  /** Restores of backups that may have forgotten a publication: each exposes once more those whom it held. */
  readonly restores: number;
}

export async function publicationState(
  storage: Pick<Storage, 'lastNight' | 'standing'>,
  survey: string,
): Promise<PublicationState | null> {
  const kept = await readKept(storage, survey);
  if (!kept) return null;
  const { openedOn } = kept.shown;
  const { epoch, restores } = readLedger(kept);
  const isRestored = (await storage.standing()).epoch !== epoch;
  return {
    openedOn,
    night: kept.row.night,
    next: daysAfter(openedOn, nextNight(kept.row.night)),
    restores: restores + (isRestored ? 1 : 0),
  };
}

/** What may be known of the last publication without its numbers. */
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
