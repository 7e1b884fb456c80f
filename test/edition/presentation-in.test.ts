import { expect, test } from 'vitest';
import { EMBLEM_SHAPES } from '../../src/core/survey/presentation.ts';
import { presentationIn } from '../../src/edition/presentation-in.ts';
import { drawEmblems } from '../../src/ui/emblems/emblem-shapes.ts';
import { builtFile, study } from '../support/surveys.ts';

const STUDY = builtFile(study.json());

test('no two shipped emblems are alike, and each is path data', () => {
  const marks = EMBLEM_SHAPES.map((emblem) => [emblem, { emblem, hue: 0 }] as const);
  const drawings = Object.values(drawEmblems(Object.fromEntries(marks)));
  expect(new Set(drawings.map(({ paths }) => paths.join())).size).toBe(EMBLEM_SHAPES.length);
  for (const path of drawings.flatMap(({ paths }) => paths)) expect(path).toMatch(/^M[A-Za-z\d ,.-]*$/);
});

test('a phone gets one language of it, and the emblems of removed profiles', () => {
  const written = { words: { invitation: { fr: 'Et vous ?', en: 'And you?' } } };
  const shown = presentationIn('en', written, STUDY, [{ id: 'ancien' }, { id: 'eclaireur' }]);
  expect(shown.words).toEqual({ invitation: 'And you?' });
  expect(Object.keys(shown.emblems)).toEqual([...(STUDY.typology?.profiles ?? []).map(({ id }) => id), 'ancien']);
});
