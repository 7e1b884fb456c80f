import * as v from 'valibot';
import { type AddedCrossing, addedCrossing, mayBePublished } from '../../core/results/results-file.ts';
import { CHANNEL } from '../../core/survey/channel-id.ts';
import type { Survey } from '../../core/survey/questionnaire.ts';
import { daysAfter, daysBetween } from '../../wire/day.ts';
import { isCalendarDate } from '../../wire/envelope.ts';
import { type Storage, StorageUnavailable } from '../storage/storage.ts';

/*
 * Holds what the organiser has decided or stated about a survey outside its file: its closing and reopening, the publications ordered,
 * and how many were invited.
 * Days are YYYY-MM-DD.
 */

const day = v.pipe(v.string(), v.isoDate());

/** Invitations as the organiser states them. They cannot be checked, because links are passed on. */
export const invitationSchema = v.strictObject({
  on: v.pipe(v.string(), v.check(isCalendarDate)),
  /** `null` for all of them, or for a link without a channel. */
  channel: v.nullable(v.pipe(v.string(), v.regex(CHANNEL))),
  people: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000_000)),
});
export type Invitation = Readonly<v.InferOutput<typeof invitationSchema>>;

/** How many responses of each stratum the organiser wants: only shown on the desk. */
export const targetsSchema = v.record(
  v.string(),
  v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000_000)),
);
export type Targets = Readonly<v.InferOutput<typeof targetsSchema>>;

/** Room for one line per day and channel over several years. */
export const MOST_INVITATIONS = 500;

const crossedSchema = v.looseObject({ rows: v.string(), columns: v.string(), on: day });

/** Unknown fields are kept at every level: after a downgrade, this release must still start on decisions of a later one. */
const lifecycleSchema = v.looseObject({
  invited: v.optional(v.pipe(v.array(v.looseObject(invitationSchema.entries)), v.maxLength(MOST_INVITATIONS))),
  targets: v.optional(targetsSchema),
  closing: v.optional(
    v.looseObject({
      /** No new interview and no new response from this day on; `null` where the survey was reopened. */
      closedFrom: v.nullable(day),
      /** The day of the final publication. */
      finalOn: v.nullable(day),
      /** The file's `closedFrom` when this was decided. If it has changed since, the file wins. */
      insteadOf: v.nullable(day),
    }),
  ),
  /** Public crossings in addition to those of `results.json`, and since when they are listed. */
  crossings: v.optional(v.array(crossedSchema)),
  /** The days on which a publication was ordered: each is made at the following midnight. */
  orders: v.optional(v.array(day)),
  /** Why, by that day, where the organiser says so: anyone may read it. */
  reasons: v.optional(v.record(day, v.string())),
});

/** Returns the crossings that the organiser has added, if the survey still asks their items. */
export function addedBy({ crossings = [] }: Lifecycle, survey: Survey): readonly AddedCrossing[] {
  return crossings.filter((one) => mayBePublished(one, survey)).map(addedCrossing);
}

export type Lifecycle = Readonly<v.InferOutput<typeof lifecycleSchema>>;

/** Decisions with their version, which a change must name. */
interface VersionedLifecycle {
  readonly lifecycle: Lifecycle;
  readonly version: number;
}

/** `undefined` for a row that does not match `lifecycleSchema`, for example a truncated one. */
export async function findLifecycle(
  storage: Pick<Storage, 'lifecycle'>,
  survey: string,
): Promise<VersionedLifecycle | undefined> {
  const kept = await storage.lifecycle(survey);
  if (!kept) return { lifecycle: {}, version: 0 };
  const read = v.safeParse(v.pipe(v.string(), v.parseJson(), lifecycleSchema), kept.body);
  return read.success ? { lifecycle: read.output, version: kept.version } : undefined;
}

/** Reads the decisions; rejects with `StorageUnavailable` if the row cannot be read. */
export async function readLifecycle(storage: Pick<Storage, 'lifecycle'>, survey: string): Promise<VersionedLifecycle> {
  const found = await findLifecycle(storage, survey);
  if (!found) throw new StorageUnavailable('what was decided about a survey cannot be read');
  return found;
}

/** When a survey closes, and when its final results are made; both absent for an open survey. */
export interface ClosingDays {
  readonly closedFrom?: string;
  readonly finalOn?: string;
}

/** Days from the first closed day to the final publication, because tablets return late. */
export const FINAL_AFTER = 7;

export function closingDays({ closedFrom }: Pick<Survey, 'closedFrom'>, { closing }: Lifecycle): ClosingDays {
  if (closing && closing.insteadOf === (closedFrom ?? null))
    return {
      ...(closing.closedFrom === null ? {} : { closedFrom: closing.closedFrom }),
      ...(closing.finalOn === null ? {} : { finalOn: closing.finalOn }),
    };
  return closedFrom === undefined ? {} : { closedFrom, finalOn: daysAfter(closedFrom, FINAL_AFTER) };
}

/** The publication last made. */
export interface LastPublication {
  readonly day: string;
  readonly phase: 'preview' | 'results';
  /** The night of the calendar, which begins on `openedOn`. */
  readonly night: number;
  readonly openedOn: string;
  /** Whether some stratum has final tables, from this closing or an earlier one. */
  readonly hasFinal: boolean;
  /** Whether any of it is public. */
  readonly isShown: boolean;
}

/** Returns whether the results of this closing are made, after which nothing changes. */
export function isFinalMade(
  last: Pick<LastPublication, 'day' | 'phase'> | undefined,
  { finalOn }: ClosingDays,
): boolean {
  return last?.phase === 'results' && finalOn !== undefined && last.day >= finalOn;
}

/** Returns the nights of the publications that were ordered. */
export function orderedNights({ orders = [] }: Lifecycle, openedOn: string): readonly number[] {
  return orders.map((on) => daysBetween(openedOn, on) + 1);
}
