import { describe, expect, test } from 'vitest';
import type { Answer, Answers } from '../../../src/core/survey/answers.ts';
import type { Question, Survey } from '../../../src/core/survey/questionnaire.ts';
import { cardProfiles, possibleFacts } from '../../../src/core/typology/card-profiles.ts';
import { inputsOf } from '../../../src/core/typology/fact-domain.ts';
import { factsFrom, withoutBlank } from '../../../src/core/typology/facts.ts';
import { classify } from '../../../src/core/typology/typology.ts';
import { LONG } from '../../support/long.ts';
import { randomFrom } from '../../support/random-from.ts';
import { builtSurvey, firstStudy, readPublic, secondStudy, study } from '../../support/surveys.ts';

const survey = study.survey;
const example = builtSurvey(readPublic('exemple-benevolat/1.json'));

/** So many completions of one response are gone through one by one: a blank set of eleven options has 2 047. */
const MOST = 2100;

function found(of: Survey, answers: Answers) {
  return cardProfiles(of, factsFrom({ ...of, cardFacts: possibleFacts }, answers));
}

describe('the set of a card', () => {
  test.each([
    ['the study', survey],
    ['its second revision', secondStudy.survey],
    ['its first, where blank rows do not count', firstStudy.survey],
    ['the example', example],
  ])('of %s is what every completion gives, one by one', { timeout: 600_000 }, (_, of) => {
    const random = randomFrom(39);
    let compared = 0;
    for (let response = 0; response < (LONG ? 10_000 : 300); response++) {
      const answers = someAnswers(of, random() * 0.2, random);
      const expected = everyOutcome(of, answers);
      if (!expected) continue;
      compared++;
      const { outcome, possible } = found(of, answers);
      expect({ outcome, possible }, JSON.stringify(answers)).toEqual(expected);
    }
    expect(compared).toBeGreaterThan(100);
  });
});

/** Goes through the answers of all open items; `undefined` where there are too many. */
function everyOutcome(of: Survey, answers: Answers) {
  const { typology } = of;
  if (!typology) throw new Error('no typology');
  const given = withoutBlank(answers, typology.blankOptions);
  const strict = classify(of, factsFrom(of, answers));
  const open = strict.kind === 'profile' ? [] : strict.missing.map(({ criterion }) => criterion);
  const read = typology.criteria.flatMap(({ id, facts }) => (open.includes(id) ? facts : []));
  const items = of.facts.flatMap((fact) => {
    if (!read.includes(fact.id)) return [];
    const value = factsFrom(of, answers)[fact.id];
    if (value !== undefined && !(typeof value === 'object' && 'from' in value)) return [];
    const blank = inputsOf(fact).filter((item) => given[item] === undefined);
    return blank.length > 0 ? blank : inputsOf(fact);
  });
  if (open.length * 2 > typology.criteria.length) return { outcome: 'open', possible: undefined };
  let completions: readonly Answers[] = [given];
  for (const item of new Set(items)) {
    const question = of.questionOfItem.get(item);
    const all = question ? everyAnswer(question, item) : [];
    const some = all.filter((answer) => typeof answer !== 'string' || !typology.blankOptions?.includes(answer));
    if (completions.length * some.length > MOST) return undefined;
    completions = completions.flatMap((one) => some.map((answer) => ({ ...one, [item]: answer })));
  }
  const ends = completions.map((one) => classify(of, factsFrom(of, one))).filter((end) => end.kind === 'profile');
  const first = new Set(ends.flatMap(({ profile, alsoNear }) => [profile, ...alsoNear]));
  const possible = typology.profiles.flatMap(({ id }) => (first.has(id) ? [id] : []));
  const isAll = (outcome: string) => ends.every((end) => end.outcome === outcome);
  const isSet = possible.length === 2 || possible.length === 3;
  const outcome =
    possible.length === 1 && isAll('near')
      ? 'near'
      : possible.length === 2 && isAll('between')
        ? 'between'
        : isSet
          ? 'either'
          : 'open';
  return { outcome, possible };
}

/** Answers at random, each left blank with the same probability. */
function someAnswers({ questions }: Survey, blank: number, random: () => number): Answers {
  const given = questions.flatMap((question) =>
    question.items.flatMap((item) => {
      const all = everyAnswer(question, item);
      const answer = all[Math.floor(random() * all.length)];
      return answer === undefined || random() < blank ? [] : [[item, answer] as const];
    }),
  );
  return Object.fromEntries(given);
}

const setsByQuestion = new WeakMap<Question, readonly Answer[]>();

function everyAnswer(question: Question, item: string): readonly Answer[] {
  if (question.kind === 'multiple' && item === question.id) {
    const sets = setsByQuestion.get(question) ?? everySet(question);
    setsByQuestion.set(question, sets);
    return sets;
  }
  return item === question.id || question.kind === 'matrix' ? question.choices.map(({ id }) => id) : [];
}

function everySet({ options, min = 1, max = options.length }: Extract<Question, { kind: 'multiple' }>) {
  const together = options.flatMap(({ id, exclusive }) => (exclusive ? [] : [id]));
  const alone = options.flatMap(({ id, exclusive }) => (exclusive ? [[id]] : []));
  const sets = Array.from({ length: 2 ** together.length }, (_, mask) =>
    together.filter((_, bit) => mask & (1 << bit)),
  );
  return [...sets.filter((set) => set.length >= min && set.length <= max), ...alone];
}
