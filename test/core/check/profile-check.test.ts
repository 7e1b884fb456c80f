import { describe, expect, test } from 'vitest';
import type { WorkbookResult } from '../../../src/authoring/workbook/take-workbook.ts';
import { randomFrom } from '../../../src/core/answering/random-answers.ts';
import { profileAdvice } from '../../../src/core/check/profile-check.ts';
import { drawnProfiles } from '../../../src/core/check/profile-draw.ts';
import { checkSurvey } from '../../../src/core/check/survey-check.ts';
import { answersOfProfile } from '../../../src/core/typology/answers-of-profile.ts';
import { builtSurvey, readPublic } from '../../support/surveys.ts';
import { type CellInput, settingsOf, surveyOf, taken, xlsxOf, YES_NO } from '../../support/xlsx.ts';
import { changedGarden } from './changed-garden.ts';

type Cells = readonly CellInput[];

const FORM = {
  survey: [
    ['type', 'name', 'label', 'constraint'],
    ['select_multiple tools', 'tools', 'Quels outils ?'],
    ['select_one yn', 'plan', 'Avez-vous un plan ?'],
    ['integer', 'ease', 'À l’aise ?', '. >= 0 and . <= 10'],
    ['select_one yn', 'person', 'Une personne suit ?'],
    ['select_one rhythm', 'rhythm', 'À quel rythme ?'],
  ],
  choices: [
    ...YES_NO,
    ['tools', 'site', 'Un site'],
    ['tools', 'sheet', 'Un tableur'],
    ['tools', 'mail', 'Une lettre'],
    ['tools', 'none', 'Aucun'],
    ['rhythm', 'day', 'Chaque jour'],
    ['rhythm', 'week', 'Chaque semaine'],
    ['rhythm', 'never', 'Jamais'],
  ],
  settings: settingsOf('Le numérique', 'numerique'),
};

/** The associations' typology: profiles by criteria, as a workbook has it. */
function table(...criteria: readonly Cells[]) {
  const names = ['L’équipée', 'L’appliquée', 'La débordée'].slice(0, (criteria[0]?.length ?? 0) - 1);
  const ids = ['equipee', 'appliquee', 'debordee'].slice(0, names.length);
  const profiles = [['criterion', ...ids], ['(name)', ...names], ...criteria];
  return taken(xlsxOf({ ...FORM, profiles }));
}

/** A quiz over the same questions: points of option, profile by profile. */
function quiz(...weights: readonly Cells[]) {
  const names = ['Aigle', 'Buse', 'Cygne'].slice(0, (weights[0]?.length ?? 0) - 2);
  const ids = names.map((name) => name.toLowerCase());
  const profiles = [
    ['criterion', ...ids],
    ['(name)', ...names],
    ['(said)', ...names.map((name) => `${name}.`)],
  ];
  return taken(xlsxOf({ ...FORM, profiles, weights: [['question', 'option', ...ids], ...weights] }));
}

const WHOLE = [
  ['plan', 'yes', 2, undefined],
  ['plan', 'no', undefined, 2],
  ['person', 'yes', 2, undefined],
  ['person', 'no', undefined, 2],
] as const;

/** Codes and places of what the check says, or the cells that the report of the workbook calls faulty. */
const ALIKE =
  'C1 Profile “buse”: as near as profile "Aigle" however all questions are answered: "Buse" would never be named alone.';

function found(outcome: WorkbookResult): readonly string[] {
  const { lines } = outcome.report;
  const faulty = lines.flatMap(({ verdict, cell, says }) => (verdict === 'faulty' ? [`${cell} ${says.en}`] : []));
  const checked = faulty.length === 0 && checkSurvey(surveyOf(outcome));
  if (!checked || checked.kind === 'faulty') return faulty;
  return profileAdvice(checked.survey).map(({ code, path }) => `${code} ${path}`);
}

