import { createHash } from 'node:crypto';
import type { Answers } from '../core/answers.ts';
import { isAnswered, pathThrough } from '../core/flow.ts';
import type { Survey } from '../core/questionnaire.ts';
import { fromWire } from '../wire/answers.ts';
import { canonicalForm } from '../wire/canonical.ts';
import { burstBounds } from './flags-burst.ts';
import type { Storage, StoredResponse } from './storage.ts';
import type { PublishedSurvey } from './surveys.ts';

/** What the organiser knows and we do not: how many are too many. */
export interface Bounds {
  /** Complete responses of one stratum in one day; without it the survey's own history decides. */
  readonly burst?: number;
  /** Complete responses of one stratum in one territory, by stratum; without it none are too many. */
  readonly volumes: ReadonlyMap<string, number>;
}

/** Responses to look at together. A flag decides nothing: an event fills a day, a town hall answers alike. */
export interface Flag {
  /** Names it in a request to set aside: `burst/<stratum>/<day>`, `identical/<digest>`, `volume/<stratum>/<territory>`, `duration`. */
  readonly flag: string;
  /** The number that was exceeded, where there is one. */
  readonly bound: number | null;
  readonly ids: readonly string[];
}

/** As many with the very same answers are flagged, once these are not trivial. */
const IDENTICAL = 3;
/** Fewer answered items than this are trivial: people who answer the first screens alike are many. */
const TRIVIAL = 10;
/** Stands for the stratum of a survey without strata, or of a response that does not say. */
const NO_STRATUM = '-';

/** Looks at every complete response twice: to count, then to name those that count too many. */
export async function flagsOf(
  { current, revisions }: PublishedSurvey,
  storage: Storage,
  bounds: Bounds,
): Promise<readonly Flag[]> {
  const surveyOf = (response: StoredResponse) => revisions.get(response.revision) ?? current;
  const groups = new Map<string, number>();
  // Numbers alone: with a million responses their names would fill the memory.
  const vectors = new Map<number, number>();
  for await (const { response, answers } of complete(storage, current.id)) {
    const survey = surveyOf(response);
    for (const group of groupsOf(survey, response, answers)) groups.set(group, (groups.get(group) ?? 0) + 1);
    const vector = vectorOf(survey, answers);
    if (vector !== undefined) vectors.set(vector, (vectors.get(vector) ?? 0) + 1);
  }

  const boundOf = boundsOf(groups, bounds);
  const flagged = new Map<string, { readonly bound: number | null; readonly ids: string[] }>();
  for await (const { response, answers } of complete(storage, current.id)) {
    const survey = surveyOf(response);
    const vector = vectorOf(survey, answers);
    const alike = vector !== undefined && (vectors.get(vector) ?? 0) >= IDENTICAL;
    const names = groupsOf(survey, response, answers).filter((group) => boundOf.has(group));
    if (alike) names.push(`identical/${vector.toString(16).padStart(12, '0')}`);
    for (const name of names) {
      const flag = flagged.get(name) ?? { bound: boundOf.get(name) ?? null, ids: [] };
      flag.ids.push(response.id);
      flagged.set(name, flag);
    }
  }
  return [...flagged].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([flag, found]) => ({ flag, ...found }));
}

async function* complete(storage: Storage, survey: string) {
  for await (const response of storage.all(survey))
    if (response.status === 'complete') yield { response, answers: fromWire(response.answers) };
}

const DURATION = 'duration';

function groupsOf(survey: Survey, response: StoredResponse, answers: Answers): string[] {
  const stratum = String((survey.stratum && answers[survey.stratum]) || NO_STRATUM);
  const territory = survey.questions.find((question) => question.kind === 'territory');
  const place = territory && answers[territory.id];
  const groups = [`burst/${stratum}/${response.receivedOn}`];
  if (place !== undefined) groups.push(`volume/${stratum}/${place}`);
  if (response.minutes === 0 && isWhole(survey, answers)) groups.push(DURATION);
  return groups;
}

/** Less than half a minute for every question on the path, texts apart: nobody reads so fast. */
function isWhole(survey: Survey, answers: Answers): boolean {
  const asked = pathThrough(survey, answers).questions.filter((question) => question.kind !== 'text');
  return asked.length >= TRIVIAL && asked.every((question) => isAnswered(question, answers));
}

/** The groups that hold too many, with the bound they exceed. */
function boundsOf(groups: ReadonlyMap<string, number>, bounds: Bounds): ReadonlyMap<string, number | null> {
  const burst = burstBounds(groups, bounds.burst);
  const exceeded = new Map<string, number | null>();
  for (const [group, count] of groups) {
    const [kind, stratum = ''] = group.split('/');
    const bound = kind === 'burst' ? burst(group) : kind === 'volume' ? bounds.volumes.get(stratum) : 0;
    if (bound !== undefined && count > bound) exceeded.set(group, group === DURATION ? null : bound);
  }
  return exceeded;
}

/** The answers without texts, which a machine varies at no cost, as a number; nothing when they are trivial. */
function vectorOf(survey: Survey, answers: Answers): number | undefined {
  const chosen = Object.entries(answers).filter(([item]) => {
    const question = survey.questionOfItem.get(item);
    return question && question.kind !== 'text' && item !== question.otherItem;
  });
  if (chosen.length < TRIVIAL) return undefined;
  const text = canonicalForm(Object.fromEntries(chosen)) ?? '';
  return createHash('sha256').update(text).digest().readUIntBE(0, 6);
}
