import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { takeWorkbook, type WorkbookResult } from '../../../src/authoring/workbook/take-workbook.ts';
import { surveyOf } from '../../support/xlsx.ts';

/*
 * Questionnaires as organisers write them. `federation` is the one that a first organiser brought; `builds` has the structure of the
 * Rust project's survey on compiler performance (rust-lang/surveys, 2025, MIT or Apache 2.0), in other words.
 */

const FOLDER = new URL('./texts/', import.meta.url);
const textOf = (name: string) => readFileSync(new URL(`${name}.txt`, FOLDER), 'utf8');
const NAMES = readdirSync(FOLDER).map((name) => name.replace('.txt', ''));

function read(text: string, accepted: readonly string[] = []): WorkbookResult {
  const outcome = takeWorkbook(new TextEncoder().encode(text), {
    ...{ lists: new Map(), id: 'enquete', language: 'fr', accepted },
  });
  if (outcome.kind === 'refused') throw new Error(outcome.reason);
  return outcome;
}

/** Every line that is not empty is counted once. */
function expectSums({ report }: WorkbookResult, text: string): void {
  const { read: all, carried, otherwise, dropped, toDecide, faulty } = report.rows;
  expect(all).toBe(text.split('\n').filter((line) => line.trim() !== '').length);
  expect(carried + otherwise + dropped + toDecide + faulty).toBe(all);
}

/** The author takes each first proposal, until nothing is asked any more. */
function decided(text: string, take = (ids: readonly string[]) => ids[0]): WorkbookResult {
  const accepted: string[] = [];
  for (let round = 0; round < 5; round++) {
    const outcome = read(text, accepted);
    if (outcome.undecided.length === 0) return outcome;
    for (const { sheet, cell, verdict, choices = [] } of outcome.report.lines)
      if (verdict === 'to-decide') accepted.push(`${sheet}!${cell}=${take(choices.map(({ id }) => id))}`);
  }
  throw new Error(`still undecided: ${read(text, accepted).undecided.join(' ')}`);
}

interface Expectation {
  readonly id: string;
  readonly kind: string;
  readonly min?: number;
  readonly max?: number;
  readonly required?: true;
  readonly showIf?: object;
  readonly scale: string;
  readonly options?: readonly { readonly specify?: true; readonly exclusive?: true }[];
  readonly rows?: readonly object[];
}

/** `q4 multiple 5 ≤3 x`: options or rows × levels; bounds; `+` specify, `x` exclusive; `?` with a condition, `*` required. */
function kindsIn(outcome: WorkbookResult): readonly string[] {
  const { sections, scales } = surveyOf(outcome);
  return sections.flatMap((section: { questions: readonly Expectation[] }) =>
    section.questions.map(({ id, kind, min, max, required, showIf, options, rows, scale }) =>
      [
        id,
        kind,
        rows ? `${rows.length}×${scales[scale].levels.length}` : options?.length,
        kind === 'number' ? `${min}…${max}` : max && `≤${max}`,
        options?.some(({ specify }) => specify) && '+',
        options?.some(({ exclusive }) => exclusive) && 'x',
        showIf && '?',
        required && '*',
      ]
        .filter(Boolean)
        .join(' '),
    ),
  );
}

const reported = ({ report }: WorkbookResult) =>
  report.lines
    .filter(({ verdict }) => verdict !== 'advice')
    .map(({ cell, verdict, code, choices }) =>
      [cell, verdict, code, ...(choices?.map(({ id }) => id) ?? [])].join(' '),
    );

