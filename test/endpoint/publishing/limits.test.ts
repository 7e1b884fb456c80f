import { expect, onTestFinished, test, vi } from 'vitest';
import { readFileSet } from '../../../src/endpoint/publishing/upload/kept-files.ts';
import { longTest } from '../../support/long.ts';
import { type Json, readPublic, withChange } from '../../support/surveys.ts';
import { GARDEN, gardenRevision } from './garden.ts';

type Changes = Readonly<Record<string, Json>>;
const CONDITION = 'sections.0.questions.1.showIf';
const RULES = 'rules make 2000 comparisons at most in all, and are nested 20 deep at most';

/** The faults of a revision of the garden, a line each. */
function faultsOf(revision: Uint8Array, isSound = false, notice?: unknown): readonly string[] {
  const files = new Map([['1.json', revision]]);
  if (notice) files.set('notice.json', Buffer.from(JSON.stringify(notice)));
  const read = readFileSet(GARDEN, files, isSound);
  return read.kind === 'faulty' ? read.faults.map(({ file, path, reason }) => `${file}: ${path}: ${reason}`) : [];
}

const nested = (depth: number) => `${'{"not":'.repeat(depth)}{"item":"plot","is":"yes"}${'}'.repeat(depth)}`;
const anyOf = (times: number) => `{"any":[${Array(times).fill('{"item":"plot","is":"yes"}')}]}`;
const among = (ids: readonly string[]) => JSON.stringify({ item: 'plot', in: ids });
const asking = (condition: string) =>
  Buffer.from(
    gardenRevision(GARDEN, 1, { [CONDITION]: '?' })
      .toString()
      .replace('"?"', condition),
  );
const withTexts = (texts: Changes) => gardenRevision(GARDEN, 1, texts);
const LONG = Object.fromEntries(['title.en', 'opening.who.en', 'opening.why.en'].map((at) => [at, 'x'.repeat(20_000)]));

test.each<readonly [what: string, most: number, of: (size: number) => Uint8Array, line: string]>([
  [
    'a text',
    20_000,
    (bytes) => withTexts({ 'title.en': `é${'x'.repeat(bytes - 2)}` }),
    'title.en: a text here has 20000 bytes at most',
  ],
  // Its first question has 35 bytes of text.
  [
    'the first page',
    3_965,
    (bytes) => withTexts({ ...LONG, 'opening.kept.en': 'x'.repeat(bytes) }),
    'opening: the first page has more than 64000 bytes of text in "en"',
  ],
  // It makes twenty comparisons elsewhere.
  ['comparisons', 1_980, (count) => asking(anyOf(count)), RULES],
  ['the depth of a rule', 20, (depth) => asking(nested(depth)), `${CONDITION}${'.not'.repeat(21)}: ${RULES}`],
])('%s may be at the limit, and is refused above it; what was published is read', (_, most, of, line) => {
  expect(faultsOf(of(most))).toEqual([]);
  expect(faultsOf(of(most + 1))).toEqual([expect.stringContaining(line)]);
  expect(faultsOf(of(most + 1), true)).toEqual([]);
});

test('hostile rules are refused in a few lines: nested 20 000 deep, or with 100 000 ids; so is a file of 1.7 million parts', () => {
  expect(faultsOf(asking(nested(20_000)))).toEqual([expect.stringContaining(RULES)]);
  const line = '1.json: (file): a file has 100000 objects and lists at most, and 400000 values';
  for (const parts of [Array(1_700_000).fill('{}'), Array(100_000).fill('[]'), Array(400_002).fill(0)])
    expect(faultsOf(Buffer.from(`[${parts}]`))).toEqual([line]);
  expect(faultsOf(asking(among(Array(100_000).fill('yes'))))).toEqual([`1.json: ${CONDITION}: "yes" appears twice`]);
  expect(faultsOf(asking(among(Array.from({ length: 100_000 }, (_, id) => `o${id}`))))).toHaveLength(20);
});

test('a field of the notice has 4 000 bytes at most', () => {
  const notice = (bytes: number) =>
    withChange(readPublic('exemple-benevolat/notice.json'), 'contact.en', 'x'.repeat(bytes));
  const faults = [4_000, 4_001].map((bytes) => faultsOf(gardenRevision(GARDEN, 1), false, notice(bytes)));
  expect(faults).toEqual([[], ['notice.json: contact.en: a text here has 4000 bytes at most']]);
});

test('a response that takes too long to check is refused at the question with the most comparisons', () => {
  let now = 0;
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => (now += 6));
  onTestFinished(() => clock.mockRestore());
  const line = '1.json: sections.0.questions.1: checking a full response takes more than 5 ms';
  expect(faultsOf(asking(anyOf(30)))).toEqual([expect.stringContaining(line)]);
});

/** Multiple choices of the garden's language, each of which but the first is asked under this condition. */
function measured(count: number, options: number, condition: Json) {
  const label = { en: 'x' };
  const ids = Array.from({ length: options }, (_, o) => ({ id: `o${o}`, label, ...(o === 0 && { exclusive: true }) }));
  const asked = { kind: 'multiple', text: label, options: ids };
  const questions = Array.from({ length: count }, (_, n) => ({
    ...asked,
    id: `q${n}`,
    ...(n > 0 && { showIf: condition }),
  }));
  const { stratum: _, typology: __, ...garden } = JSON.parse(gardenRevision(GARDEN, 1).toString());
  const json = { ...garden, sections: [{ id: 'all', title: label, questions }], facts: [], warnings: [] };
  return readFileSet(GARDEN, new Map([['1.json', Buffer.from(JSON.stringify(json))]]));
}

longTest(
  '200 honest questions are far below every limit; what costs too much is refused where it has most comparisons',
  () => {
    const honest = measured(200, 12, { item: 'q0', in: ['o1', 'o2'] });
    expect(honest).toMatchObject({ kind: 'survey', survey: { cost: expect.any(Number) } });
    const never = { item: 'q0', in: ['o0'] };
    const dear = measured(2, 1_000, { any: [{ answered: 'q0' }, ...Array<Json>(1_998).fill(never)] });
    expect(dear).toMatchObject({ kind: 'faulty', faults: [{ file: '1.json', path: 'sections.0.questions.1' }] });
  },
);
