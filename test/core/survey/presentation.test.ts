import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { presentationFaults } from '../../../src/core/check/presentation-check.ts';
import { checkJson } from '../../../src/core/survey/fault.ts';
import { emblemsOf, presentationSchema } from '../../../src/core/survey/presentation.ts';
import { toSurvey } from '../../../src/core/survey/questionnaire.ts';
import { withPresentation } from '../../../src/core/survey/with-presentation.ts';
import { builtFile, readFixture, study } from '../../support/surveys.ts';

const AXES = { fr: '{n} axes', en: '{n} areas' };
const STUDY = builtFile(study.json());
const faultsOf = (json: unknown) => {
  const { faults } = checkJson(json, presentationSchema, (one) => presentationFaults(one, [STUDY]));
  return faults.map(({ path, reason }) => `${path}: ${reason}`);
};

test.each<[string, object, string]>([
  ['a profile that is not there', { profiles: { pirate: {} } }, 'profiles.pirate: no profile "pirate"'],
  [
    'buttons in a language that the interface lacks',
    { interface: 'tlh' },
    'interface: the interface has no words in "tlh"',
  ],
  [
    'a translation into a language that the survey lacks',
    { translations: { eo: { reviewed: null } } },
    'translations: no language "eo"',
  ],
  [
    'two profiles of one emblem',
    { profiles: { eclaireur: { emblem: 'sun' }, entrepreneur: { emblem: 'sun' } } },
    'profiles.entrepreneur.emblem: the same emblem as "eclaireur"',
  ],
  [
    'words for what decides of a criterion that is not there',
    { deciding: { luck: { fr: 'selon la chance', en: 'depending on luck' } } },
    'deciding: no criterion "luck"',
  ],
  [
    'what is shared by an answer that nobody gives',
    { speakers: { 'respondent-role.king': { message: { fr: 'Moi, {profile}.', en: 'I, {profile}.' } } } },
    'speakers: no option "respondent-role.king"',
  ],
  ['a text of one language', { words: { invitation: { fr: 'Et vous ?' } } }, 'words.invitation: no text in "en"'],
  [
    'a glance at a criterion that is not there',
    { glance: { criteria: { luck: { short: { fr: 'Chance', en: 'Luck' } } } } },
    'glance.criteria.luck: no criterion "luck"',
  ],
  [
    'a glance at what a fact never is',
    { glance: { facts: { posts: { maybe: { fr: 'Peut-être', en: 'Maybe' } } } } },
    'glance.facts.posts: fact "posts" never is "maybe"',
  ],
  [
    'a total of what the criterion does not count',
    {
      glance: {
        criteria: {
          plan: { short: { fr: 'Plan', en: 'Plan' }, total: { sum: ['other-axes'], says: { one: AXES, other: AXES } } },
        },
      },
    },
    'glance.criteria.plan.total: criterion "plan" counts no fact "other-axes"',
  ],
  [
    'a message without a place for the profile',
    { words: { message: { fr: 'Voici.', en: 'Here.' } } },
    'words.message: each text holds "{profile}"',
  ],
])('%s is a fault', (_, json, fault) => {
  expect(faultsOf(json)).toEqual([fault]);
});

test.each([['M0 0"/><script>'], ['url(#a)'], ['0 0 L 1 1'], ['M0 0;alert(1)']])(
  'an emblem is path data, and %s is none',
  (path) => {
    expect(faultsOf({ profiles: { eclaireur: { emblem: [path] } } })).toHaveLength(1);
  },
);

test('a survey without the file has an emblem and a hue for each profile, all different', () => {
  const emblems = Object.values(emblemsOf(builtFile(readFixture('shared-garden')).typology?.profiles ?? [], {}));
  expect(emblems.length).toBeGreaterThan(1);
  expect(new Set(emblems.map(({ emblem }) => String(emblem))).size).toBe(emblems.length);
  expect(new Set(emblems.map(({ hue }) => hue)).size).toBe(emblems.length);
});

test('a profile without an emblem gets one that no other profile has named', () => {
  const emblems = emblemsOf(STUDY.typology?.profiles ?? [], { profiles: { systemique: { emblem: 'core' } } });
  const drawings = Object.values(emblems).map(({ emblem }) => String(emblem));
  expect(new Set(drawings).size).toBe(drawings.length);
});

test('a published revision gets its name and short texts from the presentation, and stays as it is', () => {
  const presentation = JSON.parse(readFileSync('public/surveys/numerique-territorial/presentation.json', 'utf8'));
  const file = builtFile(study.json());
  const merged = withPresentation(file, presentation);
  expect(merged.typology?.criteria.map(({ short }) => short?.fr)).toEqual([
    'Plan',
    'Élu',
    'Axes',
    'Métiers',
    'Évaluation',
    'Communication',
  ]);
  // Everything else is as written.
  const bare = (one: unknown) =>
    JSON.parse(JSON.stringify(one), (key, value) => (IS_GLANCE.has(key) ? undefined : value));
  expect(bare(merged)).toEqual(bare({ ...file, title: presentation.app.name }));
  // The file's own short text wins.
  const posts = merged.facts.find(({ id }) => id === 'posts');
  expect(posts?.kind === 'category' && posts.cases.map(({ short }) => short?.fr)).toEqual([
    'Un poste spécialisé',
    'DPD seul',
    'Pas de poste dédié',
  ]);
  expect(toSurvey(merged).typology?.reconstructed).toBe(true);
  expect([merged, withPresentation(file, { ...presentation, copy: false })].map(({ uncopied }) => uncopied)).toEqual([
    undefined,
    true,
  ]);
});

const IS_GLANCE = new Set(['short', 'total', 'reconstructed']);
