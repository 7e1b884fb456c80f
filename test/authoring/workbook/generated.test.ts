import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readWorkbook } from '../../../src/authoring/workbook/read-workbook.ts';
import { type SurveyExport, writeWorkbook } from '../../../src/authoring/workbook/writing/write-workbook.ts';
import { openWorkbook } from '../../../src/authoring/workbook/xlsx/open-workbook.ts';
import { LONG } from '../../support/long.ts';

/** What people write, and what would break a sheet, a zip, a grammar or XML. */
const text = fc.oneof(
  { weight: 200, arbitrary: fc.string({ minLength: 1, maxLength: 30, unit: 'grapheme' }) },
  // More than a cell takes.
  { weight: 1, arbitrary: fc.constant('x'.repeat(33_000)) },
  {
    weight: 100,
    arbitrary: fc.constantFrom(
      '=HYPERLINK("http://x")',
      '-1',
      ' ',
      '\n',
      'a\r\nb',
      '\u0001',
      '_x0041_',
      '<b>&amp;"\'',
      '٠١٢ نص',
      '1-2',
      '01',
      ']]>',
      '\ufffe',
      '${x}',
    ),
  },
);
const texts = (languages: readonly string[]) => fc.record(Object.fromEntries(languages.map((tag) => [tag, text])));
const slug = fc.stringMatching(/^[a-z][a-z0-9]{0,6}(-[a-z0-9]{1,4})?$/);
const slugs = (min: number, max: number) => fc.uniqueArray(slug, { minLength: min, maxLength: max });
const optionId = fc.stringMatching(/^[A-Za-z0-9]{1,4}(-[A-Za-z0-9]{1,3})?$/);
const someOf = (ids: readonly string[]) => fc.uniqueArray(fc.constantFrom(...ids), { minLength: 1, maxLength: 3 });

type Any = Record<string, unknown>;
type Parts = Readonly<Record<string, fc.Arbitrary<unknown>>>;

/** An object with all of the first parts, and any of the others. */
function record(all: Parts, any: Parts = {}): fc.Arbitrary<Any> {
  return fc.record({ ...all, ...any }, { requiredKeys: Object.keys(all) });
}

/** An object for each id. */
function each(ids: fc.Arbitrary<readonly string[]>, all: Parts, any: Parts = {}): fc.Arbitrary<readonly Any[]> {
  return ids.chain((some) => fc.tuple(...some.map((id) => record({ id: fc.constant(id), ...all }, any))));
}

const YES = fc.constant(true);
const RANDOM = fc.constant('random');
const PROVENANCE = { evidence: fc.constantFrom('study', 'inferred', 'reconstructed') };

function rule(items: readonly string[]): fc.Arbitrary<Any> {
  const item = fc.constantFrom(...items);
  const option = fc.constantFrom('yes', 'no', '1', 'B2');
  const leaf: fc.Arbitrary<Any> = fc.oneof(
    fc.record({ item, is: option }),
    fc.record({ item, in: fc.array(option, { minLength: 1, maxLength: 3 }) }),
    fc.record({ answered: item }),
    fc.record({ item, atLeast: fc.integer({ min: -5, max: 50 }) }),
    fc.record({ item, chosen: fc.record({ atLeast: fc.integer({ min: 0, max: 4 }) }) }),
  );
  const { tree } = fc.letrec<{ tree: Any }>((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      leaf,
      fc.record({ all: fc.array(tie('tree'), { maxLength: 3 }) }),
      fc.record({ any: fc.array(tie('tree'), { maxLength: 3 }) }),
      fc.record({ not: tie('tree') }),
    ),
  }));
  return tree;
}

function options(languages: readonly string[], flags: Parts = {}): fc.Arbitrary<readonly Any[]> {
  const ids = fc.uniqueArray(optionId, { minLength: 2, maxLength: 5 });
  return each(ids, { label: texts(languages) }, { ...flags, ...PROVENANCE });
}

function question(
  id: string,
  languages: readonly string[],
  scales: readonly string[],
  earlier: readonly string[],
): fc.Arbitrary<Any> {
  const words = texts(languages);
  const chosen = options(languages, { specify: YES, exclusive: YES });
  const rows = slugs(1, 4).map((ids) => ids.map((row) => `${id}-${row}`));
  const least = fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }));
  const some = { min: fc.integer({ min: 1, max: 3 }), max: fc.integer({ min: 1, max: 5 }) };
  const bounds = { min: least, max: fc.integer(), decimals: fc.integer({ min: 0, max: 6 }) };
  const lines = fc.integer({ min: 1, max: 12 });
  const matrix = { scale: fc.constantFrom(...scales), rows: each(rows, { label: words }, PROVENANCE) };
  const kinds: readonly (readonly [kind: string, all: Parts, any: Parts])[] = [
    ['single', { options: chosen }, { order: RANDOM, prefill: YES }],
    ['multiple', { options: chosen }, { order: RANDOM, ...some }],
    ['number', bounds, { unit: words, unknown: YES }],
    ['text', { maxBytes: fc.integer({ min: 1, max: 16_384 }) }, { lines, personal: YES, consent: words }],
    ['matrix', matrix, { fillWith: fc.constant('yes'), order: RANDOM }],
  ];
  const shared = { help: words, required: YES, ...PROVENANCE, ...(earlier.length > 0 && { showIf: rule(earlier) }) };
  return fc.oneof(
    ...kinds.map(([kind, all, any]) =>
      record({ id: fc.constant(id), kind: fc.constant(kind), text: words, ...all }, { ...shared, ...any }),
    ),
  );
}

