import canonicalize from 'canonicalize';
import { describe, expect, test } from 'vitest';
import { writeWorkbook } from '../../../src/authoring/workbook/writing/write-workbook.ts';
import { openWorkbook } from '../../../src/authoring/workbook/xlsx/open-workbook.ts';
import { allOf, anyOf } from '../../core/all-of.ts';
import BOUNDS from '../../fixtures/workbooks/bounds.json' with { type: 'json' };
import { QUIZ_SHEETS, quizFile } from '../../support/quiz.ts';
import { type CellInput, linesOf, type SheetInput, surveyOf, taken, xlsxOf } from '../../support/xlsx.ts';
import { exported, workbookFixture } from './made-files.ts';

const { sheets: TABLE } = workbookFixture('decision-table');

describe('a decision table', () => {
  test('in a language without sentence templates has punctuation, placeholders to translate, and the title of the survey', () => {
    const swahili = JSON.parse(
      JSON.stringify(TABLE).replaceAll('English (en)', 'Kiswahili (sw)').replaceAll('null', '""'),
    ) as SheetInput;
    const { facts, typology } = surveyOf(taken(xlsxOf(swahili)));
    expect(facts[0].cases[0]).toMatchObject({
      says: { sw: 'Deciding: The board' },
      ifChanged: {
        sw: 'MODÈLE\u202f: Si «\u00a0Deciding\u00a0» était «\u00a0The board\u00a0»\nTEMPLATE: If “Deciding” were “The board”',
      },
    });
    expect(typology.title).toEqual({ fr: 'Décider', sw: 'Deciding' });
    expect(typology.profiles[1].sentence.sw).toBe('Deciding: Each / Deciding: Teams ; Exchanging: E-mail, Chat.');
  });

  test('whose criteria are questions needs no facts: facts and sentences are generated', () => {
    const outcome = taken(xlsxOf(TABLE));
    const { facts, typology } = surveyOf(outcome);
    expect(linesOf(outcome).filter((line) => line.startsWith('profiles'))).toEqual([]);
    expect(facts.map(({ id, kind }: { id: string; kind: string }) => `${kind} ${id}`)).toEqual([
      'category decisions',
      'set tools',
    ]);
    expect(facts[0].cases[0]).toEqual({
      id: 'board',
      when: { item: 'decisions', is: 'board' },
      says: { fr: 'Décider\u202f: Le bureau', en: 'Deciding: The board' },
      ifChanged: { fr: 'Si «\u00a0Décider\u00a0» était «\u00a0Le bureau\u00a0»', en: 'If “Deciding” were “The board”' },
    });
    const [noyau, archipel] = typology.profiles;
    expect(noyau.requires).toEqual({
      decisions: {
        when: { fact: 'decisions', is: 'board' },
        says: { fr: 'Décider\u202f: Le bureau', en: 'Deciding: The board' },
      },
    });
    expect(archipel.requires.decisions.when).toEqual(
      anyOf({ fact: 'decisions', is: 'each' }, { fact: 'decisions', is: 'et' }),
    );
    expect(archipel.requires.tools.when).toEqual({ fact: 'tools', equals: ['mail', 'chat'] });
    expect(archipel.name).toEqual({ fr: 'Archipel', en: 'Archipelago' });
    const [sentences] = outcome.report.lines.filter(({ code }) => code === 'sentences.several');
    expect(sentences?.details).toEqual(['A4 decisions', 'A5 tools']);
  });

  test('a label that contains a comma or “ou” is read as one value, and a column heading names its profile', () => {
    const outcome = taken(xlsxOf(workbookFixture('labels-with-commas').sheets));
    expect(linesOf(outcome).filter((line) => line.startsWith('profiles'))).toEqual([]);
    const [first, second] = surveyOf(outcome).typology.profiles;
    expect([first.name.fr, second.id]).toEqual(['Les prévoyants', 'les-autres']);
    expect(first.requires.how.when).toEqual({ fact: 'how', in: ['a', 'c'] });
    expect(second.requires.how.when).toEqual({ fact: 'how', is: 'b' });
    expect(outcome.report.lines.map(({ code }) => code)).not.toContain('profile.name');
  });

  test.each([
    ['bord', 'cell.value'],
    ['board and', 'cell.grammar'],
    ['shared ≥ 2', 'cell.fact'],
    ['decisions ≥ 2', 'cell.not-count'],
    ['board, et each', 'cell.grammar'],
    ['@board', 'cell.grammar'],
    [{ day: 45_658 }, 'cell.date'],
    [`${'('.repeat(21)}board${')'.repeat(21)}`, 'cell.grammar'],
  ])('a cell %j is faulty: %s', (cell, code) => {
    const rows = (TABLE.profiles ?? []).map((row) =>
      row[0] === 'decisions' ? [...row.slice(0, 3), cell, 'each'] : row,
    );
    expect(linesOf(taken(xlsxOf({ ...TABLE, profiles: rows })))).toContain(`profiles!D4 faulty ${code}`);
  });

  test('an option of a multiple choice must be chosen, whatever else was, and a number takes bounds', () => {
    const { sheets } = workbookFixture('bounds-and-options');
    const outcome = taken(xlsxOf(sheets));
    expect(outcome.report.rows.faulty).toBe(0);
    const bare = sheets.profiles?.map((row) => (row[0] === 'days' ? ['days', 'Days', 'few', '', ''] : row));
    const [fault] = taken(xlsxOf({ ...sheets, profiles: bare ?? [] })).report.lines.filter(({ cell }) => cell === 'C4');
    expect(fault?.says.en).toBe(
      '“few” is no value of this criterion: write days ≥ 1, days ≤ 1, days < 1, days > 1, days = 1.',
    );
    const { facts, typology } = surveyOf(outcome);
    expect(facts.map(({ id, kind }: { id: string; kind: string }) => `${kind} ${id}`)).toEqual([
      'flag tools-mail',
      'flag tools-chat',
      'flag tools-phone',
      'set tools',
      'flag days-at-most-1',
      'flag days-at-least-3',
    ]);
    const [near, far, mute] = typology.profiles;
    expect(near.requires.tools).toEqual({
      when: allOf({ fact: 'tools-mail', is: 'yes' }, { fact: 'tools-chat', is: 'yes' }),
      says: { en: 'Tools: Mail and Tools: Chat' },
    });
    expect(far.requires.tools.when).toEqual(
      anyOf({ fact: 'tools-phone', is: 'yes' }, { fact: 'tools-chat', is: 'yes' }),
    );
    expect(mute.requires.tools.when).toEqual({ fact: 'tools', equals: ['phone'] });
    expect(far.requires.days).toEqual({
      when: { fact: 'days-at-least-3', is: 'yes' },
      says: { en: 'Days: 3 at least' },
    });
    expect(facts[5]).toMatchObject({
      yes: { item: 'days', atLeast: 3 },
      no: { all: [{ answered: 'days' }, { not: { item: 'days', atLeast: 3 } }] },
      says: { no: { en: 'Days: fewer than 3' } },
    });
    // Written as a workbook and read again, it is the same survey.
    const again = taken(exported(outcome));
    expect(surveyOf(again)).toEqual(surveyOf(outcome));
  });

  const atLeast = (number: number, is = 'yes') => ({ fact: `q-at-least-${number}`, is });
  const atMost = (number: number, is = 'yes') => ({ fact: `q-at-most-${number}`, is });
  const exactly = (number: number) => allOf(atLeast(number), atMost(number));
  const requirementOf = (type: string, cell: string) => {
    const { sheets } = workbookFixture('bounded-number');
    const survey = [
      ['type', 'name', 'label', 'constraint'],
      [type, 'q', 'How many?', type === 'integer' ? '. >= 0 and . <= 10' : ''],
      ['select_one l', 'p', 'Which?'],
    ];
    const profiles = [
      ['criterion', 'one', 'other'],
      ['q', cell, ''],
      ['p', '', 'b'],
    ];
    const outcome = taken(xlsxOf({ ...sheets, survey, profiles }));
    const { facts, typology } = surveyOf(outcome);
    return { facts, when: typology.profiles[0].requires.q.when };
  };
  test.each(BOUNDS)('a cell “$cell” bounds a number', ({ cell, when }) => {
    expect(requirementOf('integer', cell).when).toEqual(when);
  });

  test('a number in a cell counts the chosen options of a multiple choice, without “none”', () => {
    const one = requirementOf('select_multiple l', '1 ou 2');
    expect(one.when).toEqual({ any: [exactly(1), exactly(2)] });
    expect(one.facts[0].yes).toEqual({
      all: [{ item: 'q', chosen: { atLeast: 1 } }, { not: { item: 'q', is: 'none' } }],
    });
    expect(one.facts[1].yes).toEqual({ all: [{ answered: 'q' }, { not: { item: 'q', chosen: { atLeast: 2 } } }] });
    expect(requirementOf('select_multiple l', 'less than 3 a week').when).toEqual({ fact: 'q-a', is: 'yes' });
  });

  test('a column of profiles without a heading is a fault at its cell', () => {
    const [head = [], ...rows] = TABLE.profiles ?? [];
    const outcome = taken(xlsxOf({ ...TABLE, profiles: [head.slice(0, 3), ...rows] }));
    expect(linesOf(outcome)).toEqual(
      expect.arrayContaining(['profiles!D1 faulty column.headless', 'profiles!E1 faulty column.headless']),
    );
  });
});

