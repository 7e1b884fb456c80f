import { pathThrough } from '../answering/flow.ts';
import { type Chance, randomAnswers } from '../answering/random-answers.ts';
import type { Answers } from '../survey/answers.ts';
import type { Survey } from '../survey/questionnaire.ts';
import type { FactValues, Typology } from '../survey/typology-schema.ts';
import { gapOf } from './condition.ts';
import { completed } from './decided.ts';
import { inputsOf } from './fact-domain.ts';
import { factsFrom, withoutBlank } from './facts.ts';
import { classify } from './typology.ts';

/** Changes that are tried before a profile is taken to be out of reach. */
const MOST_CHANGES = 6_000;

interface AnswerProof {
  /** The profile is the nearest alone of these, all of its criteria agreeing where that is found; absent where none were found. */
  readonly answers?: Answers;
  /** The profiles that are as near, in the answers that come closest to it. */
  readonly beside: readonly string[];
}

/** Looks for answers of which a profile is the nearest alone. */
export function answersOfProfile(survey: Survey, profile: string, chance: Chance): AnswerProof {
  const { typology, facts } = survey;
  const wanted = typology?.profiles.find(({ id }) => id === profile);
  if (!wanted) return { beside: [] };
  // An answer that counts as blank leads to no profile.
  const random = () => withoutBlank(randomAnswers(survey, chance), typology?.blankOptions);
  const read = new Set(facts.flatMap(inputsOf));
  let answers = random();
  let best: Answers | undefined;
  let beside: readonly string[] = [];
  let distance = Number.POSITIVE_INFINITY;
  for (let time = 0; time < MOST_CHANGES; time++) {
    const others = random();
    const changed = { ...answers, ...someOf(others, read, chance) };
    const values = factsFrom(survey, pathThrough(survey, changed).answers);
    const found = classify(survey, values);
    const now = found.kind === 'profile' ? distanceFrom(wanted, completed(facts, values)) : Number.MAX_SAFE_INTEGER;
    // Equal steps are taken too, since many questions count nowhere.
    if (now > distance) continue;
    [answers, distance] = [changed, now];
    if (found.kind !== 'profile') continue;
    const nearest = [found.profile, ...found.alsoNear];
    if (nearest.includes(profile)) beside = nearest.filter((one) => one !== profile);
    if (found.profile === profile && found.outcome === 'near') best = answers;
    if (distance === 0 && best) break;
  }
  return { ...(best && { answers: pathThrough(survey, best).answers }), beside };
}

/** The answers to an item that the facts read, and to any other, which may lead to more questions. */
function someOf(answers: Answers, read: ReadonlySet<string>, chance: Chance): Answers {
  const items = Object.keys(answers);
  const chosen = new Set(
    [items.filter((item) => read.has(item)), items].map((some) => some[Math.floor(chance() * some.length)]),
  );
  return Object.fromEntries(Object.entries(answers).filter(([item]) => chosen.has(item)));
}

/** How many elementary changes of facts would make every criterion agree. A quiz has no criteria: there every step is as good. */
function distanceFrom({ requires }: Typology['profiles'][number], values: FactValues): number {
  return Object.values(requires).reduce((sum, { when }) => sum + gapOf(when, values), 0);
}
