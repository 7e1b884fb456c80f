import * as v from 'valibot';
import { shownTablesSchema } from '../core/results/disclosure/shown-tables.ts';

/* `GET /api/results/:survey`: what anyone may read. */

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const day = v.pipe(v.string(), v.isoDate());
const added = v.object({ id: v.string(), rows: v.string(), columns: v.string() });

export const resultsSchema = v.object({
  survey: v.string(),
  revision: v.number(),
  ...shownTablesSchema.entries,
  /** Names code and survey by SHA-256 digests in hexadecimal. Absent from publications of earlier releases. */
  made: v.exactOptional(
    v.object({
      /** SHA-256 of the endpoint's code; absent where it runs from its sources. */
      code: v.exactOptional(v.string()),
      /** SHA-256 of the questionnaire, with its lists written out, and of `results.json`, in RFC 8785 form. */
      survey: v.string(),
      revision: v.number(),
    }),
  ),
  /** The day on which it was opened, and that of the next publication. */
  openedOn: v.optional(day),
  next: v.optional(day),
  /** How many people were invited, as the organiser states it. */
  invited: v.optional(count),
  /** Why publications were ordered in addition to the calendar's, by the day of the order; empty where no reason is given. */
  ordered: v.optional(v.record(v.string(), v.string())),
  /** Crossings that the organiser has added to those of the survey's `results.json`. */
  crossings: v.optional(v.pipe(v.array(added), v.readonly())),
  /** The answers are invented, to show what results look like. */
  demonstration: v.optional(v.literal(true)),
  /** No new response from this day on, where the survey is closed or will be. */
  closedFrom: v.optional(day),
  /** The day of its final results. */
  finalOn: v.optional(day),
});

const archivedSchema = v.object({
  night: count,
  /** On which it was made. */
  day,
  phase: shownTablesSchema.entries.phase,
});
export const archiveSchema = v.object({ survey: v.string(), publications: v.array(archivedSchema) });

/** `undefined` for what is not an archive: the page of a captive portal, for one. */
export function readArchive(found: unknown): readonly ArchivedPublication[] | undefined {
  const parsed = v.safeParse(archiveSchema, found);
  return parsed.success ? parsed.output.publications : undefined;
}

export type ArchivedPublication = v.InferOutput<typeof archivedSchema>;
export type Results = v.InferOutput<typeof resultsSchema>;
