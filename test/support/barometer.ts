import type { Answers } from '../../src/core/survey/answers.ts';
import type { FactValues } from '../../src/core/survey/typology-schema.ts';

/*
 * Points of the 2017 barometer in the notation of its reconstruction: plan, elected member, incentivised axes (0-3),
 * other axes (0-9), planned, posts, evaluation, communication (letters of TSP, or ∅). `?` in a point of answers: not answered.
 */

/** The canonical example of each profile. */
export const CANONICAL = {
  eclaireur: 'yes yes 3 3 yes spec no TSP',
  entrepreneur: 'yes yes 2 0 yes dp no TS',
  explorateur: 'no no 1 1 yes spec no ∅',
  observateur: 'no no 2 0 no none no T',
  systemique: 'yes yes 3 3 yes spec yes TSP',
} as const;

const FAMILY: Readonly<Record<string, string>> = { T: 'top-down', S: 'social', P: 'participatory' };

export function factsAt(point: string): FactValues {
  const [plan, elected, incentivised, others, planned, posts, evaluation, communication] = fields(point);
  return {
    ...{ plan, elected, planned, posts, evaluation },
    incentivised: Number(incentivised),
    'other-axes': Number(others),
    communication: [...communication].flatMap((letter) => FAMILY[letter] ?? []),
  };
}

const INCENTIVISED = ['axis-open-data', 'axis-dematerialisation', 'axis-very-high-speed'];
const OTHERS = [
  'axis-big-data',
  'axis-smart-city',
  'axis-incubator',
  'axis-e-inclusion',
  'axis-participatory-democracy',
  'axis-collaborative-economy',
  'axis-open-innovation',
  'axis-data-hosting',
  'axis-public-data-protection',
];
const POSTS = [
  'post-chief-data-officer',
  'post-open-gov',
  'post-data-scientist',
  'post-data-visualisation',
  'post-smart-city',
  'post-smart-grids',
  'post-open-innovation',
  'post-data-security',
  'post-dpo',
];
const POST: Readonly<Record<string, string>> = { spec: 'post-data-scientist', dp: 'post-dpo' };
const MEANS: Readonly<Record<string, string>> = { T: 'website', S: 'social-networks', P: 'hackathon', '∅': 'none' };

/** Returns answers to the questions behind the six criteria that give this point; impossible for twelve engaged axes with one planned. */
export function answersAt(point: string): Answers {
  const [plan, elected, incentivised, others, planned, posts, evaluation, communication] = fields(point);
  const engaged = [...INCENTIVISED.slice(0, Number(incentivised)), ...OTHERS.slice(0, Number(others))];
  const [free] = [...OTHERS, ...INCENTIVISED].filter((axis) => !engaged.includes(axis));
  const axes = [...INCENTIVISED, ...OTHERS].map((axis) => [
    axis,
    engaged.includes(axis) ? 'in-progress' : planned === 'yes' && axis === free ? 'planned' : 'not-on-agenda',
  ]);
  const given: Answers = {
    'digital-plan': plan,
    'elected-digital-rep': elected,
    ...Object.fromEntries(incentivised === '?' ? [] : axes),
    ...Object.fromEntries(
      posts === '?' ? [] : POSTS.map((post) => [post, post === POST[posts] ? 'exists' : 'not-planned']),
    ),
    'evaluation-device': evaluation,
    'citizen-involvement-means': [...communication].flatMap((letter) => MEANS[letter] ?? []),
  };
  return Object.fromEntries(Object.entries(given).filter(([, answer]) => answer !== '?' && String(answer) !== ''));
}

type Fields = readonly [string, string, string, string, string, string, string, string];

function fields(point: string): Fields {
  const parts = point.split(' ');
  if (parts.length !== 8) throw new Error(`not a point of the barometer: ${point}`);
  return parts as unknown as Fields;
}
