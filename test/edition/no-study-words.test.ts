import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { LocalText } from '../../src/core/survey/survey-parts.ts';
import { shippedSurveys } from '../support/shipped.ts';

/*
 * The product says nothing of one survey: its words come from the files of the survey. Read are the rooms that write what people see, comments
 * too, for what is written there is copied.
 */

const READ = [
  'src/ui',
  'src/build',
  'src/edition',
  'src/pages',
  'src/lazy',
  'src/survey-start.tsx',
  'src/early.ts',
  'src/endpoint/exports',
  'sw',
  'index.html',
  'public/icons',
];

/** Words of the 2017 study, in both languages, without « region » and « observer », which browsers use too. */
const OF_THE_STUDY =
  '2017|collectivités?|communes?|départements?|régions?|intercommunalités?|numérique|territoriale?s?|authority|authorities|' +
  'municipal(?:ity|ities)?|inter-municipal|digital|numerique-territorial|CNAM';

const { surveys } = await shippedSurveys();

/** What each shipped survey calls its own: ids and names of profiles, options of its strata, titles. */
const OWN = [...surveys.values()].flatMap(({ current, presentation }) => {
  const { typology, question, stratum = '' } = current;
  const ids = [current.id, ...(typology?.profiles.map(({ id }) => id) ?? [])];
  const texts: readonly (LocalText | undefined)[] = [
    current.title,
    typology?.title,
    presentation.app?.name,
    ...(typology?.profiles.map(({ name }) => name) ?? []),
    ...(question
      .get(stratum)
      ?.choices.filter(({ specify }) => !specify)
      .map(({ label }) => label) ?? []),
  ];
  return [...ids, ...texts.flatMap((text) => Object.values(text ?? {}))];
});

/** Words of browsers, of the language or of the product that a survey happens to use too. */
const COMMON = new Set(['Culture', 'Sport', 'Core', 'Region', 'Région', 'Environment']);

const words = [...new Set(OWN)]
  .filter((word) => !COMMON.has(word))
  .map((word) => word.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
const forbidden = new RegExp(String.raw`(?<![\p{L}\d])(?:${[OF_THE_STUDY, ...words].join('|')})(?![\p{L}\d])`, 'giu');

function filesUnder(path: string): readonly string[] {
  if (/\.\w+$/.test(path)) return [path];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(tsx?|mjs|css|html|svg)$/.test(name))
    .map((name) => join(path, name));
}

test('the words looked for are those of every shipped survey', () => {
  expect(surveys.size).toBeGreaterThan(1);
  for (const word of ['Et votre collectivité ?', 'eclaireur', 'the 2017 study', 'Ruche', 'exemple-benevolat'])
    expect(word.match(forbidden), word).not.toBeNull();
  for (const word of ['ResizeObserver', 'aria-live region', 'the question', 'authorise'])
    expect(word.match(forbidden), word).toBeNull();
});

test('the product has no word of one survey', () => {
  const files = READ.flatMap(filesUnder);
  expect(files.length).toBeGreaterThan(150);
  const found = files.flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .flatMap((line, index) => [...line.matchAll(forbidden)].map(([word]) => `${file}:${index + 1}: ${word}`)),
  );
  expect(found).toEqual([]);
});
