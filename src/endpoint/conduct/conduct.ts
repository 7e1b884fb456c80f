import * as v from 'valibot';
import { type AddedCrossing, addedCrossing, mayBePublished } from '../../core/results/results-file.ts';
import { CHANNEL } from '../../core/survey/channel-id.ts';
import type { Survey } from '../../core/survey/questionnaire.ts';
import { daysAfter, daysBetween } from '../../wire/day.ts';
import { isCalendarDate } from '../../wire/envelope.ts';
import { type Storage, StorageUnavailable } from '../storage/storage.ts';

/*
 * What the organiser has decided or stated about a survey beside its file: its closing and reopening, the publications ordered,
 * and how many were invited.
 * Days are YYYY-MM-DD.
 */

const day = v.pipe(v.string(), v.isoDate());

/** What the organiser says, which nothing here can check: a link is passed on. */
export const invitationSchema = v.strictObject({
  on: v.pipe(v.string(), v.check(isCalendarDate)),
  /** `null` for all of them, or for a link without a channel. */
  channel: v.nullable(v.pipe(v.string(), v.regex(CHANNEL))),
  people: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000_000)),
});
export type Invitation = Readonly<v.InferOutput<typeof invitationSchema>>;

/** How many responses of each stratum the organiser wants: shown on the desk, and nothing follows from it. */
export const targetsSchema = v.record(
  v.string(),
  v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000_000)),
);
export type Targets = Readonly<v.InferOutput<typeof targetsSchema>>;

/** A line a day and channel for years, and no more. */
export const MOST_INVITATIONS = 500;

const crossedSchema = v.looseObject({ rows: v.string(), columns: v.string(), on: day });

/** Loose at every level: what a later program has decided is kept as it is, since going back to this one must not stop it from receiving. */
const conductSchema = v.looseObject({
  invited: v.optional(v.pipe(v.array(v.looseObject(invitationSchema.entries)), v.maxLength(MOST_INVITATIONS))),
  targets: v.optional(targetsSchema),
  closing: v.optional(
    v.looseObject({
      /** No new interview and no new response from this day on; `null` where the survey was reopened. */
      closedFrom: v.nullable(day),
      /** The day of the final publication. */
      finalOn: v.nullable(day),
      /** What the file said when this was decided. Another `closedFrom` in the file is the later word, and holds. */
      insteadOf: v.nullable(day),
    }),
  ),
  /** Crossings that everybody reads beside those of `results.json`, and since when they are listed. */
  crossings: v.optional(v.array(crossedSchema)),
  /** The days on which a publication was ordered: each is made at the next change of the day. */
  orders: v.optional(v.array(day)),
});

/** The crossings that the organiser has added, as far as the survey still asks their items. */
export function addedBy({ crossings = [] }: Conduct, survey: Survey): readonly AddedCrossing[] {
  return crossings.filter((one) => mayBePublished(one, survey)).map(addedCrossing);
}

export type Conduct = Readonly<v.InferOutput<typeof conductSchema>>;

/** With the version that a change of it follows. */
export interface ReadConduct {
  readonly conduct: Conduct;
  readonly version: number;
}

/** `undefined` for a row that is not as `conductSchema` says: it may have been cut short. */
export async function findConduct(storage: Pick<Storage, 'conduct'>, survey: string): Promise<ReadConduct | undefined> {
  const kept = await storage.conduct(survey);
  if (!kept) return { conduct: {}, version: 0 };
  const read = v.safeParse(v.pipe(v.string(), v.parseJson(), conductSchema), kept.body);
  return read.success ? { conduct: read.output, version: kept.version } : undefined;
}

/** For work that cannot go on without it: rejects with `StorageUnavailable` where the row cannot be read. */
export async function readConduct(storage: Pick<Storage, 'conduct'>, survey: string): Promise<ReadConduct> {
  const found = await findConduct(storage, survey);
  if (!found) throw new StorageUnavailable('what was decided about a survey cannot be read');
  return found;
}

/** When a survey is closed, and when its final results are made; neither for one that is open. */
export interface ClosingDays {
  readonly closedFrom?: string;
  readonly finalOn?: string;
}

/** Days from the first closed day to the final publication, because tablets return late. */
export const FINAL_AFTER = 7;

export function closingDays({ closedFrom }: Pick<Survey, 'closedFrom'>, { closing }: Conduct): ClosingDays {
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
  /** Whether some stratum has final tables, of this closing or an earlier one. */
  readonly hasFinal: boolean;
  /** Whether anything of it can be read. */
  readonly isShown: boolean;
}

/** Whether the results of this very closing are made: nothing moves any more. */
export function isFinalMade(
  last: Pick<LastPublication, 'day' | 'phase'> | undefined,
  { finalOn }: ClosingDays,
): boolean {
  return last?.phase === 'results' && finalOn !== undefined && last.day >= finalOn;
}

/** The nights of the publications that were ordered. */
export function orderedNights({ orders = [] }: Conduct, openedOn: string): readonly number[] {
  return orders.map((on) => daysBetween(openedOn, on) + 1);
}
