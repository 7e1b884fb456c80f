import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { excessIn } from '../../../src/endpoint/intake/excess.ts';
import { LIMITS } from '../../../src/wire/envelope.ts';
import { batchOf, envelope, envelopeText } from '../harness.ts';

const excessOf = (text: string) => excessIn(Buffer.from(text));
const listOf = (count: number, member: string) => Array(count).fill(member).join();
/** As much of it as a body may hold. */
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
    ['more ends than beginnings', '{"envelopes":[]}]'],
  ])('with %s is refused before it is parsed', (_, body) => {
    expect(excessOf(body)).toBe('batch.unreadable');
  });

  it('with more envelopes than one looks at is told so', () => {
    expect(excessOf(batchOf(listOf(501, '1')))).toBe('batch.too-many');
    expect(excessOf(batchOf(filled(() => '{}')))).toBe('batch.too-many');
  });

  it.each<[string, string]>([
    ['fifty envelopes', batchOf(...Array.from({ length: 50 }, () => envelopeText({})))],
    ['as many answers as a survey could ask', batchOf(`{"answers":{${listOf(500, '"a":1')}}}`)],
    ['marks of JSON in its texts', batchOf(envelopeText({ answers: { a: '{[,"'.repeat(10_000), b: '\\'.repeat(9) } }))],
    ['half a text', '{"envelopes":["[[[[[[[[[['],
    ['half an escape', '{"envelopes":["\\'],
  ])('with %s is not', (_, body) => {
    expect(excessOf(body)).toBeUndefined();
  });

  it('is found too deep exactly when it is', () => {
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
