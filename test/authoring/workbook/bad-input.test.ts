import { readFileSync } from 'node:fs';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { takeWorkbook } from '../../../src/authoring/workbook/take-workbook.ts';
import { onlyLong } from '../../support/long.ts';
import {
  type CellInput,
  linesOf,
  type SheetInput,
  settingsOf,
  surveyOf,
  taken,
  xlsxOf,
  YES_NO,
} from '../../support/xlsx.ts';
import { workbookFixture } from './made-files.ts';

const HEAD = ['type', 'name', 'label', 'relevant', 'constraint', 'required'];
const CAR = ['select_one yn', 'car', 'Avez-vous une voiture ?'];

function form(rows: readonly (readonly CellInput[])[], more: SheetInput = {}): SheetInput {
  return {
    survey: [HEAD, ...rows],
    choices: YES_NO,
    settings: settingsOf('Titre', 'enquete'),
    ...more,
  };
}

/** The same, without what is said of the section that loose questions get. */
function lines(sheets: SheetInput, extras?: Parameters<typeof xlsxOf>[1]): readonly string[] {
  return linesOf(taken(xlsxOf(sheets, extras))).filter((line) => !line.endsWith('group.made'));
}

function refused(bytes: Uint8Array): string {
  const outcome = takeWorkbook(bytes, { lists: new Map(), id: 'enquete' });
  return outcome.kind === 'refused' ? outcome.reason : 'taken';
}

describe('a file that is no workbook of ours is refused with what to do', () => {
  const compound = (text: string) => new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, ...Buffer.from(text, 'utf16le')]);
  test.each([
    ['an old workbook', compound('Workbook'), 'old-format'],
    ['a workbook with a password', compound('EncryptedPackage'), 'password'],
    ['a text', strToU8('type,name,label'), 'other-format'],
    ['an empty file', new Uint8Array(), 'other-format'],
    [
      'a zip of something else',
      zipSync({ mimetype: strToU8('application/vnd.oasis.opendocument.spreadsheet') }),
      'other-format',
    ],
    ['a workbook that is cut short', xlsxOf(form([CAR])).slice(0, 400), 'damaged'],
    [
      'a part that is no XML',
      xlsxOf(form([CAR]), { parts: { 'xl/workbook.xml': strToU8('<workbook><sheets') } }),
      'damaged',
    ],
    ['a text of more than 5 000 lines', strToU8('1. Combien ?\n'.repeat(5_000)), 'too-many-lines'],
    ['more than 5 MB', new Uint8Array(5 * 2 ** 20 + 1), 'too-large'],
  ])('%s', (_, bytes, reason) => {
    expect(refused(bytes)).toBe(reason);
  });

  test('a zip bomb, whatever it declares', () => {
    const bomb = new Uint8Array(30 * 2 ** 20);
    const packed = xlsxOf(form([CAR]), { parts: { 'xl/sharedStrings.xml': [bomb, { level: 1 }] } });
    expect(packed.length).toBeLessThan(1_000_000);
    const declaring = (size: number) => {
      const bytes = packed.slice();
      const view = new DataView(bytes.buffer);
      for (let at = 0; at + 4 < bytes.length; at++)
        if (view.getUint32(at, true) === bomb.length) view.setUint32(at, size, true);
      return bytes;
    };
    const before = process.memoryUsage().arrayBuffers;
    expect(refused(declaring(120 * 2 ** 20))).toBe('unpacked-too-large');
    // The directory says that the part is small: no more than that is unpacked of it.
    expect(refused(declaring(1_000))).toBe('damaged');
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20 * 2 ** 20);
  });
});

// As many as a sheet has.
test.each([100_000, ...onlyLong([1_048_570])])('%i empty rows below the table change nothing', (rows) => {
  expect(lines(form([CAR]), { emptyRows: rows - 3 })).toEqual([]);
});

