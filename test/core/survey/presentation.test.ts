import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { presentationFaults } from '../../../src/core/check/presentation-check.ts';
import { checkJson } from '../../../src/core/survey/fault.ts';
import { emblemsOf, presentationSchema } from '../../../src/core/survey/presentation.ts';
import { toSurvey } from '../../../src/core/survey/questionnaire.ts';
import { withPresentation } from '../../../src/core/survey/with-presentation.ts';
import PRESENTATION_FAULTS from '../../fixtures/cases/presentation-faults.json' with { type: 'json' };
import { builtFile, readFixture, study } from '../../support/surveys.ts';

const STUDY = builtFile(study.json());
const faultsOf = (json: unknown) => {
  const { faults } = checkJson(json, presentationSchema, (one) => presentationFaults(one, [STUDY]));
  return faults.map(({ path, reason }) => `${path}: ${reason}`);
};

test.each(PRESENTATION_FAULTS)('$claim is a fault', ({ json, fault }) => {
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