function fact(languages: readonly string[], items: readonly string[]): (id: string) => fc.Arbitrary<Any> {
  const words = texts(languages);
  const both = (one: string, other: string) => fc.record({ [one]: words, [other]: words });
  const [when, basis, ids] = [rule(items), someOf(items), slugs(2, 4)];
  const yesOrNo = both('yes', 'no');
  const levels = fc.constant(['yes', 'B2']);
  const counted = { rows: basis, levels, says: both('one', 'other'), ifChanged: both('more', 'fewer') };
  const cases = each(ids, { says: words, ifChanged: words }, { when });
  const members = each(ids, { when, label: words, ifChanged: both('added', 'removed') });
  const kinds: readonly (readonly [kind: string, all: Parts, any?: Parts])[] = [
    ['flag', { yes: when, no: when, says: yesOrNo, ifChanged: yesOrNo }, { short: yesOrNo }],
    ['count', counted, { basis }],
    ['category', { basis, cases }],
    ['set', { basis, says: both('none', 'some'), members }],
  ];
  return (id) =>
    fc.oneof(
      ...kinds.map(([kind, all, any]) =>
        record({ id: fc.constant(id), kind: fc.constant(kind), ...all }, { title: words, ...any }),
      ),
    );
}

function typology(languages: readonly string[], facts: readonly string[]): fc.Arbitrary<Any> {
  const words = texts(languages);
  const of = fc.constantFrom(...facts);
  const when: fc.Arbitrary<Any> = fc.oneof(
    fc.record({ fact: of, is: slug }),
    fc.record({ fact: of, in: slugs(1, 3) }),
    fc.record({ fact: of, equals: slugs(0, 3) }),
    fc.record({ sum: someOf(facts), atLeast: fc.nat(9) }),
    fc.record({ any: fc.array(fc.record({ fact: of, is: slug }), { minLength: 1, maxLength: 3 }) }),
  );
  return slugs(1, 3).chain((criteria) => {
    const required = Object.fromEntries(criteria.map((one) => [one, fc.record({ when, says: words })]));
    const about = fc.uniqueArray(of, { minLength: 1 });
    return record(
      {
        title: words,
        criteria: each(fc.constant(criteria), { title: words, facts: about }, { short: words }),
        profiles: each(slugs(2, 4), { name: words, sentence: words, requires: record({}, required) }),
      },
      { compositeBelow: fc.integer({ min: 1, max: 5 }), blankRows: fc.constant('missing') },
    );
  });
}

const survey: fc.Arbitrary<Any> = fc
  .record({
    languages: fc.uniqueArray(fc.constantFrom('fr', 'en', 'ar', 'pt-BR'), { minLength: 1, maxLength: 3 }),
    ids: slugs(2, 7),
    scales: slugs(1, 2),
    facts: slugs(1, 4),
    split: fc.nat(6),
  })
  .chain(({ languages, ids, scales, facts, split }) => {
    const words = texts(languages);
    const cut = Math.max(1, Math.min(split, ids.length - 1));
    const section = (part: readonly string[], from: number) => {
      const asked = part.map((id, place) => question(id, languages, scales, ids.slice(0, from + place)));
      return record({ id: fc.constant(`s${from}`), title: words, questions: fc.tuple(...asked) });
    };
    const levels = fc.record({ levels: options(languages) });
    return record(
      {
        id: fc.constant('made-up'),
        languages: fc.constant(languages),
        revision: fc.integer({ min: 1, max: 99 }),
        title: words,
        opening: record({ who: words, why: words, kept: words, minutes: fc.nat(60) }, { origin: words }),
        partials: fc.boolean(),
        scales: fc.record(Object.fromEntries(scales.map((scale) => [scale, levels]))),
        sections: fc.tuple(section(ids.slice(0, cut), 0), section(ids.slice(cut), cut)),
        facts: fc.tuple(...facts.map(fact(languages, ids))),
      },
      {
        typology: typology(languages, facts),
        stratum: fc.constantFrom(...ids),
        closedFrom: fc.constant('2027-01-31'),
      },
    );
  });

test('generated surveys: export and import give the same files', () => {
  fc.assert(
    fc.property(survey, (made) => {
      const exported = { survey: made, results: { apart: ['unknown'] } } as unknown as SurveyExport;
      const opened = openWorkbook(writeWorkbook(exported, () => undefined));
      if (opened.kind === 'refused') throw new Error(opened.reason);
      const { files } = readWorkbook(opened.workbook, { areas: () => undefined, id: 'another' });
      expect(canonicalize(files)).toBe(canonicalize(exported));
    }),
    { numRuns: LONG ? 500 : 50, endOnFailure: true },
  );
}, 180_000);
