import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { limeCondition } from '../../../src/authoring/workbook/importers/lime-expression.ts';
import { takeWorkbook } from '../../../src/authoring/workbook/take-workbook.ts';
import CONDITIONS from '../../fixtures/workbooks/limesurvey-conditions.json' with { type: 'json' };
import LIME_REPORT from '../../fixtures/workbooks/limesurvey-report.json' with { type: 'json' };
import { linesOf, surveyOf, taken } from '../../support/xlsx.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

const TEXTS = 'test/authoring/workbook/texts';
const PASTED = readFileSync(`${TEXTS}/teleworking.txt`, 'utf8');
const IN_SPANISH = readFileSync(`${TEXTS}/market.txt`, 'utf8');

describe('a pasted text', () => {
  test('in Spanish is read in Spanish, with its conditions, bounds and mandatory questions', () => {
    const outcome = taken(bytes(IN_SPANISH));
    const { languages, sections } = surveyOf(outcome);
    expect(languages).toEqual(['es']);
    const choice = { kind: 'multiple', max: 3, showIf: { item: 'q1', is: 'si' } };
    expect(sections[0].questions).toMatchObject([
      { required: true, options: [{ id: 'si' }, { id: 'unknown' }] },
      { ...choice, text: { es: '¿Cuáles compra?' }, options: [{}, {}, { label: { es: 'Otro' }, specify: true }] },
      { kind: 'number', min: 0, max: 10, text: { es: '¿Qué nota le da? (por favor)' } },
    ]);
    expect(linesOf(outcome).map((line) => line.replace(/.*!/, ''))).toEqual([
      'A3 otherwise group.made',
      'A7 otherwise text.asked-if',
      'A10 otherwise text.specify',
      'A12 to-decide text.bracket',
    ]);
  });

  const outcome = taken(bytes(PASTED), { id: 'teletravail' });

  test('becomes a draft: numbered lines are questions, dashes are options, single lines are sections', () => {
    const { title, sections } = surveyOf(taken(bytes(PASTED.replace(/ \(si .*\)/, ''))));
    expect(title).toEqual({ fr: 'Le télétravail à la mairie' });
    type Made = { readonly id: string; readonly kind: string; readonly options?: readonly { readonly id: string }[] };
    const found = sections.map(({ title, questions }: { title: { fr: string }; questions: readonly Made[] }) => [
      title.fr,
      questions.map(({ id, kind, options = [] }) =>
        [id, kind, options.map((one) => one.id).join(' ')].join(' ').trim(),
      ),
    ]);
    expect(found).toEqual([
      ['Questions', ['q1 single accueil services-techniques autre', 'q2 number']],
      [
        'Vos outils',
        ['q3 multiple messagerie visioconference unknown', 'q4 single messagerie messagerie-2', 'q5 text'],
      ],
    ]);
    const [first, number] = sections[0].questions;
    expect(first).toMatchObject({ required: true, text: { fr: 'Dans quel service travaillez-vous ?' } });
    expect(first.options[2]).toEqual({ id: 'autre', label: { fr: 'Autre' }, specify: true });
    expect(number).toMatchObject({ min: 0, max: 1_000_000, decimals: 0 });
    expect(sections[1].questions[0]).toMatchObject({
      max: 2,
    });
  });

  test('is reported on by line, and every line that is not empty is counted', () => {
    expect(linesOf(outcome)).toEqual([
      'texte!A3 otherwise group.made',
      'texte!A6 otherwise text.specify',
      'texte!A8 otherwise number.bounds',
      'texte!A13 to-decide text.line',
      'texte!A17 dropped text.polite',
      'texte!A18 to-decide text.condition',
    ]);
    const written = PASTED.split('\n').filter((line) => line.trim() !== '').length;
    expect(outcome.report.rows).toEqual({
      read: written,
      carried: 11,
      otherwise: 3,
      dropped: 1,
      toDecide: 2,
      faulty: 0,
    });
    expect(outcome.decisions).toEqual(['texte!A13', 'texte!A18']);
    expect(outcome.undecided).toEqual(outcome.decisions);
  });

  test('uses a line that it does not understand as the author decides', () => {
    const decided = taken(bytes(PASTED), { accepted: ['texte!A13=help', 'texte!A18'] });
    expect(surveyOf(decided).sections[1].questions[0]).toMatchObject({
      help: { fr: 'Ceux que vous utilisez au moins une fois par semaine.' },
    });
    expect(linesOf(decided).slice(3)).toEqual([
      'texte!A13 otherwise text.chosen',
      'texte!A17 dropped text.polite',
      'texte!A18 dropped text.left',
    ]);
    expect(decided.report.rows).toEqual({ read: 17, carried: 11, otherwise: 5, dropped: 1, toDecide: 0, faulty: 0 });
    expect(decided.undecided).toEqual([]);
    const [asked] = decided.report.lines.filter(({ cell }) => cell === 'A13');
    expect(asked?.choices?.map(({ id, says }) => [id, says.en])).toEqual([
      ['help', 'Help of the question'],
      ['drop', 'Leave out'],
    ]);
    expect(taken(bytes(PASTED), { accepted: ['texte!A13=other'] }).undecided).toContain('texte!A13');
  });

  test.each([
    ['without a numbered question', 'Bonjour,\nvoici mon questionnaire.', 'other-format'],
    ['that is empty', '', 'other-format'],
    ['with a null byte', '1. Une question ?\u0000', 'other-format'],
  ])('%s is refused', (_, text, reason) => {
    expect(() => taken(bytes(text))).toThrow(reason);
  });

  test('in the western encoding of older editors is read as it looks', () => {
    const { sections } = surveyOf(
      taken(Uint8Array.from(Buffer.from('1. \xc0 quel \xe2ge ?\r\n- T\xf4t\r\n- Tard', 'latin1'))),
    );
    expect(sections[0].questions[0].text).toEqual({ fr: 'À quel âge ?' });
  });

  test('gets its language from its most frequent words, and its report mentions no sheet', () => {
    const english = taken(bytes('How do you come?\n1. Do you come by bike?\n- Yes\n- No'));
    expect(surveyOf(english).languages).toEqual(['en']);
    expect(surveyOf(taken(bytes('1. Venez-vous à vélo ?\n- Oui\n- Non'))).languages).toEqual(['fr']);
    expect(english.report.lines.map(({ code }) => code)).toEqual(['minutes.counted', 'group.made']);
  });

  test('reads the bounds of a number after the question', () => {
    const bounded = taken(bytes('1. How many days? (from 0 to 5)\n2. Votre âge ? (entre 16 et 99)'));
    expect(surveyOf(bounded).sections[0].questions).toMatchObject([
      { kind: 'number', min: 0, max: 5, text: { fr: 'How many days?' } },
      { kind: 'number', min: 16, max: 99 },
    ]);
  });

  test('asks about a question with one option, whose line is named', () => {
    expect(linesOf(taken(bytes('1. Oui ?\n- Oui\n2. Non ?')))).toContain('texte!A1 faulty list.short');
  });
});

