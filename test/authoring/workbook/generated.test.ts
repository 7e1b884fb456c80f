import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readWorkbook } from '../../../src/authoring/workbook/read-workbook.ts';
import { type SurveyExport, writeWorkbook } from '../../../src/authoring/workbook/writing/write-workbook.ts';
import { openWorkbook } from '../../../src/authoring/workbook/xlsx/open-workbook.ts';
import { LONG } from '../../support/long.ts';

const LANGUAGES = ['fr', 'en', 'ar', 'pt-BR'];

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
const optionIds = fc.uniqueArray(fc.stringMatching(/^[A-Za-z0-9]{1,4}(-[A-Za-z0-9]{1,3})?$/), {
  minLength: 2,
  maxLength: 5,
});
const maybe = <T>(key: string, value: fc.Arbitrary<T>) =>
  fc.option(value, { nil: undefined }).map((one) => (one === undefined ? {} : { [key]: one }));
const provenance = maybe('evidence', fc.constantFrom('study', 'inferred', 'reconstructed'));

type Any = Record<string, unknown>;
const merged = (...parts: readonly fc.Arbitrary<Any>[]): fc.Arbitrary<Any> =>
  fc.tuple(...parts).map((all) => Object.assign({}, ...all));

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

function options(languages: readonly string[], more: fc.Arbitrary<Any>): fc.Arbitrary<Any[]> {
  return optionIds.chain((ids) =>
    fc.tuple(...ids.map((id) => merged(fc.constant({ id }), fc.record({ label: texts(languages) }), more, provenance))),
  );
}

function question(
  id: string,
  languages: readonly string[],
  scales: readonly string[],
  earlier: readonly string[],
): fc.Arbitrary<Any> {
  const shared = merged(
    fc.constant({ id }),
    fc.record({ text: texts(languages) }),
    maybe('help', texts(languages)),
    earlier.length > 0 ? maybe('showIf', rule(earlier)) : fc.constant({}),
    maybe('required', fc.constant(true)),
    provenance,
  );
  const flags = merged(maybe('specify', fc.constant(true)), maybe('exclusive', fc.constant(true)));
  const kinds: fc.Arbitrary<Any>[] = [
    merged(
      fc.record({ kind: fc.constant('single'), options: options(languages, flags) }),
      maybe('order', fc.constant('random')),
      maybe('prefill', fc.constant(true)),
    ),
    merged(
      fc.record({ kind: fc.constant('multiple'), options: options(languages, flags) }),
      maybe('order', fc.constant('random')),
      maybe('min', fc.integer({ min: 1, max: 3 })),
      maybe('max', fc.integer({ min: 1, max: 5 })),
    ),
    merged(
      fc.record({
        kind: fc.constant('number'),
        min: fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true })),
        max: fc.integer(),
        decimals: fc.integer({ min: 0, max: 6 }),
      }),
      maybe('unit', texts(languages)),
      maybe('unknown', fc.constant(true)),
    ),
    merged(
      fc.record({ kind: fc.constant('text'), maxBytes: fc.integer({ min: 1, max: 16_384 }) }),
      maybe('lines', fc.integer({ min: 1, max: 12 })),
      maybe('personal', fc.constant(true)),
      maybe('consent', texts(languages)),
    ),
    merged(
      fc.record({
        kind: fc.constant('matrix'),
        scale: fc.constantFrom(...scales),
        rows: slugs(1, 4).chain((ids) =>
          fc.tuple(
            ...ids.map((row) =>
              merged(fc.constant({ id: `${id}-${row}` }), fc.record({ label: texts(languages) }), provenance),
            ),
          ),
        ),
      }),
      maybe('fillWith', fc.constant('yes')),
      maybe('order', fc.constant('random')),
    ),
  ];
  return merged(shared, fc.oneof(...kinds));
}