test('macros are dropped, and the report says so', () => {
  const sheets = form([CAR]);
  expect(lines(sheets, { parts: { 'xl/vbaProject.bin': strToU8('Sub Auto_Open()') } })).toEqual([
    'survey!A1 dropped book.macros',
  ]);
});

const why = (relevant: string) => ['text', 'why', 'Pourquoi ?', relevant];

/** One form each, with the lines of its report: its rows of questions, the sheets that are not those of `form`, or all of its sheets. */
interface FaultyForm {
  readonly name: string;
  readonly rows?: SheetInput[string];
  readonly more?: SheetInput;
  readonly sheets?: SheetInput;
  readonly merged?: Readonly<Record<string, readonly string[]>>;
  readonly report: readonly string[];
}

const FAULTY: readonly FaultyForm[] = JSON.parse(readFileSync('test/fixtures/workbooks/faulty-forms.json', 'utf8'));
test.each(FAULTY)('$name', ({ rows = [CAR], more, sheets = form(rows, more), merged = {}, report }) => {
  expect(lines(sheets, { merged })).toEqual(report);
});

test.each([
  ['${l’auto} <> ‘no’', { not: { item: 'l-auto', is: 'no' } }],
  ["${l’auto} = 'yes' ou ${l’auto} = 'no'", { item: 'l-auto', in: ['yes', 'no'] }],
])('a condition is read as a French author writes it: %s', (written, showIf) => {
  const rows = form([['select_one yn', 'l’auto', 'Une auto ?'], why(written)]);
  expect(surveyOf(taken(xlsxOf(rows))).sections[0].questions[1].showIf).toEqual(showIf);
});

test('the report names the markup and placeholders of other programs in a text, and nothing else', () => {
  const texts = ['<b>Pourquoi</b> ?', 'Et toi, {TOKEN:FIRSTNAME} ?', 'Une note < 5 & > 2, {a} ou **b ?'];
  const rows = texts.map((text, index) => ['text', `t${index}`, text]);
  const { lines: said } = taken(xlsxOf(form([CAR, ...rows]))).report;
  expect(said.filter(({ code }) => code.startsWith('text.')).map(({ cell, code, text }) => [cell, code, text])).toEqual(
    [
      ['C3', 'text.markup', '<b>'],
      ['C4', 'text.piping', '{TOKEN:FIRSTNAME}'],
    ],
  );
});

test('questions after the start of a group that never ends belong to it', () => {
  const rows = form([['begin_group', 'g', 'Groupe'], CAR]);
  expect(taken(xlsxOf(rows)).report.lines.map(({ code }) => code)).not.toContain('group.made');
});

test('a condition with typographic quotes is read like one with straight quotes', () => {
  const { sections } = surveyOf(taken(xlsxOf(form([CAR, why('${car} = “yes”')]))));
  expect(sections[0].questions[1].showIf).toEqual({ item: 'car', is: 'yes' });
});

test('the section made for questions outside groups begins at the first of them, not at a repeated group before it', () => {
  const rows = form([['begin_repeat', 'r', 'Vos enfants'], ['text', 'a', 'Prénom ?'], ['end_repeat'], CAR]);
  expect(linesOf(taken(xlsxOf(rows)))).toContain('survey!A5 otherwise group.made');
});

test('codes like 01 stay as they are', () => {
  const choices = [
    ['list_name', 'name', 'label'],
    ['yn', '01', 'Un'],
    ['yn', '02', 'Deux'],
    ['yn', 3, 'Trois'],
  ];
  const { sections } = surveyOf(taken(xlsxOf(form([CAR], { choices }))));
  expect(sections[0].questions[0].options.map(({ id }: { id: string }) => id)).toEqual(['01', '02', '3']);
});

test('rows of questions beyond five thousand are not read, and the report says so', () => {
  const many = Array.from({ length: 5_002 }, (_, index) => ['select_one yn', `q${index}`, `Question ${index} ?`]);
  expect(lines(form(many))).toEqual(['survey!A5002 faulty sheet.too-long']);
});