type Values = Readonly<Record<string, string>>;
const COLUMNS =
  'id related_id class type/scale name relevance text help language validation mandatory encrypted other default same_default max_answers random_order exclude_all_others hidden num_value_int_only min_num_value_n max_num_value_n prefix'.split(
    ' ',
  );
const line = (values: Values) => COLUMNS.map((column) => values[column] ?? '').join('\t');
const limeLines = (rows: readonly Values[]) => bytes([COLUMNS.join('\t'), ...rows.map(line)].join('\n'));

/** As LimeSurvey writes it: with a byte order mark and CRLF. */
const LIME = `\ufeff${readFileSync('test/fixtures/workbooks/limesurvey.txt', 'utf8').replaceAll('\n', '\r\n')}`;

describe('LimeSurvey’s tab-separated export', () => {
  const outcome = taken(bytes(LIME));
  const found = linesOf(outcome).filter((line) => !/names?\.changed/.test(line));

  test('is reported on by the lines and columns of that file', () => {
    expect(found).toEqual(LIME_REPORT);
  });

  test('has each line counted once, translations too', () => {
    const { read, carried, otherwise, dropped, toDecide, faulty } = outcome.report.rows;
    expect(read).toBe(LIME.trim().split('\r\n').length - 1);
    expect(carried + otherwise + dropped + toDecide + faulty).toBe(read);
    expect([dropped, toDecide, faulty]).toEqual([4, 3, 0]);
  });

  test('makes questions in both languages, with what their conditions meant', () => {
    const survey = surveyOf(outcome);
    expect(survey.languages).toEqual(['fr', 'en']);
    expect(survey.title).toEqual({ fr: 'Nos services', en: 'Our services' });
    const [{ title, questions }] = survey.sections;
    expect(title).toEqual({ fr: 'Vous', en: 'You' });
    const [use, why, agree, age, yes] = questions;
    expect(use).toMatchObject({
      kind: 'single',
      required: true,
      text: { fr: 'Venez-vous ?', en: 'Do you come?' },
    });
    expect(use.options.at(-1)).toMatchObject({ id: 'other', specify: true });
    expect(why).toMatchObject({ kind: 'multiple', max: 2, order: 'random', showIf: { item: 'use', is: 'A1' } });
    expect(why.options.at(-1)).toMatchObject({ id: 'N0', exclusive: true });
    expect(agree).toMatchObject({
      kind: 'matrix',
      showIf: { all: [{ item: 'why', is: 'S1' }, { answered: 'use' }] },
      rows: [{ id: 'agree-r1', label: { fr: 'Rapide', en: 'Fast' } }, { id: 'agree-r2' }],
    });
    expect(age).toMatchObject({ kind: 'number', min: 0, max: 120, decimals: 0 });
    expect(yes.options.map(({ label }: { label: object }) => label)).toMatchObject([{ fr: 'Oui' }, { fr: 'Non' }]);
  });
});

