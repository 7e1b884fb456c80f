import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Answers } from '../../../src/core/survey/answers.ts';
import type { FactValues } from '../../../src/core/survey/typology-schema.ts';
import { gapOf } from '../../../src/core/typology/condition.ts';
import { completed, isImpossible, openCriteria } from '../../../src/core/typology/decided.ts';
import { membersOf, numberOf } from '../../../src/core/typology/fact-values.ts';
import { factsFrom, withoutBlank } from '../../../src/core/typology/facts.ts';
import { oneChangeFromAnother } from '../../../src/core/typology/one-change.ts';
import { classify, nearestProfile } from '../../../src/core/typology/typology.ts';
import { answersAt, CANONICAL, factsAt } from '../../support/barometer.ts';
import { scenario } from '../../support/scenario.ts';
import { firstStudy, secondStudy, study } from '../../support/surveys.ts';

const { survey } = study;
const { typology, facts } = survey;
if (!typology) throw new Error('the study has a typology');

const PROFILES = ['eclaireur', 'entrepreneur', 'explorateur', 'observateur', 'systemique'];

/** How many criteria each profile agrees on, in the study's order: `1/1/4/4/0`. */
function matchesByProfile(values: FactValues): string {
  return (typology?.profiles ?? [])
    .map(({ requires }) => Object.values(requires).filter(({ when }) => gapOf(when, values) === 0).length)
    .join('/');
}

/*
 * The table of the reconstruction (barometer §6): point, match vector of the result, result, what decided, matches per profile. In
 * the last row it prints 2 for Observateur, which agrees on plan, elected member and evaluation: 3, as in "the same with a
 * specialised post".
 */
test.each([
  ['nothing', 'no no 0 0 no none no ∅', '✓✓·✓✓·', 'observateur 4', 'criteria-order', '1/1/4/4/0'],
  ['everything', 'yes yes 3 9 no spec yes TSP', '✓✓✓✓✓✓', 'systemique 6', 'matches', '5/2/2/0/6'],
  ['five axes, evaluated', 'yes yes 3 2 yes spec yes TSP', '✓✓·✓✓✓', 'systemique 5', 'matches', '4/2/2/0/5'],
  ['five axes, not evaluated', 'yes yes 3 2 yes spec no TSP', '✓✓·✓✓✓', 'eclaireur 5', 'matches', '5/3/3/1/4'],
  ['plan without an elected member', 'yes no 3 1 yes dp no TS', '✓··✓✓✓', 'entrepreneur 4', 'matches', '2/4/3/2/1'],
  ['elected member without a plan', 'no yes 2 0 yes none no T', '✓··✓✓✓', 'observateur 4', 'matches', '2/3/2/4/1'],
  [
    'no plan, no elected member, mixed axes',
    'no no 2 1 yes none no TS',
    '✓✓✓·✓·',
    'explorateur 4',
    'criteria-order',
    '1/2/4/4/0',
  ],
  ['the same with a specialised post', 'no no 2 1 yes spec no TS', '✓✓✓✓✓·', 'explorateur 5', 'matches', '2/2/5/3/1'],
  ['one axis, nothing planned', 'no no 1 0 no spec no T', '✓✓✓·✓✓', 'observateur 5', 'matches', '2/2/4/5/1'],
  ['the gap decides', 'yes yes 3 2 yes spec no TS', '✓✓·✓✓·', 'eclaireur 4', 'gap', '4/4/3/1/3'],
  ['no post', 'yes yes 3 0 yes none no TS', '✓✓✓·✓✓', 'entrepreneur 5', 'matches', '3/5/1/2/2'],
  ['evaluation alone', 'no no 0 0 no none yes ∅', '✓✓·✓··', 'observateur 3', 'criteria-order', '0/0/3/3/1'],
  ['unlisted communication', 'no no 0 4 yes spec no SP', '✓✓✓✓✓·', 'explorateur 5', 'matches', '2/1/5/3/1'],
])('%s', (_, point, vector, result, decidedBy, byProfile) => {
  const values = factsAt(point);
  const nearest = nearestProfile(typology, values);
  expect(nearest.criteria.map((criterion) => (criterion.matches ? '✓' : '·')).join('')).toBe(vector);
  expect(`${nearest.profile} ${nearest.matches}`).toBe(result);
  expect(nearest.decidedBy).toBe(decidedBy);
  expect(matchesByProfile(values)).toBe(byProfile);
});

