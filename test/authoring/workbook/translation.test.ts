import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { takeTranslation } from '../../../src/authoring/workbook/take-translation.ts';
import { exportFiles } from '../../../src/authoring/workbook/writing/export-files.ts';
import { templateWorkbook } from '../../../src/authoring/workbook/writing/template.ts';
import { openWorkbook } from '../../../src/authoring/workbook/xlsx/open-workbook.ts';
import { type SheetInput, taken, xlsxOf } from '../../support/xlsx.ts';
import { draftOf, workbookFixture } from './made-files.ts';

const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');

/** The draft of the template. */
const template = () => draftOf(taken(templateWorkbook('fr')));

function translate(files: ReadonlyMap<string, Uint8Array>, sheets: SheetInput) {
  const outcome = takeTranslation(xlsxOf(sheets), { files, lists: new Map(), id: 'my-survey' });
  if (outcome?.kind !== 'taken') throw new Error(outcome?.reason);
  return outcome;
}

test('a workbook of translations alone is matched by name, and the report lists what matches nothing', () => {
  const files = template();
  const outcome = translate(files, workbookFixture('german-texts').sheets);
  const others = outcome.report.lines.filter(({ code }) => code !== 'translation.missing');
  expect(others.map(({ sheet, cell, verdict, code }) => `${sheet}!${cell} ${verdict} ${code}`)).toEqual([
    'survey!D1 dropped translation.other-column',
    'survey!B4 dropped translation.no-row',
    'survey!C5 dropped translation.no-text',
  ]);
  const { read, carried, otherwise, dropped } = outcome.report.rows;
  expect({ read, carried, otherwise, dropped }).toEqual({ read: 6, carried: 4, otherwise: 1, dropped: 1 });
  const missing = outcome.report.lines.flatMap(({ code, says }) =>
    code === 'translation.missing' ? [plain(says.fr)] : [],
  );
  expect(missing).toContain('Il manque encore ce texte en « de » : Votre équipe');
  const survey = JSON.parse(outcome.files?.get('1.json') ?? '');
  const before = JSON.parse(new TextDecoder().decode(files.get('1.json')));
  expect(survey.languages).toEqual(['fr', 'de']);
  const marks = JSON.parse(outcome.files?.get('presentation.json') ?? '').translations;
  expect(marks).toEqual({ de: { reviewed: null } });
  const [first] = survey.sections[0].questions;
  expect(first.text.de).toBe('In welchem Amt arbeiten Sie?');
  expect(first.help.de).toBe('Eine Antwort.');
  expect(survey.typology.profiles.map(({ name }: { name: object }) => name)).toEqual([
    { fr: 'Ensemble', de: 'Zusammen' },
    { fr: 'À distance', de: 'Fern' },
    { fr: 'Chacun', de: 'Jeder' },
  ]);
  // All else is as it was.
  const withoutGerman = JSON.parse(
    JSON.stringify({ ...survey, languages: ['fr'] }, (key, value) => (key === 'de' ? undefined : value)),
  );
  expect(withoutGerman).toEqual(before);
});

test('a complete translation makes a survey without a fault, whatever the order of its rows', () => {
  const names = ['1.json', 'notice.json', 'presentation.json', 'results.json'];
  const shipped = new Map(names.map((name) => [name, readFileSync(`public/surveys/quel-usager/${name}`)]));
  const bytes = exportFiles(shipped) ?? new Uint8Array();
  const opened = openWorkbook(bytes);
  if (opened.kind === 'refused') throw new Error(opened.reason);
  // Every English text changed, with its rows from the last to the first, and without any other column.
  const sheets = Object.fromEntries(
    opened.workbook.sheets.flatMap(({ name, rows: [head, ...rows] }) => {
      if (!['survey', 'choices', 'barometre', 'notice'].includes(name)) return [];
      const kept = (head?.cells ?? []).flatMap((cell, place) =>
        /^(name|list_name|key)$|\(en\)/.test(cell?.text ?? '') ? [{ place, head: cell?.text ?? '' }] : [],
      );
      const cells = rows.toReversed().map((row) =>
        kept.map(({ place, head: written }) => {
          const text = row.cells[place]?.text;
          return text !== undefined && written.includes('(en)') ? `${text} (new) ` : text;
        }),
      );
      return [[name, [kept.map(({ head: written }) => written), ...cells]]];
    }),
  );
  const outcome = translate(shipped, sheets);
  expect(outcome.report.lines).toEqual([]);
  expect(outcome.report.rows.carried).toBe(outcome.report.rows.read);
  const survey = JSON.parse(outcome.files?.get('1.json') ?? '');
  expect(survey.sections[0].questions[0].text.en).toMatch(/ \(new\)$/);
  expect(survey.sections[0].questions[0].options[0].label.en).toBe('I do it online (new)');
  expect(survey.sections[0].questions[0].text.fr).not.toMatch(/new/);
});

test('a translation without names, or without a language, changes nothing', () => {
  const files = template();
  const outcome = translate(files, {
    survey: [
      ['name', 'label'],
      ['sector', 'Welches Amt?'],
    ],
    choices: [
      ['name', 'label::Deutsch (de)'],
      ['yes', 'Ja'],
    ],
  });
  expect(outcome.files).toBeUndefined();
  expect(outcome.report.lines.map(({ sheet, cell, code }) => `${sheet}!${cell} ${code}`)).toEqual([
    'survey!A1 translation.no-language',
    'survey!A2 row.unread',
    'choices!A1 translation.no-name',
    'choices!A2 row.unread',
  ]);
});

test('translations in the sheet “more” are reported when missing, and taken when given', () => {
  const files = template();
  const survey = JSON.parse(new TextDecoder().decode(files.get('1.json')));
  survey.warnings = [
    { id: 'rare', question: 'days', when: { item: 'days', atLeast: 5 }, message: { fr: 'Cinq jours ?' } },
  ];
  files.set('1.json', new TextEncoder().encode(JSON.stringify(survey)));
  const translated = (value?: object[]) =>
    translate(files, {
      survey: [
        ['name', 'label::Deutsch (de)'],
        ['days', 'Wie viele Tage?'],
      ],
      ...(value && {
        more: [
          ['file', 'JSON path', 'value'],
          ['survey', 'warnings', JSON.stringify(value)],
        ],
      }),
    });
  const missing = translated().report.lines.filter(({ code }) => code === 'translation.more');
  expect(missing.map(({ sheet, text }) => [sheet, text])).toEqual([['more', 'Cinq jours ?']]);
  // A translation changes texts alone.
  const given = [{ id: 'other', when: {}, message: { fr: 'Autre chose', de: 'Fünf Tage?' } }];
  const outcome = translated(given);
  expect(outcome.report.lines.filter(({ code }) => code === 'translation.more')).toEqual([]);
  expect(JSON.parse(outcome.files?.get('1.json') ?? '').warnings).toEqual([
    { ...survey.warnings[0], message: { fr: 'Cinq jours ?', de: 'Fünf Tage?' } },
  ]);
});
