import { expect, test } from 'vitest';
import { digestOf } from '../../src/wire/digest.ts';
import { LIMITS } from '../../src/wire/envelope.ts';
import { batchOf, inBatches, readRescue, rescueHeader } from '../../src/wire/rescue-file.ts';

const one = (number: number, answers: object = {}) => ({
  id: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
  sequence: 1,
  survey: 'garden',
  revision: 1,
  status: 'complete',
  mode: 'field',
  channel: null,
  language: 'fr',
  startedOn: '2026-11-25',
  minutes: 3,
  lastQuestion: null,
  receiptHash: 'a'.repeat(64),
  answers,
});

function fileOf(...envelopes: readonly object[]): string {
  const digests = envelopes.map((envelope) => digestOf(envelope) ?? '');
  const header = rescueHeader({ sealed: 0, clear: envelopes.length, digests });
  return [header, ...envelopes.map((envelope) => JSON.stringify(envelope))].join('\n');
}

test('what is read leaves in batches within the limits of a request, in order, all of it', () => {
  const long = Array.from({ length: 7 }, (_, number) => one(number, { wish: 'é'.repeat(40_000) }));
  const short = Array.from({ length: 120 }, (_, number) => one(100 + number));
  const read = readRescue(fileOf(...long, ...short));
  if (read.kind !== 'read') throw new Error(read.kind);
  const batches = inBatches(read.envelopes);
  expect(batches.flat()).toEqual(read.envelopes);
  expect(batches.length).toBeLessThan(10);
  for (const batch of batches) {
    expect(batch.length).toBeLessThanOrEqual(LIMITS.envelopes);
    expect(new TextEncoder().encode(batchOf(batch)).length).toBeLessThanOrEqual(LIMITS.bytes);
  }
});

test('the same line twice is one envelope, and a line nested too deeply is a damaged one', () => {
  const deep = `${JSON.stringify(one(2)).slice(0, -3)}${'['.repeat(200_000)}${']'.repeat(200_000)}}`;
  const line = JSON.stringify(one(1));
  expect(readRescue([line, deep, line].join('\n'))).toMatchObject({ kind: 'read', envelopes: [{}], damaged: 1 });
});

test('the envelopes of a file whose first line is damaged are read, and the line is counted', () => {
  const [header = '', ...lines] = fileOf(one(1), one(2)).split('\n');
  const read = readRescue([header.slice(0, -5), ...lines].join('\n'));
  expect(read).toMatchObject({ kind: 'read', damaged: 1 });
  expect(read.kind === 'read' && read.envelopes).toHaveLength(2);
});

test('a file that never had a first line, as development versions made them, is not read', () => {
  const [, ...lines] = fileOf(one(1), one(2)).split('\n');
  expect(readRescue(lines.join('\n'))).toEqual({ kind: 'foreign' });
});

test.each([0, 1, 2])('the first line of a file with %i responses in clear warns of them, if there is one', (clear) => {
  expect('note' in JSON.parse(rescueHeader({ sealed: 1, clear, digests: [] }))).toBe(clear > 0);
});
