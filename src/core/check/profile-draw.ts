import { randomAnswers, randomFrom } from '../answering/random-answers.ts';
import type { Answers } from '../survey/answers.ts';
import type { Survey } from '../survey/questionnaire.ts';
import { weightedItems, withQuizFacts } from '../typology/affinity.ts';
import { factsFrom } from '../typology/facts.ts';
import { classify } from '../typology/typology.ts';

/** The seed of the random answers, so that a survey gets the same numbers everywhere. */
const SEED = 20_171_116;
const MOST_PEOPLE = 10_000;
/** The most answers and comparisons of a draw: a large survey gets fewer people, so that checking it takes no longer than reading it. */
const MOST_STEPS = 20_000_000;
/** People between two looks of a page at the clock. */
const AT_ONCE = 100;

/** Counts what random respondents get: each profile alone, several, or none. The counts add up to `people`. */
export interface ProfileDraw {
  readonly people: number;
  readonly alone: ReadonlyMap<string, number>;
  readonly several: number;
  readonly none: number;
  /** The answers for which each profile was among the nearest, with as many criteria that agree as were found. */
  readonly best: ReadonlyMap<string, { readonly answers: Answers; readonly matches: number }>;
  /** For each weighted question of a quiz and each answer to it, how many people got each outcome. */
  readonly byItem: ReadonlyMap<string, OutcomesByAnswer>;
}

type OutcomesByAnswer = ReadonlyMap<string, ReadonlyMap<string, number>>;

/**
 * Draws respondents who answer every question of their path, each option having the same chance, but for those that count as blank. Yields
 * the counts so far, whole at the end.
 */
export function* drawProfiles(given: Survey): Generator<ProfileDraw> {
  const survey = withQuizFacts(given);
  const { typology } = survey;
  if (!typology) return;
  const { affinity, criteria, profiles, blankOptions = [] } = typology;
  const questions = survey.questions.map((question) => {
    const choices = question.choices.filter(({ id }) => !blankOptions.includes(id));
    return choices.length > 0 ? { ...question, choices } : question;
  });
  const weighted = affinity ? weightedItems(affinity) : [];
  const items = questions.reduce((sum, one) => sum + one.items.length, 0);
  const steps = items + 4 * profiles.length * (criteria.length + weighted.length);
  const most = Math.min(MOST_PEOPLE, Math.ceil(MOST_STEPS / steps));
  const chance = randomFrom(SEED);
  const alone = new Map(profiles.map(({ id }) => [id, 0]));
  const best = new Map<string, { readonly answers: Answers; readonly matches: number }>();
  const byItem = new Map(weighted.map((item) => [item, new Map<string, Map<string, number>>()]));
  let [several, none] = [0, 0];
  for (let people = 1; people <= most; people++) {
    const answers = randomAnswers({ ...survey, questions }, chance);
    const found = classify(survey, factsFrom(survey, answers));
    const nearest = found.kind === 'profile' ? [found.profile, ...found.alsoNear] : [];
    if (found.kind !== 'profile') none++;
    else if (found.outcome === 'near') alone.set(found.profile, (alone.get(found.profile) ?? 0) + 1);
    else several++;
    const matches = found.kind === 'profile' ? found.matches : 0;
    for (const id of nearest) if (matches > (best.get(id)?.matches ?? -1)) best.set(id, { answers, matches });
    for (const [item, outcomesOf] of byItem) {
      const answer = String(answers[item]);
      const outcomes = outcomesOf.get(answer) ?? new Map();
      outcomes.set(nearest.join(), (outcomes.get(nearest.join()) ?? 0) + 1);
      outcomesOf.set(answer, outcomes);
    }
    if (people % AT_ONCE === 0 || people === most) yield { people, alone, several, none, best, byItem };
  }
}

/** Draws all of them at once; not in a page. */
export function drawnProfiles(survey: Survey): ProfileDraw | undefined {
  return [...drawProfiles(survey)].at(-1);
}
