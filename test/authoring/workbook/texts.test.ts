import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { takeWorkbook, type WorkbookResult } from '../../../src/authoring/workbook/take-workbook.ts';
import EXPECTED_DRAFTS from '../../fixtures/workbooks/pasted-texts.json' with { type: 'json' };
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
  test.each(EXPECTED_DRAFTS)(
    'like $name becomes the expected questions, and the report covers every other line',
    ({ name, questions, report }) => {
      const text = textOf(name);
      const outcome = read(text);
      expect(reported(outcome)).toEqual(report);
      expectSums(outcome, text);
      const taken = decided(text);
      expect(kindsIn(taken)).toEqual(questions);
      expectSums(taken, text);
      expect(taken.report.rows.toDecide).toBe(0);
      const left = decided(text, () => 'drop');
      expect(left.files?.has('1.json')).toBe(true);
      expectSums(left, text);
    },
  );
});

test('a skip becomes a condition on the questions between, or a decision; levels alone in a table take the rows below it', () => {
  const text = textOf('neighbourhood');
  const outcome = decided(text.replace('Tout à fait\n', 'Tout à fait\n\n'));
  expect(kindsIn(outcome)).toContain('q7 matrix 3×4 ?');
  const instructed = text.replace('du programme\n', 'du programme\n(Une case par ligne.)\n');
  expect(kindsIn(decided(instructed))).toContain('q7 matrix 3×4 ?');
  const [, { questions }] = surveyOf(outcome).sections;
  expect(questions[0].showIf).toEqual({ not: { item: 'q4', is: 'non' } });
  expect(reported(read(text.replace('à la question 8', 'à la question 80')))).toContain('A17 to-decide text.skip drop');
});

test('shuffled lines of all texts never throw, and each line is counted once', () => {
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
