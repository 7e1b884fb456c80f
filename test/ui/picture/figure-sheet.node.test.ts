import * as v from 'valibot';
import { expect, test } from 'vitest';
import { resultsFileSchema } from '../../../src/core/results/results-file.ts';
import { layFigure } from '../../../src/ui/picture/figure-layout.ts';
import { figureSheetOf } from '../../../src/ui/picture/figure-sheet.ts';
import { type FigureInput, figureOf } from '../../../src/ui/results/figure.ts';
import { ADDRESS, outlineOf } from '../../../src/ui/results/outline.ts';
import { titleOf } from '../../../src/ui/results/titles.ts';
import { publicationOfPeople } from '../../support/season.ts';
import { readPublic, study } from '../../support/surveys.ts';
import { frenchResults as words } from '../shown-words.ts';

const { survey } = study;
const file = v.parse(resultsFileSchema, readPublic('numerique-territorial/results.json'));
const people = { commune: 420, departement: 102, region: 4, intercommunalite: 230 };
const input: FigureInput = { survey, file, words, results: publicationOfPeople(survey, people, { file }) };
const measure = (text: string, size: number) => text.length * size * 0.5;

function sheetAt(address: string, results = input.results) {
  const block = outlineOf(survey, file)
    .flatMap(({ blocks }) => blocks)
    .find((one) => one.address === address);
  const shown = { ...input, results };
  const figure = block && figureOf(block, shown);
  if (!block || !figure) throw new Error(`no figure at ${address}`);
  const title = titleOf(block, words);
  return figureSheetOf({
    title,
    figure,
    input: shown,
    of: 'respondents',
    caption: 'En % environ',
    address: `host/#/results/${address}`,
  });
}

test('the picture of a figure says its title, source, size, day, phase, method and address', () => {
  const sheet = sheetAt('digital-plan');
  expect(sheet.title).toBe(words.of(survey.question.get('digital-plan')?.text ?? {}));
  const notes = sheet.notes.join(' ');
  expect(notes).toContain(words.of(survey.title));
  expect(notes).toMatch(/Environ \d+ réponses au 12\u00a0mai 2026/);
  expect(notes).toMatch(/Aperçu\s: enquête/);
  expect(notes).toContain('protéger les personnes');
  expect(notes).toContain('host/#/results/digital-plan');
});

test('the picture of few responses has the range of each share: in one line under a cut bar, else under the share', () => {
  const few = publicationOfPeople(survey, { commune: 70, departement: 0, region: 0, intercommunalite: 0 }, { file });
  const [communes] = sheetAt('digital-plan', few).lines.filter(({ name }) => name === 'Commune');
  expect(communes?.ranges.split(' · ')).toHaveLength(communes?.parts.length ?? 0);
  expect(communes?.ranges).toMatch(/^\d+ à \d+\s% · /);
  for (const { beside, ranges } of sheetAt('main-domains', few).lines)
    expect([beside, ranges]).toContainEqual(expect.stringMatching(/\d+ à \d+|au plus|Imprécis/i));
  const sheet = sheetAt('main-domains', few);
  const texts = layFigure(sheet, measure).marks.flatMap((mark) => (mark.kind === 'text' ? [mark.text] : []));
  for (const { ranges } of sheet.lines) expect(texts.join(' ')).toContain(ranges);
});

test('a group that is not published has its name and no bar', () => {
  const region = sheetAt('digital-plan').lines.find(({ name }) => name === 'Région');
  expect(region).toEqual({ name: 'Région', beside: 'pas montré', ranges: '', parts: [] });
});

test.each(['digital-plan', 'development-axes', 'main-domains', 'initial-budget-investment', ADDRESS.profiles])(
  'everything of %s is within the picture, and no line is on another',
  (address) => {
    const { width, height, marks } = layFigure(sheetAt(address), measure);
    expect(marks.length).toBeGreaterThan(10);
    for (const mark of marks) {
      const right = mark.x + (mark.kind === 'text' ? measure(mark.text, mark.size) : 'width' in mark ? mark.width : 0);
      expect(mark.x).toBeGreaterThanOrEqual(0);
      expect(right).toBeLessThanOrEqual(width);
      expect(mark.y).toBeLessThanOrEqual(height);
    }
    const left = marks.flatMap((mark) => (mark.kind === 'text' && mark.x === 56 ? [mark] : []));
    for (const [at, line] of left.slice(1).entries())
      expect(line.y - line.size).toBeGreaterThan((left[at]?.y ?? 0) - line.size * 0.2);
  },
);
