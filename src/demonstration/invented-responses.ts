import { setImmediate } from 'node:timers/promises';
import type { PublishedSurvey } from '../authoring/published-surveys.ts';
import { pathThrough } from '../core/answering/flow.ts';
import { EVERYONE } from '../core/results/everyone.ts';
import type { Answers } from '../core/survey/answers.ts';
import { CONSENT, type Survey } from '../core/survey/questionnaire.ts';
import { daysAfter } from '../wire/day.ts';
import type { Envelope } from '../wire/envelope.ts';
import { toWire } from '../wire/wire-answers.ts';
import { inventAnswers } from './invented-answers.ts';
import { inventedComments } from './invented-texts.ts';
import { chanceFrom, inProportion, type SeededChance } from './seeded-chance.ts';

/** The parameters of a set of invented responses: the same set and survey give the same responses on every machine. */
export interface DemonstrationSet {
  /** The responses are dated before this day. */
  readonly on: string;
  readonly seed: string;
  /** The number of complete responses. */
  readonly responses: number;
  /** Every survey is closed, not the last one alone. */
  readonly isClosed?: boolean;
}

interface InventedResponse {
  readonly receivedOn: string;
  readonly envelope: Envelope;
}

/** The channel of each response if the survey declares none: it marks every exported row. */
const DEMONSTRATION_CHANNEL = 'demonstration';

/** The number of days over which responses arrive. */
export const DAYS_OPEN = 35;
/** Each group has so many people at least, where there are enough for all. */
const LEAST_IN_GROUP = 10;
/** Unfinished responses, as a share of the complete ones. */
const UNFINISHED = 0.12;
/** The number of responses made between two turns of the event loop. */
const SLICE = 50;
/** One comment in so many has no consent. */
const WITHOUT_CONSENT = 6;

export async function inventResponses(
  published: PublishedSurvey,
  set: DemonstrationSet,
): Promise<readonly InventedResponse[]> {
  const { current: survey } = published;
  const finished = withComments(survey, await inventPeople(published, set, 'finished', set.responses), set);
  const unfinished = survey.partials
    ? await inventPeople(published, set, 'unfinished', Math.round(set.responses * UNFINISHED))
    : [];
  const chance = chanceFrom(set.seed, survey.id, 'responses');
  const responses: InventedResponse[] = [];
  for (const [place, answers] of [...finished, ...unfinished].entries()) {
    const isWhole = place < finished.length;
    const given = isWhole
      ? { kept: answers, lastQuestion: survey.questions.at(-1)?.id ?? null }
      : cut(survey, answers, chance);
    responses.push(toResponse(survey, set, given, isWhole ? 'complete' : 'partial', chance));
    if (place % SLICE === 0) await setImmediate();
  }
  return responses;
}

async function inventPeople(
  { current: survey, results }: PublishedSurvey,
  { seed }: DemonstrationSet,
  kind: 'finished' | 'unfinished',
  total: number,
): Promise<readonly Answers[]> {
  const strata = survey.question.get(survey.stratum ?? '')?.choices.map(({ id }) => id) ?? [];
  const groups = strata.length > 0 ? strata : [EVERYONE];
  const least = Math.min(LEAST_IN_GROUP, Math.floor(total / groups.length));
  // The fourth root keeps the order of the known totals, and these groups large enough to be shown. A group without one is too small to be.
  const totals = groups.map((group) => results.population?.strata[group]?.total ?? 0);
  const weights = totals.map((known) => (totals.every((total) => total === 0) ? 1 : known ** 0.25));
  const counts = inProportion(weights, total - least * groups.length).map((count) => least + count);
  const people: Answers[] = [];
  for (const [place, group] of groups.entries()) {
    const chance = chanceFrom(seed, survey.id, kind, group);
    people.push(...(await inventAnswers({ survey, results, group, count: counts[place] ?? 0, chance })));
  }
  return people;
}

/** Gives each invented comment to one person who is asked the question, mostly with consent. */
function withComments(survey: Survey, people: readonly Answers[], { seed }: DemonstrationSet): readonly Answers[] {
  const texts = inventedComments(survey.languages[0]);
  const commented: Answers[] = [...people];
  for (const { id, consentItem } of survey.questions) {
    if (consentItem === undefined) continue;
    const places = chanceFrom(seed, survey.id, id).shuffled(people.map((_, place) => place));
    for (const [at, text] of texts.entries()) {
      const place = places[at];
      const answers = place === undefined ? undefined : commented[place];
      if (place === undefined || !answers) continue;
      const consent = at % WITHOUT_CONSENT === WITHOUT_CONSENT - 1 ? {} : { [consentItem]: CONSENT };
      commented[place] = { ...answers, [id]: text, ...consent };
    }
  }
  return commented;
}

interface AnswersSoFar {
  readonly kept: Answers;
  readonly lastQuestion: string | null;
}

/** Truncates answers at a question of the path: it was reached, and neither it nor any later one is answered, except the stratum. */
function cut(survey: Survey, answers: Answers, chance: SeededChance): AnswersSoFar {
  const { questions } = pathThrough(survey, answers);
  const at = 1 + chance.below(Math.max(1, questions.length - 1));
  const answered = new Set(questions.slice(0, at).flatMap(({ items }) => items));
  return {
    kept: Object.fromEntries(Object.entries(answers).filter(([item]) => answered.has(item))),
    lastQuestion: (questions[at] ?? questions.at(-1))?.id ?? null,
  };
}

function toResponse(
  survey: Survey,
  set: DemonstrationSet,
  { kept, lastQuestion }: AnswersSoFar,
  status: Envelope['status'],
  chance: SeededChance,
): InventedResponse {
  const declared = survey.notice?.channels ?? [];
  // More on the first days than on the last.
  const day = daysAfter(set.on, -1 - Math.floor(DAYS_OPEN * Math.sqrt(chance.next())));
  const envelope: Envelope = {
    id: chance.uuid(),
    sequence: 1,
    survey: survey.id,
    revision: survey.revision,
    status,
    mode: 'self',
    channel: declared[chance.below(declared.length)]?.id ?? DEMONSTRATION_CHANNEL,
    language: survey.languages[0] ?? '',
    startedOn: day,
    minutes: 4 + chance.below(2 * survey.opening.minutes),
    lastQuestion,
    receiptHash: chance.digits(64),
    answers: toWire(pathThrough(survey, kept)),
  };
  return { receivedOn: day, envelope };
}

/** Copies one response so often that the quality page of the desk flags them as identical. */
export function inventCopies(
  responses: readonly InventedResponse[],
  survey: string,
  { seed }: DemonstrationSet,
  count: number,
): readonly InventedResponse[] {
  const [first] = responses;
  const chance = chanceFrom(seed, survey, 'copies');
  if (!first) return [];
  const { receivedOn, envelope } = first;
  return Array.from({ length: count }, () => ({
    receivedOn,
    envelope: { ...envelope, id: chance.uuid(), receiptHash: chance.digits(64) },
  }));
}