test('the order of profiles decides last, and the other is named', () => {
  expect(nearestProfile(typology, factsAt('yes yes 0 2 yes none no P'))).toMatchObject({
    profile: 'eclaireur',
    decidedBy: 'profile-order',
    alsoNear: ['entrepreneur'],
    // Three criteria of six: no single profile is named on so few, and no two are.
    outcome: 'apart',
  });
});

describe('the canonical example of each profile', () => {
  const changes = (profile: keyof typeof CANONICAL) =>
    oneChangeFromAnother(typology, facts, factsAt(CANONICAL[profile])).map((one) => `${one.profile} (${one.fact})`);

  test.each([
    ['eclaireur', '6/3/3/1/5'],
    ['entrepreneur', '3/6/1/1/2'],
    ['explorateur', '2/1/6/3/1'],
    ['observateur', '1/2/3/6/0'],
    ['systemique', '5/2/2/0/6'],
  ] as const)(
    '%s comes out of its answers, exactly, and agrees with the others as the study says',
    (profile, byProfile) => {
      expect(matchesByProfile(factsAt(CANONICAL[profile]))).toBe(byProfile);
      scenario(survey, answersAt(CANONICAL[profile])).isClassified({
        kind: 'profile',
        profile,
        exact: true,
        matches: 6,
        alsoNear: [],
        decidedBy: 'matches',
        outcome: 'near',
      });
    },
  );

  test('Entrepreneur, Explorateur and Observateur cannot be moved by one change', () => {
    for (const profile of ['entrepreneur', 'explorateur', 'observateur'] as const) expect(changes(profile)).toEqual([]);
  });

  test('Éclaireur and Systémique are one evaluation apart, both ways', () => {
    expect(changes('eclaireur')).toEqual(['systemique (evaluation)']);
    expect(changes('systemique')).toEqual(['eclaireur (evaluation)']);
  });
});

test('profiles keep the alphabetical order of the study', () => {
  expect(typology.profiles.map((profile) => profile.id)).toEqual(PROFILES);
  const names = typology.profiles.map((profile) => profile.name.fr ?? '');
  expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b, 'fr')));
});

describe('a missing value is never guessed', () => {
  const answers = answersAt(CANONICAL.eclaireur);
  const rows = (prefix: string) => Object.keys(answers).filter((item) => item.startsWith(prefix));

  test.each([
    ['plan', ['digital-plan'], 'digital-plan'],
    ['elected', ['elected-digital-rep'], 'elected-digital-rep'],
    ['axes', rows('axis-'), 'development-axes'],
    ['posts', rows('post-'), 'digital-posts'],
    ['evaluation', ['evaluation-device'], 'evaluation-device'],
    ['communication', ['citizen-involvement-means'], 'citizen-involvement-means'],
  ])('%s: the question is named', (criterion, blanks, question) => {
    const kept = Object.fromEntries(Object.entries(answers).filter(([item]) => !blanks.includes(item)));
    scenario(survey, kept).isClassified({ kind: 'not-computed', missing: [{ criterion, questions: [question] }] });
  });

  test('"ne sait pas" on the plan is missing, not "no"', () => {
    scenario(survey, answers)
      .answer('digital-plan', 'unknown')
      .isClassified({ kind: 'not-computed', missing: [{ criterion: 'plan', questions: ['digital-plan'] }] });
  });

  test('an empty questionnaire names the six questions in study order', () => {
    const empty = classify(survey, {});
    expect(empty.kind === 'not-computed' && empty.missing.flatMap((one) => one.questions)).toEqual([
      'digital-plan',
      'elected-digital-rep',
      'development-axes',
      'digital-posts',
      'evaluation-device',
      'citizen-involvement-means',
    ]);
  });

  test('a count or a set that is not there throws: the facts were not checked', () => {
    const values: FactValues = { axes: 3, families: ['web'], plan: 'yes' };
    expect([numberOf(values, 'axes'), membersOf(values, 'families')]).toEqual([3, ['web']]);
    for (const fact of ['plan', 'families', 'absent']) expect(() => numberOf(values, fact)).toThrow(fact);
    for (const fact of ['plan', 'axes', 'absent']) expect(() => membersOf(values, fact)).toThrow(fact);
  });

  test('a combination of which a fact is missing is not impossible', () => {
    const { typology } = study.survey;
    if (!typology) throw new Error('the study has a typology');
    const twelve = { planned: 'yes', incentivised: 6, 'other-axes': 6 };
    expect(isImpossible(typology, twelve)).toBe(true);
    expect(isImpossible(typology, { planned: 'yes', incentivised: 12 })).toBe(false);
  });
});

