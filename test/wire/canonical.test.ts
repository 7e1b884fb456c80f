import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalForm } from '../../src/wire/canonical.ts';

describe('the canonical form of RFC 8785', () => {
  test.each([
    [
      'keys by UTF-16 code unit',
      '{"\\u20ac":1,"\\r":2,"\\ufb33":3,"1":4,"\\ud83d\\ude00":5,"\\u0080":6,"\\u00f6":7}',
      '{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}',
    ],
    ['keys inside', '{"b":[{"d":1,"c":2}],"a":{}}', '{"a":{},"b":[{"c":2,"d":1}]}'],
    ['no space', ' { "a" : [ 1 , 2 ] } ', '{"a":[1,2]}'],
    [
      'numbers as ECMAScript writes them',
      '[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001,-0,1.0]',
      '[333333333.3333333,1e+30,4.5,0.002,1e-27,0,1]',
    ],
    ['literals', '[null,true,false]', '[null,true,false]'],
    [
      'escapes only where JSON wants them',
      '"\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/"',
      '"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"',
    ],
    ['a backslash before what looks like a surrogate', '"\\\\ud83c"', '"\\\\ud83c"'],
    ['pairs of surrogates', '"\\ud83c\\udf31"', '"🌱"'],
    ['the key __proto__', '{"__proto__":1,"a":2}', '{"__proto__":1,"a":2}'],
  ])('%s', (_, json, form) => {
    expect(canonicalForm(JSON.parse(json))).toBe(form);
  });

  test.each([
    ['a high one', '"\\ud83c"'],
    ['a low one', '"a\\udf31"'],
    ['in the wrong order', '"\\udf31\\ud83c"'],
    ['after a backslash', '"\\\\\\ud83c"'],
    ['as a key', '{"\\ud83c":1}'],
    ['deep inside', '{"a":[{"b":"x\\udbff"}]}'],
  ])('does not exist for a lone surrogate: %s', (_, json) => {
    expect(canonicalForm(JSON.parse(json))).toBeUndefined();
  });

  test('does not exist for a number too large for JSON', () => {
    expect(canonicalForm(JSON.parse('{"a":[{"b":1e400}]}'))).toBeUndefined();
  });

  test('is what the library writes, byte for byte', () => {
    const key = fc.oneof(fc.constantFrom('__proto__', '10', '9', '', '!', 'a', '0x'), fc.string({ unit: 'grapheme' }));
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        fc.jsonValue({ maxDepth: 0 }),
        fc.array(tie('tree')),
        fc.array(fc.tuple(key, tie('tree'))).map(Object.fromEntries),
      ),
    }));
    fc.assert(
      fc.property(tree, (value) => {
        const parsed: unknown = JSON.parse(JSON.stringify(value));
        expect(canonicalForm(parsed)).toBe(canonicalize(parsed));
      }),
    );
  });

  test('is the same whatever the order of keys, and says the same thing', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
        const form = canonicalForm(value);
        expect(form).toBeDefined();
        expect(canonicalForm(backwards(JSON.parse(form ?? '')))).toBe(form);
        expect(JSON.parse(form ?? '')).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});

function backwards(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(backwards);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, backwards(inner)]),
  );
}