describe('a quiz with weights', () => {
  test('is read, written and read again', () => {
    const file = quizFile();
    expect(file.typology.affinity.weights.slice(1, 3)).toEqual([
      { item: 'often', option: 'never', points: { connecte: -1, guichet: 2 } },
      { item: 'how', option: 'online', points: { connecte: 3, relais: 1 } },
    ]);
    expect(file.typology.criteria).toEqual([]);
    const again = taken(writeWorkbook({ survey: file }, () => undefined));
    expect(canonicalize(surveyOf(again))).toBe(canonicalize(file));
  });

  const weighing = (...row: readonly CellInput[]) => ({ weights: [QUIZ_SHEETS.weights[0] ?? [], row] });
  test.each<[string, SheetInput, string]>([
    ['a weight out of bounds', weighing('often', 'daily', 4), 'weights!C2 faulty weight.wrong'],
    ['a weight that became a day', weighing('often', 'daily', { day: 2 }), 'weights!C2 faulty weight.wrong'],
    ['a question that is not there', weighing('x', 'daily', 1), 'weights!A2 faulty condition.unknown'],
    [
      'criteria beside weights',
      { profiles: [...QUIZ_SHEETS.profiles, ['how', 'online', 'desk', 'phone']] },
      'profiles!A1 faulty weights.criteria',
    ],
    [
      'a sentence to be said, beside the exact one',
      { profiles: [...QUIZ_SHEETS.profiles, ['(said)', 'I click.'], ['(rule)', 'Mostly online.']] },
      'profiles!B1 dropped profile.said',
    ],
    [
      'a profile without weights',
      {
        profiles: [
          ['criterion', 'connecte', 'guichet', 'relais', 'autre'],
          ['(name)', 'A', 'B', 'C', 'D'],
        ],
      },
      'profiles!A1 faulty weights.profile',
    ],
  ])('%s', (_, change, line) => {
    expect(linesOf(taken(xlsxOf({ ...QUIZ_SHEETS, ...change })))).toContain(line);
  });
});

