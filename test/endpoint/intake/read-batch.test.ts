import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBatch, scanBody } from '../../../src/endpoint/intake/read-batch.ts';
import { canonicalForm } from '../../../src/wire/canonical.ts';
import { LIMITS } from '../../../src/wire/envelope.ts';
import UNCANONICAL from '../../fixtures/cases/uncanonical-envelopes.json' with { type: 'json' };
import { batchOf, envelope, envelopeText } from '../harness.ts';

const excessOf = (text: string) => scanBody(Buffer.from(text));
const digestsIn = (text: string) => {
  const batch = readBatch(Buffer.from(text));
  return batch.kind === 'envelopes' ? [...batch.envelopes].map(({ digest }) => digest) : undefined;
};
const digestOf = (value: unknown) => {
  const form = canonicalForm(value);
  return form === undefined ? undefined : createHash('sha256').update(form).digest('hex');
};
const listOf = (count: number, member: string) => Array(count).fill(member).join();
/** Repeats a member until the body is full. */
const filled = (member: (turn: number) => string) => {
  let inside = '';
  for (let turn = 0; inside.length < LIMITS.bytes - 100; turn++) inside += `${turn ? ',' : ''}${member(turn)}`;
  return inside;
};

describe('a body', () => {
  it.each<[string, string]>([
    ['twenty thousand keys that are numbers', batchOf(`{${filled((turn) => `"${turn}":1`)}}`)],
    ['keys in no order', batchOf(`{${filled((turn) => `"${(turn * 7_919) % 99_991}":1`)}}`)],
    ['a hundred thousand empty lists', batchOf(`{"answers":{"a":[${filled(() => '[]')}]}}`)],
    ['the same in lists of five hundred', batchOf(`{"answers":[${listOf(250, `[${listOf(500, '1')}]`)}]}`)],
    ['lists within lists', `{"envelopes":${'['.repeat(100_000)}`],
    ['a member too many in an envelope', batchOf(`{${listOf(501, '"a":1')}}`)],
    ['more closed than opened', '{"envelopes":[]}]'],
  ])('with %s is refused before it is parsed', (_, body) => {
    expect(excessOf(body)).toBe('batch.unreadable');
  });

  it('with too many envelopes is refused as such', () => {
    expect(excessOf(batchOf(listOf(501, '1')))).toBe('batch.too-many');
    expect(excessOf(batchOf(filled(() => '{}')))).toBe('batch.too-many');
  });

  it.each<[string, string]>([
    ['fifty envelopes', batchOf(...Array.from({ length: 50 }, () => envelopeText({})))],
    ['as many answers as a survey could ask', batchOf(`{"answers":{${listOf(500, '"a":1')}}}`)],
    ['marks of JSON in its texts', batchOf(envelopeText({ answers: { a: '{[,"'.repeat(10_000), b: '\\'.repeat(9) } }))],
    ['half a text', '{"envelopes":["[[[[[[[[[['],
    ['half an escape', '{"envelopes":["\\'],
  ])('with %s is parsed', (_, body) => {
    expect(excessOf(body)).toBeUndefined();
  });

  it('is refused exactly when it is too deep', () => {
    const depthOf = (value: unknown): number =>
      typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0;
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 12, stringUnit: 'binary' }), (value) => {
        const body = { envelopes: [{ ...envelope(), answers: value }] };
        expect(excessOf(JSON.stringify(body)) === undefined).toBe(depthOf(body) <= LIMITS.depth);
      }),
    );
  });
});

describe('the digest of an envelope', () => {
  const longNumber = { name: 'a number longer than any', text: `{"a":${'1'.repeat(200_000)}}` };
  it.each([...UNCANONICAL, longNumber])('is that of its canonical form when it is sent with $name', ({ text }) => {
    expect(digestsIn(batchOf(text))).toEqual([digestOf(JSON.parse(text))]);
  });

  it('is the same however it is written', () => {
    const key = fc.oneof(
      fc.constantFrom('a', 'ab', 'b', '10', '9', 'é', ''),
      fc.string({ unit: 'grapheme', maxLength: 3 }),
    );
    const { item } = fc.letrec((tie) => ({
      item: fc.oneof(
        { maxDepth: 3 },
        fc.jsonValue({ maxDepth: 0, stringUnit: 'grapheme' }),
        fc.array(tie('item')),
        fc.array(fc.tuple(key, tie('item'))).map(Object.fromEntries),
      ),
    }));
    const envelopes = fc.array(item, { minLength: 1, maxLength: 4 });
    const write = fc.constantFrom(
      JSON.stringify,
      (value: unknown) => canonicalForm(value) ?? '',
      (value: unknown) => JSON.stringify(value, null, 1),
    );
    fc.assert(
      fc.property(envelopes, write, (items, text) => {
        const isObject = (one: unknown) => typeof one === 'object' && one !== null && !Array.isArray(one);
        expect(digestsIn(text({ envelopes: items }))).toEqual(
          items.map((one) => (isObject(one) ? digestOf(JSON.parse(JSON.stringify(one))) : undefined)),
        );
      }),
    );
  });
});
