import { readFileSync } from 'node:fs';
import type { Problem } from '../../../src/wire/problem.ts';
import { envelopeText } from '../harness.ts';

const COMMUNE = { 'authority-type': 'commune' };
const withAnswers = (answers: object) => envelopeText({ answers: { ...COMMUNE, ...answers } });

/** Changes of a valid envelope: of its header, of its answers, or of its JSON; or another text in its place. */
interface BadCase {
  readonly name: string;
  readonly header?: Record<string, unknown>;
  readonly answers?: object;
  readonly replace?: readonly [from: string, to: string];
  readonly text?: string;
  readonly problem: Problem;
  readonly path: string;
}

function textOf({ header = {}, answers, replace: [from, to] = ['', ''], text }: BadCase): string {
  return text ?? (answers ? withAnswers(answers) : envelopeText(header)).replace(from, to);
}

const CASES: readonly BadCase[] = JSON.parse(readFileSync('test/fixtures/cases/bad-envelopes.json', 'utf8'));

/** What is wrong, the envelope, the problem and the place that its verdict names. */
export const BAD_ENVELOPES: readonly (readonly [name: string, sent: string, problem: Problem, path: string])[] = [
  ...CASES.map((one) => [one.name, textOf(one), one.problem, one.path] as const),
  ['no id', envelopeText({ id: undefined }), 'envelope.invalid', 'id'],
  ['an id of 10 kB', envelopeText({ id: 'a'.repeat(10_000) }), 'envelope.invalid', 'id'],
  ['a text of 200 kB', withAnswers({ 'free-comment': 'x'.repeat(200_000) }), 'text.too-long', 'answers.free-comment'],
  [
    'a bomb of combining marks',
    withAnswers({ 'free-comment': `e${'\u0301'.repeat(50_000)}` }),
    'text.too-long',
    'answers.free-comment',
  ],
];
