import * as v from 'valibot';
import type { PublishedSurvey } from '../../authoring/published-surveys.ts';
import { inReportLanguages } from '../../authoring/workbook/report/sentences.ts';
import { codingOf } from '../../core/results/answer-coding.ts';
import { PROFILES } from '../../core/results/disclosure/table-definitions.ts';
import { storedLedgerSchema } from '../../core/results/ledger/former-ledger.ts';
import { type BookPart, plannedOf } from '../../core/results/ledger/planned.ts';
import { type AddedCrossing, withCrossings } from '../../core/results/results-file.ts';
import { words as en } from '../../words/compiled/desk/en/held.mjs';
import { words as fr } from '../../words/compiled/desk/fr/held.mjs';
import type { HeldWords } from '../../words/compiled/desk/held.d.mts';
import { type Storage, StorageUnavailable } from '../storage/storage.ts';
import { addedBy, readLifecycle } from './lifecycle.ts';

type PlannedSurvey = Pick<PublishedSurvey, 'current' | 'revisions' | 'results'>;
export type PlanStorage = Pick<Storage, 'lastNight' | 'publishedRevisions' | 'lifecycle'>;
/** The storage knows these facts of a survey's publications. They are data, so that a thread can be given them. */
export type FixedParts = Awaited<ReturnType<typeof fixedParts>>;

export async function fixedParts(storage: PlanStorage, survey: string) {
  const { lifecycle } = await readLifecycle(storage, survey);
  const { ledger } = (await storage.lastNight(survey)) ?? {};
  return { ledger, lifecycle, revisions: await storage.publishedRevisions(survey) };
}

/** Compares the files of a survey, published or not, and a crossing that is `wanted`, with what its publications have fixed. */
export function plansOf(
  { current, revisions, results: written }: PlannedSurvey,
  { ledger, lifecycle, revisions: published }: FixedParts,
  wanted: readonly AddedCrossing[] = [],
) {
  const counted = [...published, current.revision];
  const results = withCrossings(written, [...addedBy(lifecycle, current), ...wanted]);
  const ofThem = [...revisions.values()].filter(({ revision }) => counted.includes(revision));
  const coding = codingOf(
    ofThem.toSorted((one, other) => one.revision - other.revision),
    results,
  );
  const stored = ledger === undefined ? {} : parsedRow(storedLedgerSchema, ledger);
  const planned = plannedOf(stored, { current, revisions, results }, coding);
  return { held: heldSentences(planned, current), left: planned?.left ?? {}, refused: planned?.refused ?? [] };
}

/** Throws `StorageUnavailable` for a row that was cut short: as if nothing had been published or drawn, all would begin again. */
export function parsedRow<S extends v.GenericSchema>(schema: S, body: string): v.InferOutput<S> {
  const read = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), body);
  if (!read.success) throw new StorageUnavailable('the last publication cannot be read');
  return read.output;
}

const WORDS = { fr, en };

/** Says in one sentence each what of a survey's files waits for the closing, what is never published, and which crossings do not fit. */
function heldSentences(planned: ReturnType<typeof plannedOf>, current: PlannedSurvey['current']) {
  const say = (end: 'waits' | 'never' | 'spent', what: keyof HeldWords['parts'], name = '') =>
    inReportLanguages((language) => {
      const part = WORDS[language].parts[what];
      return WORDS[language][end](typeof part === 'string' ? part : part(name));
    });
  if (!planned) return [inReportLanguages((language) => WORDS[language].unfit)];
  const number = (item: string) => String(current.questionOfItem.get(item)?.number ?? item);
  const change =
    (end: 'waits' | 'never') =>
    ({ what, id }: BookPart) =>
      what === 'table' ? say(end, id === PROFILES ? 'profiles' : what, number(id)) : say(end, what, id);
  const fixed = planned.final.map((one) => JSON.stringify(one));
  return [
    ...planned.previews.filter((one) => !fixed.includes(JSON.stringify(one))).map(change('waits')),
    ...planned.final.map(change('never')),
    ...planned.refused.map(({ rows, columns }) => say('spent', 'crossing', `${number(rows)} × ${number(columns)}`)),
  ];
}