describe('a criterion with blank rows', () => {
  const answers = answersAt('no no 2 4 yes spec no TSP');
  const axes = Object.keys(answers).filter((item) => item.startsWith('axis-'));
  const posts = Object.keys(answers).filter((item) => item.startsWith('post-'));
  /** The axes at a level, in their order; the others blank. */
  const engaged = (levels: string) =>
    Object.fromEntries(
      axes.flatMap((axis, at) => {
        const level = { '+': 'in-progress', '?': 'planned', '-': 'not-on-agenda' }[levels[at] ?? ' '];
        return level ? [[axis, level]] : [];
      }),
    );
  const without = (...items: readonly string[]) =>
    Object.fromEntries(Object.entries(answers).filter(([item]) => !items.includes(item)));
  const AXES = { kind: 'not-computed', missing: [{ criterion: 'axes', questions: ['development-axes'] }] } as const;

  test.each([
    // Open data, paperless procedures and broadband come first.
    ['one engaged of one', '+', AXES],
    ['none of eleven', '-----------', AXES],
    ['none of twelve', '------------', { kind: 'profile' }],
    ['two of three, where others may be engaged', '++-', AXES],
    ['three of the others of eleven', '---+++-----', { kind: 'profile' }],
    ['five of eleven, where one more makes six', '--+++++----', AXES],
    ['four of eleven, where one more makes five', '--++++-----', { kind: 'profile' }],
    ['six of eight, one of them of the nine', '+++---++', AXES],
    ['six of six', '++++++', { kind: 'profile' }],
    ['two of eleven, one of them of the nine, where a third may be planned', '--++-------', AXES],
    ['two of eleven, one of them of the nine, and one planned', '--++?------', { kind: 'profile' }],
  ] as const)('is missing unless the others settle what every profile finds of it: %s', (_, levels, expected) => {
    scenario(survey, { ...without(...axes), ...engaged(levels) }).isClassified(expected);
  });

  test('that are not blank in its first revision: one row is enough, and a blank one counts nowhere', () => {
    scenario(firstStudy.survey, { ...without(...axes), ...engaged('+') }).isClassified({ kind: 'profile' });
    scenario(firstStudy.survey, without(...posts.slice(1))).isClassified({ kind: 'profile' });
  });

  test('is settled by one specialised post, and by none before the last row', () => {
    const POSTS = { kind: 'not-computed', missing: [{ criterion: 'posts', questions: ['digital-posts'] }] } as const;
    const [one = '', ...others] = posts;
    scenario(survey, { ...without(...posts), [one]: 'exists' }).isClassified({ kind: 'profile' });
    const none = Object.fromEntries(others.map((post) => [post, 'not-planned']));
    scenario(survey, { ...without(...posts), ...none }).isClassified(POSTS);
    scenario(survey, { ...without(...posts), ...none, 'post-dpo': 'exists' }).isClassified(POSTS);
    scenario(survey, { ...without(...posts), ...none, 'post-dpo': 'exists', [one]: 'job-unknown' }).isClassified({
      kind: 'profile',
    });
  });

  test('counts a finished area as under way, as a blank row what somebody does not know, and an unknown job as one that does not exist', () => {
    const done = Object.fromEntries(
      Object.entries(answers).map(([item, level]) => [item, level === 'in-progress' ? 'done' : level]),
    );
    expect(Object.values(done).filter((level) => level === 'done')).toHaveLength(6);
    expect(factsFrom(survey, done)).toEqual(factsFrom(survey, answers));
    const [axis = ''] = axes;
    const [post = '', ...others] = posts;
    const given = { ...without(...axes), ...engaged('--+++++-----') };
    scenario(survey, given).isClassified({ kind: 'profile' });
    expect(factsFrom(survey, { ...given, [axis]: 'unknown' })).toEqual(factsFrom(survey, withoutOf(given, axis)));
    scenario(survey, { ...given, [axis]: 'unknown' }).isClassified(AXES);
    const none = { ...answers, ...Object.fromEntries(others.map((one) => [one, 'not-planned'])) };
    expect(factsFrom(survey, { ...none, [post]: 'situation-unknown' })).toEqual(
      factsFrom(survey, withoutOf(none, post)),
    );
    expect(factsFrom(survey, { ...none, [post]: 'job-unknown' })).toMatchObject({ posts: 'none' });
    // As in 2017, revision 2 asked of the job and of the situation in one.
    expect(factsFrom(secondStudy.survey, { ...none, [post]: 'unknown', 'post-cil': 'not-planned' })).toMatchObject({
      posts: 'none',
    });
  });

  test('is decided as it is with whatever the blank rows may hold, and undecided where two of these differ', () => {
    if (!typology) throw new Error('the study has a typology');
    const criterion = typology.criteria.find(({ id }) => id === 'axes');
    if (!criterion) throw new Error('the study counts axes');
    const found = (given: Answers) => {
      const values = factsFrom(survey, given);
      return typology.profiles
        .map(({ requires }) => (gapOf(requires.axes?.when ?? { all: [] }, values) === 0 ? '✓' : '·'))
        .join('');
    };
    const level = fc.constantFrom('in-progress', 'planned', 'not-on-agenda');
    const rows = fc.tuple(
      fc.array(level, { minLength: 12, maxLength: 12 }),
      fc.uniqueArray(fc.nat(11), { maxLength: 3 }),
    );
    fc.assert(
      fc.property(rows, ([levels, blank]) => {
        const whole = Object.fromEntries(axes.map((axis, at) => [axis, levels[at] ?? '']));
        const blanks = blank.map((at) => axes[at] ?? '');
        const given = Object.fromEntries(Object.entries(whole).filter(([axis]) => !blanks.includes(axis)));
        const all = everyWay(blanks, ['in-progress', 'planned', 'not-on-agenda']).map((some) =>
          found({ ...given, ...some }),
        );
        const values = factsFrom(survey, given);
        const isDecidedHere = !openCriteria(typology, facts, values).includes(criterion);
        expect(isDecidedHere && new Set(all).size > 1, `${levels} without ${blank}`).toBe(false);
        if (!isDecidedHere) return;
        const seen = typology.profiles
          .map(({ requires }) =>
            gapOf(requires.axes?.when ?? { all: [] }, completed(facts, values)) === 0 ? '✓' : '·',
          )
          .join('');
        expect(seen).toBe(all[0]);
      }),
      { numRuns: 300 },
    );
  });
});