test('an answer left over from another question type is dropped, and becomes no option', () => {
  const made = taken(
    limeLines([
      { class: 'G', name: 'Vous' },
      { class: 'Q', 'type/scale': 'Y', name: 'A', text: 'Oui ?' },
      { class: 'A', name: 'A1', text: 'Peut-être' },
    ]),
  );
  expect(linesOf(made)).toContain('limesurvey!A4 dropped lime.part');
  expect(made.report.rows).toMatchObject({ read: 3, dropped: 1 });
  expect(JSON.stringify(surveyOf(made))).not.toContain('Peut-être');
});

test('names of Object.prototype are neither types nor character entities of LimeSurvey', () => {
  const made = taken(
    limeLines([
      { class: 'G', name: 'Vous' },
      { class: 'Q', 'type/scale': 'Y', name: 'A', text: 'Oui&constructor;, &toString; ?' },
      { class: 'Q', 'type/scale': 'constructor', name: 'B', text: 'Non ?' },
    ]),
  );
  expect(JSON.stringify(made)).not.toContain('native code');
  expect(linesOf(made)).toContain('limesurvey!D4 dropped type.dropped');
});

// Unknown conditions stay as they are, for the report to quote.
test.each(CONDITIONS)('$written is written $expected', ({ written, expected }) => {
  const variables = new Map([
    ['A', { kind: 'question', name: 'A' }],
    ['B', { kind: 'question', name: 'B' }],
    ['M_a', { kind: 'box', question: 'M', option: 'a' }],
    ['M_b', { kind: 'box', question: 'M', option: 'b' }],
  ] as const);
  expect(limeCondition(written, variables)).toBe(expected);
});

const WORD = fc.constantFrom(
  '1.',
  '2)',
  '- Oui',
  '• Non',
  'Autre : ....',
  'Combien ?',
  '(si oui)',
  '(plusieurs réponses)',
  '# Partie',
  '',
  '\t',
  '"',
  '{A}',
  '<img src=x>',
  'constructor',
  '__proto__',
  '=1+1',
  'نص',
);

test('any lines are read or refused, never a crash, and every line that is not empty is counted once', () => {
  fc.assert(
    fc.property(fc.array(fc.array(WORD, { maxLength: 4 }), { maxLength: 30 }), (lines) => {
      const written = lines.map((words) => words.join(' '));
      const outcome = takeWorkbook(bytes(written.join('\n')), { lists: new Map(), id: 'x' });
      if (outcome.kind === 'refused') return;
      const { read, carried, otherwise, dropped, toDecide, faulty } = outcome.report.rows;
      expect(carried + otherwise + dropped + toDecide + faulty).toBe(read);
      expect(read).toBe(written.filter((line) => line.trim() !== '').length);
    }),
    { numRuns: 300 },
  );
});

test('any lines of LimeSurvey are reported on, never a crash, and every line is counted once', () => {
  const kind = fc.constantFrom('S', 'SL', 'G', 'Q', 'SQ', 'A', 'AS', 'C', '');
  const type = fc.constantFrom('L', 'M', 'F', 'N', 'T', 'Y', 'K', '1', '*', 'X', 'R', '?', '');
  const record = fc.record({
    class: kind,
    'type/scale': type,
    name: WORD,
    text: WORD,
    relevance: WORD,
    mandatory: fc.constantFrom('Y', 'S', ''),
    language: fc.constantFrom('fr', 'en', ''),
  });
  fc.assert(
    fc.property(fc.array(record, { maxLength: 25 }), (records) => {
      const plain = records.map((values) =>
        Object.fromEntries(Object.entries(values).map(([key, value]) => [key, value.replaceAll(/[\t"]/g, '')])),
      );
      const outcome = takeWorkbook(limeLines(plain), { lists: new Map(), id: 'x' });
      if (outcome.kind === 'refused') throw new Error(outcome.reason);
      const { read, carried, otherwise, dropped, toDecide, faulty } = outcome.report.rows;
      expect(carried + otherwise + dropped + toDecide + faulty).toBe(read);
      expect(read).toBe(plain.filter((one) => line(one).trim() !== '').length);
    }),
    { numRuns: 300 },
  );
});
