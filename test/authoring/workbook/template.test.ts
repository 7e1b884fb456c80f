import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { templateWorkbook } from '../../../src/authoring/workbook/writing/template.ts';
import { surveyOf, taken } from '../../support/xlsx.ts';
import { questionsOf } from './made-files.ts';

test.each(['fr', 'en'] as const)('the template in %s is a survey that works, with a line of each kind', (language) => {
  const outcome = taken(templateWorkbook(language));
  const { rows, lines } = outcome.report;
  expect(rows.carried).toBe(rows.read);
  expect(lines.filter(({ code }) => code !== 'sentences.several')).toEqual([]);
  const survey = surveyOf(outcome);
  expect(survey.languages).toEqual([language]);
  const questions = questionsOf(outcome);
  expect(questions.map(({ kind }) => kind)).toEqual(['single', 'number', 'multiple', 'single', 'matrix', 'text']);
  for (const key of ['showIf', 'order', 'prefill'] as const) expect(questions.some((one) => one[key])).toBe(true);
  expect(survey.typology.profiles).toHaveLength(3);
  expect([...(outcome.files?.keys() ?? [])].sort()).toEqual(['1.json', 'notice.json', 'presentation.json']);
});

test('its cells offer lists to choose from, and no cell is a formula', () => {
  const parts = unzipSync(templateWorkbook('fr'));
  const sheets = Object.keys(parts).filter((path) => path.startsWith('xl/worksheets/'));
  const xml = sheets.map((path) => new TextDecoder().decode(parts[path]));
  expect(xml.join('').match(/<dataValidation /g)).toHaveLength(7);
  expect(xml.join('')).not.toContain('<f>');
  const bookOf = (bytes: Uint8Array) => new TextDecoder().decode(unzipSync(bytes)['xl/workbook.xml']);
  expect(bookOf(templateWorkbook('fr'))).toContain('name="Lisez-moi"');
  expect(bookOf(templateWorkbook('en'))).toMatch(/name="Read me"/);
});

test('columns beyond the table are formatted as text, so that 1-2 does not become a date, and headings use the font of cells', () => {
  const parts = unzipSync(templateWorkbook('en'));
  const textOf = (path: string) => new TextDecoder().decode(parts[path]);
  const profiles = textOf('xl/worksheets/sheet7.xml');
  expect(profiles).toContain('<t xml:space="preserve">criterion</t>');
  expect(profiles).toMatch(/<col min="6" max="6" width="\d+" style="1"/);
  const fonts = [...textOf('xl/styles.xml').matchAll(/<font>(.*?)<\/font>/g)].map(([, font]) => font);
  expect(fonts).toHaveLength(2);
  for (const font of fonts) expect(font).toContain('<name val="Calibri"/>');
});