test('ten thousand choices are read, and the report names the first that is not', () => {
  const many = Array.from({ length: 10_001 }, (_, index) => ['yn', `o${index}`, `Option ${index}`]);
  const found = lines(form([CAR], { choices: [['list_name', 'name', 'label'], ...many] }));
  expect(found).toEqual(['choices!A10002 faulty sheet.too-long']);
});

test('text from right to left stays as it is', () => {
  const { sheets } = workbookFixture('right-to-left');
  const survey = surveyOf(taken(xlsxOf(sheets)));
  expect(survey.languages).toEqual(['ar']);
  expect(survey.sections[0].questions[0].text).toEqual({ ar: 'هل لديك سيارة؟' });
});

test('a text that is missing in one of two languages is reported with its cell and language', () => {
  const sheets: SheetInput = {
    survey: [
      ['type', 'name', 'label::Français (fr)', 'label::English (en)'],
      ['select_one yn', 'car', 'Une voiture ?'],
    ],
    choices: [
      ['list_name', 'name', 'label::Français (fr)', 'label::English (en)'],
      ['yn', 'yes', 'Oui', 'Yes'],
      ['yn', 'no', 'Non', 'No'],
    ],
  };
  const outcome = taken(xlsxOf(sheets));
  const line = outcome.report.lines.find(({ code }) => code === 'text.missing');
  expect([line?.sheet, line?.cell, line?.says.fr]).toEqual([
    'survey',
    'D2',
    'Il manque ce texte en «\u00a0en\u00a0»\u202f: Une voiture ? Il vous attend dans la page du brouillon.',
  ]);
  // Its author writes it in the desk: what is not publishable yet is a draft all the same.
  const model = expect.stringMatching(/^MODÈLE\s: Une voiture/);
  expect(surveyOf(outcome).sections[0].questions[0].text).toEqual({ fr: 'Une voiture ?', en: model });
});

test('a language with few texts is one decision for the author, and the survey leaves it out', () => {
  const labels = ['label::Français (fr)', 'label::English (en)'];
  const choices = [['list_name', 'name', ...labels], ...YES_NO.slice(1)];
  const survey = [
    ['type', 'name', ...labels],
    [...CAR, 'A car?'],
    ['text', 'why', 'Pourquoi ?'],
  ];
  const outcome = taken(xlsxOf(form([], { survey, choices })));
  expect(linesOf(outcome).filter((line) => !line.endsWith('group.made'))).toEqual(['survey!D1 to-decide language.few']);
  expect([outcome.decisions, surveyOf(outcome).languages]).toEqual([['survey!D1'], ['fr']]);
  expect(surveyOf(outcome).sections[0].questions[0].text).toEqual({ fr: CAR[2] });
});

test('a notice without a required text is reported with the row to add', () => {
  const notice = [
    ['key', 'value'],
    ['controller', 'La fédération'],
  ];
  const { report } = taken(xlsxOf(form([CAR], { notice })));
  const reasons = report.lines
    .filter(({ verdict }) => verdict === 'faulty')
    .map(({ says }) => says.en.split(':', 2).join(':'));
  expect(reasons).toContain('notice: contact');
});

test('a profile that no answers reach is reported at its column', () => {
  const sheets = form([CAR, ['select_one yn', 'bike', 'Un vélo ?']], {
    profiles: [
      ['criterion', 'pieton', 'deux'],
      ['car', 'no', 'yes'],
      ['bike', 'no and yes', 'yes'],
    ],
  });
  const { report } = taken(xlsxOf(sheets));
  expect(
    report.lines
      .filter(({ verdict }) => verdict === 'faulty')
      .map(({ sheet, cell, says }) => `${sheet}!${cell} ${says.en}`),
  ).toEqual(['profiles!B1 Profile “pieton”: no answers can reach this profile exactly.']);
});

test('reading the same file twice gives the same result', () => {
  const bytes = xlsxOf(form([CAR, why('pulldata(1)'), ['note', 'n', 'Fin']]));
  expect(taken(bytes)).toEqual(taken(bytes));
});