function fact(id: string, languages: readonly string[], items: readonly string[]): fc.Arbitrary<Any> {
  const named = merged(fc.constant({ id }), maybe('title', texts(languages)));
  const both = <K extends string>(one: K, other: K) =>
    fc.record({ [one]: texts(languages), [other]: texts(languages) });
  const basis = fc.uniqueArray(fc.constantFrom(...items), { minLength: 1, maxLength: 3 });
  const ids = slugs(2, 4);
  return fc.oneof(
    merged(
      named,
      fc.record({
        kind: fc.constant('flag'),
        yes: rule(items),
        no: rule(items),
        says: both('yes', 'no'),
        ifChanged: both('yes', 'no'),
      }),
      maybe('short', both('yes', 'no')),
    ),
    merged(
      named,
      fc.record({
        kind: fc.constant('count'),
        rows: basis,
        levels: fc.constant(['yes', 'B2']),
        says: both('one', 'other'),
        ifChanged: both('more', 'fewer'),
      }),
      maybe('basis', basis),
    ),
    merged(
      named,
      fc.record({
        kind: fc.constant('category'),
        basis,
        cases: ids.chain((cases) =>
          fc.tuple(
            ...cases.map((one) =>
              merged(
                fc.constant({ id: one }),
                maybe('when', rule(items)),
                fc.record({ says: texts(languages), ifChanged: texts(languages) }),
              ),
            ),
          ),
        ),
      }),
    ),
    merged(
      named,
      fc.record({
        kind: fc.constant('set'),
        basis,
        says: both('none', 'some'),
        members: ids.chain((members) =>
          fc.tuple(
            ...members.map((one) =>
              fc.record({
                id: fc.constant(one),
                when: rule(items),
                label: texts(languages),
                ifChanged: both('added', 'removed'),
              }),
            ),
          ),
        ),
      }),
    ),
  );
}

function typology(languages: readonly string[], facts: readonly string[]): fc.Arbitrary<Any> {
  const condition: fc.Arbitrary<Any> = fc.oneof(
    fc.record({ fact: fc.constantFrom(...facts), is: slug }),
    fc.record({ fact: fc.constantFrom(...facts), in: slugs(1, 3) }),
    fc.record({ fact: fc.constantFrom(...facts), equals: slugs(0, 3) }),
    fc.record({ sum: fc.uniqueArray(fc.constantFrom(...facts), { minLength: 1, maxLength: 3 }), atLeast: fc.nat(9) }),
    fc.record({
      any: fc.array(fc.record({ fact: fc.constantFrom(...facts), is: slug }), { minLength: 1, maxLength: 3 }),
    }),
  );
  return fc.tuple(slugs(1, 3), slugs(2, 4)).chain(([criteria, profiles]) =>
    merged(
      fc.record({
        title: texts(languages),
        criteria: fc.tuple(
          ...criteria.map((id) =>
            merged(
              fc.constant({ id }),
              fc.record({
                title: texts(languages),
                facts: fc.uniqueArray(fc.constantFrom(...facts), { minLength: 1 }),
              }),
              maybe('short', texts(languages)),
            ),
          ),
        ),
        profiles: fc.tuple(
          ...profiles.map((id) =>
            fc.record({
              id: fc.constant(id),
              name: texts(languages),
              sentence: texts(languages),
              requires: fc.record(
                Object.fromEntries(
                  criteria.map((one) => [one, fc.record({ when: condition, says: texts(languages) })]),
                ),
                { requiredKeys: [] },
              ),
            }),
          ),
        ),
      }),
      maybe('compositeBelow', fc.integer({ min: 1, max: 5 })),
      maybe('blankRows', fc.constant('missing')),
    ),
  );
}

const survey: fc.Arbitrary<Any> = fc
  .record({
    languages: fc.uniqueArray(fc.constantFrom(...LANGUAGES), { minLength: 1, maxLength: 3 }),
    ids: slugs(2, 7),
    scales: slugs(1, 2),
    facts: slugs(1, 4),
    split: fc.nat(6),
  })
  .chain(({ languages, ids, scales, facts, split }) =>
    merged(
      fc.constant({ id: 'made-up', languages }),
      fc.record({
        revision: fc.integer({ min: 1, max: 99 }),
        title: texts(languages),
        opening: merged(
          fc.record({ who: texts(languages), why: texts(languages), kept: texts(languages), minutes: fc.nat(60) }),
          maybe('origin', texts(languages)),
        ),
        partials: fc.boolean(),
        scales: fc
          .tuple(
            ...scales.map((scale) => options(languages, fc.constant({})).map((levels) => [scale, { levels }] as const)),
          )
          .map((all) => Object.fromEntries(all)),
        sections: fc
          .tuple(...ids.map((id, place) => question(id, languages, scales, ids.slice(0, place))))
          .chain((all) => {
            const cut = Math.max(1, Math.min(split, all.length - 1));
            const parts = [all.slice(0, cut), all.slice(cut)].filter((part) => part.length > 0);
            return fc.tuple(
              ...parts.map((questions, place) =>
                fc.record({ id: fc.constant(`s${place}`), title: texts(languages), questions: fc.constant(questions) }),
              ),
            );
          }),
        facts: fc.tuple(...facts.map((id) => fact(id, languages, ids))),
      }),
      maybe('typology', typology(languages, facts)),
      maybe('stratum', fc.constantFrom(...ids)),
      maybe('closedFrom', fc.constant('2027-01-31')),
    ),
  );

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