test('(rule) gives the exact sentence of a profile and (said) the spoken one when both are written', () => {
  const outcome = taken(xlsxOf(workbookFixture('exact-sentences').sheets));
  const { profiles } = surveyOf(outcome).typology;
  expect(profiles.map(({ sentence }: { sentence: object }) => sentence)).toEqual([
    { fr: 'Sans voiture ni vélo.' },
    { fr: 'Avec un vélo.' },
  ]);
  expect(JSON.parse(outcome.files?.get('presentation.json') ?? '')).toEqual({
    aloud: { profiles: { pieton: [{ says: { fr: 'Je marche.' }, needs: ['car', 'bike'] }] } },
  });
});

test('a colour that one profile alone has is in the presentation', () => {
  const { sheets } = workbookFixture('exact-sentences');
  const outcome = taken(xlsxOf({ ...sheets, profiles: [...(sheets.profiles ?? []), ['(hue)', '200']] }));
  expect(JSON.parse(outcome.files?.get('presentation.json') ?? '').profiles).toEqual({ pieton: { hue: 200 } });
});

describe('the workbook of a survey without profiles', () => {
  const { profiles: _, ...bare } = TABLE;
  const first = taken(xlsxOf(bare));
  const opened = openWorkbook(exported(first));
  if (opened.kind === 'refused') throw new Error(opened.reason);
  const sheets = Object.fromEntries(
    opened.workbook.sheets.map(({ name, rows }) => [name, rows.map(({ cells }) => cells.map((cell) => cell?.text))]),
  );
  const written = (name: string) => sheets[name] ?? [];
  /** The sheet with columns more; cells by the first ones of their row. */
  const completed = (name: string, heads: readonly string[], cells: Readonly<Record<string, readonly string[]>>) =>
    written(name).map((row, index) => {
      const [key = '', option = ''] = row;
      const whole = written(name)[0]?.map((_, place) => row[place]) ?? [];
      return [...whole, ...(index === 0 ? heads : (cells[key] ?? cells[`${key} ${option}`] ?? []))];
    });
  const again = (changed: SheetInput) => taken(xlsxOf({ ...sheets, ...changed }));

  test('has a row for each question and each option, without effect until there is a profile', () => {
    expect(written('profiles').map(([criterion]) => criterion)).toEqual([
      'criterion',
      '(name::Français (fr))',
      '(name::English (en))',
      '(said::Français (fr))',
      '(said::English (en))',
      'decisions',
      'tools',
    ]);
    expect(written('weights')[1]).toEqual([
      'decisions',
      'board',
      'Qui décide ? — Le bureau',
      'Who decides? — The board',
    ]);
    const outcome = again({});
    expect(canonicalize(surveyOf(outcome))).toBe(canonicalize(surveyOf(first)));
    expect(linesOf(outcome)).toEqual([]);
    expect(outcome.report.lines.map(({ code }) => code)).toContain('profiles.prepared');
    expect(outcome.report.rows.carried).toBe(outcome.report.rows.read);
  });

  test('becomes a decision table with a column for each profile', () => {
    const profiles = completed('profiles', ['noyau', 'archipel'], { decisions: ['board', 'each'] });
    const outcome = again({ profiles });
    expect(linesOf(outcome)).toEqual([]);
    const { typology } = surveyOf(outcome);
    expect(typology.criteria.map(({ id }: { id: string }) => id)).toEqual(['decisions']);
    expect(typology.profiles[1].requires.decisions.when).toEqual({ fact: 'decisions', is: 'each' });
  });

  test('becomes a quiz with weights, whose profiles are named and described in the other sheet', () => {
    const heads = ['noyau', 'archipel'];
    const weights = completed('weights', heads, { 'decisions board': ['3', '-1'], 'decisions each': ['', '2'] });
    const names = ['(name::Français (fr))', '(name::English (en))', '(said::Français (fr))', '(said::English (en))'];
    const texts = Object.fromEntries(names.map((name) => [name, [`Le noyau ${name}`, `L’archipel ${name}`]]));
    const profiles = completed('profiles', heads, texts);
    const outcome = again({ weights, profiles });
    expect(linesOf(outcome)).toEqual([]);
    const { typology } = surveyOf(outcome);
    expect(typology.affinity.weights).toEqual([
      { item: 'decisions', option: 'board', points: { noyau: 3, archipel: -1 } },
      { item: 'decisions', option: 'each', points: { archipel: 2 } },
    ]);
  });
});