function withoutOf(given: Answers, item: string): Answers {
  return Object.fromEntries(Object.entries(given).filter(([one]) => one !== item));
}

function everyWay([first, ...others]: readonly string[], levels: readonly string[]): readonly Answers[] {
  if (first === undefined) return [{}];
  return everyWay(others, levels).flatMap((rest) => levels.map((level) => ({ ...rest, [first]: level })));
}

test('a survey without typology cannot be classified', () => {
  const { typology: _, ...without } = survey;
  expect(() => classify(without, {})).toThrow('has no typology');
});

test('without what counts as blank, every other answer stays, and answers without any are not copied', () => {
  const answer = fc.oneof(
    fc.constantFrom('blank', 'unknown', 'yes', 7),
    fc.constant(undefined),
    fc.constant(['blank']),
  );
  const some = fc.dictionary(fc.stringMatching(/^[a-z]{1,3}$/), answer);
  fc.assert(
    fc.property(some, fc.constantFrom([], ['blank'], ['blank', 'unknown']), (answers, blank: readonly string[]) => {
      const kept = Object.entries(answers).filter(([, one]) => typeof one !== 'string' || !blank.includes(one));
      const found = withoutBlank(answers, blank);
      expect(Object.entries(found)).toEqual(kept);
      expect(found === answers).toBe(kept.length === Object.keys(answers).length);
    }),
  );
});