/** Authors have made these; each has all that the check says of it. */
const VARIANTS: Readonly<Record<string, readonly [WorkbookResult, ...string[]]>> = {
  'a profile that asks two of the four criteria of another': [
    table(
      ['plan', 'oui', 'oui', 'non'],
      ['ease', '≥ 7', undefined, '≤ 2'],
      ['person', 'oui', undefined, 'non'],
      ['tools', 'site', 'site', 'none'],
    ),
    'profile-covered typology.profiles.1.requires.ease',
  ],
  'the same cells, in other words': [
    table(['plan', 'oui', 'non', 'non'], ['ease', '≥ 1', '= 0', '≤ 0']),
    'D1 Profile “debordee”: the same conditions as profile "L’appliquée": "La débordée" would never be named.',
  ],
  'bounds that no number is within': [
    table(['ease', '≥ 7', '≤ 2 et ≥ 3'], ['plan', 'oui', 'non']),
    'C1 Profile “appliquee”: no answers can reach this profile exactly.',
  ],
  'a profile that two others share': [
    table(['rhythm', 'day, week', 'day', 'week'], ['plan', 'oui', 'oui', 'oui']),
    'profile-never-alone typology.profiles.0',
    'profile-covered typology.profiles.0.requires.rhythm',
    'profile-covered typology.profiles.0.requires.rhythm',
    'profiles-several typology',
  ],
  'a quiz whose profiles differ': [quiz(...WHOLE, ['tools', 'site', 1])],
  'the same weights': [quiz(['plan', 'yes', 1, 1], ['plan', 'no']), ALIKE],
  'weights that are the same after scaling': [quiz(['plan', 'yes', 1, 3], ['plan', 'no', -3, undefined]), ALIKE],
  'weights twice as large': [quiz(['plan', 'yes', 1, 2], ['person', 'yes', 1, 2]), ALIKE],
  'weights that differ by less than what counts as a tie': [
    quiz(
      ...['site', 'sheet', 'mail'].map((option) => ['tools', option, 3, option === 'mail' ? 2 : 3] as const),
      ...['plan', 'person'].flatMap((one) => [[one, 'yes', 3, 3] as const, [one, 'no', -3, -3] as const]),
    ),
    ALIKE,
  ],
  'weights that never lead after scaling': [
    quiz(['rhythm', 'day', 3, 3], ['rhythm', 'week', -3, 0], ['rhythm', 'never', 0, 3]),
    'profile-outweighed typology.profiles.0',
    'profiles-several typology',
  ],
  'a profile without weights': [
    quiz(['plan', 'yes', 1, undefined], ['plan', 'no', undefined, undefined]),
    'C1 Profile “buse”: no answer brings it more points than another: it is never nearest.',
  ],
  'one question decides': [
    quiz(['plan', 'yes', 3, undefined], ['plan', 'no', undefined, 3], ['person', 'yes', 1, 1], ['tools', 'site', 1, 1]),
    'decided-by-one typology.affinity',
  ],
};

test.each(Object.entries(VARIANTS))('%s', (_, [outcome, ...expected]) => {
  expect(found(outcome)).toEqual(expected);
});

test('the preview finds the profiles beside which one always comes', () => {
  const [outcome] = VARIANTS['a profile that asks two of the four criteria of another'] ?? [];
  const survey = builtSurvey(outcome && surveyOf(outcome));
  expect(answersOfProfile(survey, 'equipee', randomFrom(1))).toEqual({ beside: ['appliquee'] });
  expect(answersOfProfile(survey, 'appliquee', randomFrom(1)).answers).toBeDefined();
});

test('a fact that no criterion reads, and that is often open, hides no profile', () => {
  const says = { en: 'So' };
  const seldom = {
    id: 'seldom',
    kind: 'flag',
    yes: { item: 'plot', is: 'no' },
    no: { all: [{ item: 'plot', is: 'no' }, { not: { item: 'plot', is: 'no' } }] },
    says: { yes: says, no: says },
    ifChanged: { yes: says, no: says },
  };
  expect(checkSurvey(changedGarden('facts.4', seldom)).kind).toBe('survey');
});

test('an author reads in the report, at the profile, which answers prove it', () => {
  const [outcome] = VARIANTS['a profile that asks two of the four criteria of another'] ?? [];
  const advice = outcome?.report.lines.flatMap(({ code, sheet, cell, says }) =>
    code === 'profile.advice' ? [`${sheet}!${cell} ${says.en}`] : [],
  );
  expect(advice).toEqual([
    'profiles!C1 "L’équipée" never comes alone: answers that meet its criteria meet those of "L’appliquée" too, whose "À l’aise ?" asks for less. Example: 1. Un site, Aucun · 2. Oui · 3. 10 · 4. Oui.',
  ]);
});

describe('the draw', () => {
  const shipped = ['numerique-territorial/3', 'exemple-benevolat/1', 'quel-usager/1'].map((path) =>
    builtSurvey(readPublic(`${path}.json`)),
  );

  test.each(shipped)('of $id gives everybody one outcome, the same each time', (survey) => {
    const draw = drawnProfiles(survey);
    expect(drawnProfiles(survey)).toEqual(draw);
    const { alone = new Map(), several = 0, none, people } = draw ?? {};
    expect(none).toBe(0);
    expect([...alone.values()].reduce((sum, count) => sum + count, several)).toBe(people);
    expect(people).toBe(10_000);
  });

  test('finds nothing in the shipped surveys that stops them', () => {
    const codes = shipped.map((survey) => profileAdvice(survey).map(({ code, path }) => `${code} ${path}`));
    expect(codes).toEqual([['profile-rare typology.profiles.1', 'profile-rare typology.profiles.3'], [], []]);
  });
});
