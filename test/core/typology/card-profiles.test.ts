import { describe, expect, test } from 'vitest';
import { randomFrom } from '../../../src/core/answering/random-answers.ts';
import type { Answer, Answers } from '../../../src/core/survey/answers.ts';
import type { Question, Survey } from '../../../src/core/survey/questionnaire.ts';
import { cardProfiles, possibleFacts } from '../../../src/core/typology/card-profiles.ts';
import { inputsOf } from '../../../src/core/typology/fact-domain.ts';
import { factsFrom, withoutBlank } from '../../../src/core/typology/facts.ts';
import { classify } from '../../../src/core/typology/typology.ts';
import { answersAt, CANONICAL } from '../../support/barometer.ts';
import { LONG } from '../../support/long.ts';
import { builtSurvey, firstStudy, readPublic, secondStudy, study } from '../../support/surveys.ts';

const TEXT = { fr: 'x', en: 'x' };

const is = (fact: string, value: string) => ({
  when: { fact, is: value },
  says: TEXT,
  evidence: 'inferred' as const,
});

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
  ])('of %s is what every completion gives, one by one', (_, of) => {
    const [responses, random] = [LONG ? 10_000 : 100, randomFrom(39)];
    let compared = 0;
    for (let response = 0; response < responses; response++) {
      const answers = someAnswers(of, random() * 0.2, random);
      const expected = everyOutcome(of, answers);
      if (!expected) continue;
      compared++;
      const { outcome, possible } = found(of, answers);
      expect({ outcome, possible }, JSON.stringify(answers)).toEqual(expected);
    }
    expect(compared).toBeGreaterThan(responses / 3);
  });

  test('has no profile that only facts apart would give, where criteria share an item', () => {
    const flag = (id: string, yes: string, no: string) => ({
      ...{ id, kind: 'flag' as const, says: { yes: TEXT, no: TEXT }, ifChanged: { yes: TEXT, no: TEXT } },
      yes: { item: 'digital-plan', is: yes },
      no: { item: 'digital-plan', is: no },
    });
    const profile = (id: string, drawn: string, undrawn: string) => ({
      ...{ id, name: TEXT, sentence: TEXT, evidence: 'inferred' as const },
      requires: { drawn: is('drawn', drawn), undrawn: is('undrawn', undrawn) },
    });
    const criterion = (id: string) => ({ id, title: TEXT, facts: [id], evidence: 'inferred' as const });
    const facts = [flag('drawn', 'yes', 'no'), flag('undrawn', 'no', 'yes'), ...survey.facts.slice(1)];
    const criteria = [criterion('drawn'), criterion('undrawn'), criterion('elected'), criterion('evaluation')];
    const profiles = [profile('with', 'yes', 'no'), profile('without', 'no', 'yes'), profile('both', 'yes', 'yes')];
    const typology = { title: TEXT, criteria, profiles, blankRows: 'missing' as const };
    const of = { ...survey, facts, typology };
    const { 'digital-plan': _, ...answers } = answersAt(CANONICAL.eclaireur);
    expect(found(of, answers)).toMatchObject({ outcome: 'either', possible: ['with', 'without'] });
    expect(cardProfiles(of, factsFrom(of, answers)).possible).toEqual(['with', 'without', 'both']);
  });

  test('is left open where too many answers would have to be tried', () => {
    const ids = (count: number) => Array.from({ length: count }, (_, place) => `n${place}`);
    const options = ids(8).map((id) => ({ id, label: TEXT }));
    const asked = builtSurvey({
      ...{ id: 'large', revision: 1, languages: ['fr', 'en'], title: TEXT, partials: false, scales: {}, facts: [] },
      opening: { who: TEXT, why: TEXT, minutes: 5, kept: TEXT },
      sections: [
        { id: 'all', title: TEXT, questions: ids(12).map((id) => ({ id, text: TEXT, kind: 'single', options })) },
      ],
    });
    // The check of a survey refuses so many combinations of facts: they are put into one that has passed it.
    const facts = ids(12).map((id) => ({
      ...{ id, kind: 'category' as const, basis: [id] },
      cases: ids(8).map((value) => ({ id: value, when: { item: id, is: value }, says: TEXT, ifChanged: TEXT })),
    }));
    const typology = {
      title: TEXT,
      criteria: ids(12).map((id) => ({ id, title: TEXT, facts: [id], evidence: 'inferred' as const })),
      profiles: ids(8).map((id, place) => ({
        ...{ id, name: TEXT, sentence: TEXT, evidence: 'inferred' as const },
        requires: Object.fromEntries(ids(12).map((fact, at) => [fact, is(fact, `n${(place * (at + 1)) % 8}`)])),
      })),
    };
    const large = { ...asked, facts, typology };
    const half = Object.fromEntries(ids(6).map((id) => [id, 'n0']));
    expect(found(large, half)).toMatchObject({ outcome: 'open', possible: undefined });
    expect(found(large, half).nearest.length).toBeGreaterThan(0);
    const most = Object.fromEntries(ids(11).map((id) => [id, 'n0']));
    expect(found(large, most)).toMatchObject({ outcome: 'near', possible: ['n0'] });
  });

  const without = (point: string, pattern: RegExp) =>
    Object.fromEntries(Object.entries(answersAt(point)).filter(([item]) => !pattern.test(item)));

  test('names one profile where the blank cannot change it, and says which question would settle it', () => {
    const sure = found(survey, without(CANONICAL.explorateur, /citizen/));
    expect(sure).toMatchObject({ outcome: 'near', possible: ['explorateur'], open: ['communication'] });
    const either = found(survey, { ...answersAt(CANONICAL.systemique), 'evaluation-device': 'unknown' });
    expect(either).toMatchObject({
      ...{ outcome: 'either', possible: ['eclaireur', 'systemique'], open: ['evaluation'] },
      ...{ deciding: ['evaluation-device'], settling: ['evaluation-device'] },
    });
    expect([...(either.doors ?? [])].sort()).toEqual([
      ['eclaireur', { fact: 'evaluation', value: 'no' }],
      ['systemique', { fact: 'evaluation', value: 'yes' }],
    ]);
  });

  test.each([
    ['all rows blank', {}],
    [
      'all « ne sait pas »',
      Object.fromEntries(Object.keys(answersAt(CANONICAL.eclaireur)).map((item) => [item, 'unknown'])),
    ],
  ])('of %s names none, and nothing is nearest', (_, answers) => {
    expect(found(survey, answers)).toMatchObject({ outcome: 'open', possible: undefined, nearest: [] });
    expect(found(survey, answers).deciding.length).toBeGreaterThanOrEqual(6);
  });

  test('of a card kept before there were sets is what its facts allow, and of one without facts open', () => {
    const facts = factsFrom(survey, without(CANONICAL.systemique, /evaluation/));
    expect(cardProfiles(survey, facts)).toMatchObject({ outcome: 'either', possible: ['eclaireur', 'systemique'] });
    expect(cardProfiles(survey, {})).toMatchObject({ outcome: 'open', nearest: [] });
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