describe('a text', () => {
  test.each([
    [
      'federation',
      [
        'q1 single 4 +',
        'q2 number 0…1000000',
        'q3 number 0…2000',
        'q4 multiple 5 ≤3 x',
        'q5 matrix 4×3',
        'q6 number 0…10',
        'q7 single 2',
        'q8 single 4 + ?',
        'q9 single 2',
        'q10 single 3 ?',
        'q11 single 3',
        'q12 text',
      ],
      [
        'A2 to-decide text.line why drop',
        'A10 otherwise text.specify',
        'A12 otherwise number.bounds',
        'A13 dropped text.blank',
        'A24 otherwise text.exclusive',
        'A42 otherwise text.asked-if',
        'A46 otherwise text.specify',
        'A52 otherwise text.asked-if',
        'A65 dropped text.profiles',
        'A71 to-decide text.criterion q9 q11 drop',
        'A73 dropped text.polite',
      ],
    ],
    [
      'neighbourhood',
      [
        'q1 single 3',
        'q2 number 0…1000000',
        'q3 text',
        'q4 single 2',
        'q5 multiple 5 + x ?',
        'q6 number 1…5 ?',
        'q7 matrix 3×4 ?',
        'q8 multiple 4 ≤3',
        'q9 single 2',
        'q11 number 0…1000000',
        'q12 text',
      ],
      [
        'A2 to-decide text.line why drop',
        'A11 otherwise number.bounds',
        'A13 to-decide text.date text year drop',
        'A14 dropped text.blank',
        'A17 otherwise text.skipped',
        'A25 otherwise text.exclusive',
        'A26 otherwise text.specify',
        'A37 to-decide text.rank best drop',
        'A49 otherwise text.asked-if',
        'A49 to-decide text.address drop text',
        'A50 otherwise number.bounds',
        'A51 to-decide text.line help drop',
        'A52 to-decide text.line join help drop',
        'A54 to-decide text.line help drop',
        'A55 dropped text.polite',
        'A56 to-decide text.line help drop',
      ],
    ],
    [
      'library',
      [
        'q1 single 4',
        'q2 single 2',
        'q3 number 0…1000000 ?',
        'q4 single 3 + ?',
        'q5 multiple 4 x',
        'q6 number 0…1000000 ?',
        'q7 number 0…10',
        'q8 matrix 2×3',
        'q9 single 3 ?',
        'q10 multiple 3 ≤2',
        'q11 text',
      ],
      [
        'A3 to-decide text.line why drop',
        'A5 otherwise group.made',
        'A15 otherwise text.asked-if',
        'A15 otherwise number.bounds',
        'A17 otherwise text.asked-if',
        'A20 otherwise text.specify',
        'A26 otherwise text.exclusive',
        'A28 otherwise text.asked-if',
        'A28 otherwise number.bounds',
        'A38 to-decide text.condition if-q1 drop',
        'A39 to-decide text.line options help drop',
        'A47 dropped text.polite',
      ],
    ],
    [
      'gardener',
      ['q1 single 3', 'q2 number 0…100', 'q3 multiple 4 ≤3 x', 'q4 single 2', 'q5 text ?'],
      [
        'A3 otherwise group.made',
        'A14 otherwise text.exclusive',
        'A20 otherwise text.asked-if',
        'E25 to-decide text.cell drop',
      ],
    ],
    [
      'builds',
      ['q1 single 3', 'q2 multiple 3 +', 'q3 matrix 3×3', 'q4 single 3', 'q5 text', 'q6 text'],
      [
        'A2 to-decide text.line why drop',
        'A10 to-decide text.line help drop',
        'A14 otherwise text.specify',
        'A16 to-decide text.line next drop',
        'A16 otherwise note.help',
        'A28 to-decide text.line help drop',
        'A36 to-decide text.line help drop',
      ],
    ],
  ])('like %s has the questions that it asks, and a line for all else', (name, kinds, lines) => {
    const text = textOf(name);
    const outcome = read(text);
    expect(reported(outcome)).toEqual(lines);
    expectSums(outcome, text);
    const taken = decided(text);
    expect(kindsIn(taken)).toEqual(kinds);
    expectSums(taken, text);
    expect(taken.report.rows.toDecide).toBe(0);
    const left = decided(text, () => 'drop');
    expect(left.files?.has('1.json')).toBe(true);
    expectSums(left, text);
  });
});

test('a skip leaves out what is between, or is asked about; levels alone in a table have their rows below it', () => {
  const text = textOf('neighbourhood');
  const outcome = decided(text.replace('Tout à fait\n', 'Tout à fait\n\n'));
  expect(kindsIn(outcome)).toContain('q7 matrix 3×4 ?');
  const [, { questions }] = surveyOf(outcome).sections;
  expect(questions[0].showIf).toEqual({ not: { item: 'q4', is: 'non' } });
  expect(reported(read(text.replace('à la question 8', 'à la question 80')))).toContain('A17 to-decide text.skip drop');
});

test('shuffled lines of all texts never throw, and their sums tie', () => {
  const lines = NAMES.flatMap((name) => textOf(name).split('\n'));
  fc.assert(
    fc.property(fc.shuffledSubarray(lines, { minLength: 1, maxLength: 60 }), (some) => {
      const text = ['1. Une question ?', ...some].join('\n');
      expectSums(read(text), text);
    }),
    { numRuns: 150 },
  );
});

const SIGNS = 'a|a |0| |\t|.|_|-|(|)|(a)|«|?|:|/|é|de 1 à |- |1. '.split('|');
test.each(SIGNS)('two hundred thousand of “%s” are read in linear time', (sign) => {
  const long = sign.repeat(2e5 / sign.length);
  for (const written of [`1. Q ${long}|`, `1. Q ?\n- ${long}|`, `1. Q ?\n${long}|`, `1. Q ?\n\ta\tb\nx\t${long}|`])
    expectSums(read(written), written);
});
