import canonicalize from 'canonicalize';
import { describe, expect, test } from 'vitest';
import { writeWorkbook } from '../../../src/authoring/workbook/writing/write-workbook.ts';
import { QUIZ_SHEETS, quizFile } from '../../support/quiz.ts';
import { linesOf, type SheetsGiven, surveyOf, taken, xlsxOf } from '../../support/xlsx.ts';

const TABLE: SheetsGiven = {
  survey: [
    ['type', 'name', 'label::Français (fr)', 'label::English (en)'],
    ['select_one who', 'decisions', 'Qui décide ?', 'Who decides?'],
    ['select_multiple tools', 'tools', 'Quels outils ?', 'Which tools?'],
  ],
  choices: [
    ['list_name', 'name', 'label::Français (fr)', 'label::English (en)'],
    ['who', 'board', 'Le bureau', 'The board'],
    ['who', 'each', 'Chacun', 'Each'],
    ['who', 'et', 'Des équipes', 'Teams'],
    ['tools', 'mail', 'Le courriel', 'E-mail'],
    ['tools', 'chat', 'La messagerie', 'Chat'],
  ],
  settings: [
    ['form_title', 'form_id'],
    ['Titre', 'decider'],
  ],
  barometre: [
    ['key', 'value::Français (fr)', 'value::English (en)'],
    ['title', 'Décider', 'Deciding'],
  ],
  profiles: [
    ['criterion', 'title::Français (fr)', 'title::English (en)', 'noyau', 'archipel'],
    ['(name::fr)', undefined, undefined, 'Noyau', 'Archipel'],
    ['(name::English (en))', undefined, undefined, 'Core', 'Archipelago'],
    ['decisions', 'Décider', 'Deciding', 'board', "each ou 'et'"],
    ['tools', 'Échanger', 'Exchanging', undefined, 'exactement mail + La messagerie'],
  ],
};

describe('a decision table', () => {
  test('of criteria named like questions needs no facts: they and their sentences are made', () => {
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
      says: { fr: 'Décider : Le bureau', en: 'Deciding: The board' },
      ifChanged: { fr: 'Si « Décider » était « Le bureau »', en: 'If “Deciding” were “The board”' },
    });
    const [noyau, archipel] = typology.profiles;
    expect(noyau.requires).toEqual({
      decisions: {
        when: { fact: 'decisions', is: 'board' },
        says: { fr: 'Décider : Le bureau', en: 'Deciding: The board' },
      },
    });
    expect(archipel.requires.decisions.when).toEqual({
      any: [
        { fact: 'decisions', is: 'each' },
        { fact: 'decisions', is: 'et' },
      ],
    });
    expect(archipel.requires.tools.when).toEqual({ fact: 'tools', equals: ['mail', 'chat'] });
    expect(archipel.name).toEqual({ fr: 'Archipel', en: 'Archipelago' });
    expect(outcome.report.lines.filter(({ code }) => code === 'sentences.made')).toHaveLength(2);
  });

  test.each([
    ['bord', 'cell.value'],
    ['board and', 'cell.grammar'],
    ['shared ≥ 2', 'cell.fact'],
    ['decisions ≥ 2', 'cell.not-count'],
    ['board, et each', 'cell.grammar'],
    ['@board', 'cell.grammar'],
  ])('a cell %j is faulty: %s', (cell, code) => {
    const rows = (TABLE.profiles ?? []).map((row) =>
      row[0] === 'decisions' ? [...row.slice(0, 3), cell, 'each'] : row,
    );
    expect(linesOf(taken(xlsxOf({ ...TABLE, profiles: rows })))).toContain(`profiles!D4 faulty ${code}`);
  });

  test('a day in a cell is a fault that names it', () => {
    const rows = (TABLE.profiles ?? []).map((row) =>
      row[0] === 'decisions' ? [...row.slice(0, 3), { day: 45_658 }, 'each'] : row,
    );
    expect(linesOf(taken(xlsxOf({ ...TABLE, profiles: rows })))).toContain('profiles!D4 faulty cell.date');
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

  test.each<[string, SheetsGiven, string]>([
    [
      'a weight out of bounds',
      {
        weights: [
          ['question', 'option', 'connecte', 'guichet', 'relais'],
          ['often', 'daily', 4],
        ],
      },
      'weights!C2 faulty weight.wrong',
    ],
    [
      'a weight that became a day',
      {
        weights: [
          ['question', 'option', 'connecte', 'guichet', 'relais'],
          ['often', 'daily', { day: 2 }],
        ],
      },
      'weights!C2 faulty weight.wrong',
    ],
    [
      'a question that is not there',
      {
        weights: [
          ['question', 'option', 'connecte', 'guichet', 'relais'],
          ['x', 'daily', 1],
        ],
      },
      'weights!A2 faulty condition.unknown',
    ],
    [
      'criteria beside weights',
      { profiles: [...QUIZ_SHEETS.profiles, ['how', 'online', 'desk', 'phone']] },
      'profiles!A1 faulty weights.criteria',
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

test('(rule) is the exact sentence and (said) the one to be said, where both are written', () => {
  const sheets = {
    survey: [
      ['type', 'name', 'label'],
      ['select_one yn', 'car', 'Une voiture ?'],
      ['select_one yn', 'bike', 'Un vélo ?'],
    ],
    choices: [
      ['list_name', 'name', 'label'],
      ['yn', 'yes', 'Oui'],
      ['yn', 'no', 'Non'],
    ],
    profiles: [
      ['criterion', 'pieton', 'cycliste'],
      ['(said)', 'Je marche.', undefined],
      ['(rule)', 'Sans voiture ni vélo.', 'Avec un vélo.'],
      ['car', 'no', undefined],
      ['bike', 'no', 'yes'],
    ],
  };
  const outcome = taken(xlsxOf(sheets));
  const { profiles } = surveyOf(outcome).typology;
  expect(profiles.map(({ sentence }: { sentence: object }) => sentence)).toEqual([
    { fr: 'Sans voiture ni vélo.' },
    { fr: 'Avec un vélo.' },
  ]);
  expect(JSON.parse(outcome.files?.get('presentation.json') ?? '')).toEqual({
    aloud: { profiles: { pieton: [{ says: { fr: 'Je marche.' }, needs: ['car', 'bike'] }] } },
  });
});
