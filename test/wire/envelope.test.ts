import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { toChannel } from '../../src/core/survey/channel-id.ts';
import { headerSchema, isCalendarDate } from '../../src/wire/envelope.ts';
import REFUSED_FIELDS from '../fixtures/cases/refused-header-fields.json' with { type: 'json' };

const header = {
  id: '8b1f6f0e-2c0e-4c57-9d3e-0d0f0a7f6b11',
  sequence: 3,
  survey: 'numerique-territorial',
  revision: 1,
  status: 'complete',
  mode: 'self',
  channel: 'linkedin',
  language: 'fr',
  startedOn: '2026-11-24',
  minutes: 11,
  lastQuestion: 'free-comment',
  receiptHash: 'a'.repeat(64),
  answers: { 'authority-type': 'commune' },
};

describe('the header of an envelope', () => {
  test('is accepted as the contract shows it, and changed in nothing', () => {
    expect(v.parse(headerSchema, header)).toEqual(header);
    expect(v.parse(headerSchema, { ...header, readBy: 'translated' })).toHaveProperty('readBy', 'translated');
    expect(v.parse(headerSchema, { ...header, channel: null, lastQuestion: null, answers: {} })).toMatchObject({
      channel: null,
      lastQuestion: null,
    });
  });

  test.each(Object.keys(header))('needs %s', (field) => {
    const { [field as keyof typeof header]: _, ...rest } = header;
    expect(v.safeParse(headerSchema, rest).success).toBe(false);
  });

  test.each<{ readonly field: string; readonly value: unknown }>([
    ...REFUSED_FIELDS,
    { field: 'id', value: 'x'.repeat(10_000) },
    { field: 'sequence', value: 2 ** 31 },
    { field: 'survey', value: 'x'.repeat(65) },
    { field: 'channel', value: 'x'.repeat(33) },
    { field: 'minutes', value: Number.POSITIVE_INFINITY },
    { field: 'lastQuestion', value: 'x'.repeat(65) },
    { field: 'receiptHash', value: 'A'.repeat(64) },
    { field: 'receiptHash', value: 'a'.repeat(63) },
  ])('refuses $field: $value', ({ field, value }) => {
    const parsed = v.safeParse(headerSchema, { ...header, [field]: value });
    expect(new Set(parsed.issues?.map((issue) => v.getDotPath(issue)))).toEqual(new Set([field]));
  });
});

test.each([
  ['2026-11-24', true],
  ['2024-02-29', true],
  ['2000-02-29', true],
  ['0001-01-01', true],
  ['9999-12-31', true],
  ['2026-02-29', false],
  ['1900-02-29', false],
  ['2026-04-31', false],
  ['2026-00-10', false],
  ['2026-13-01', false],
  ['2026-01-00', false],
  ['0000-01-01', false],
  ['2026-1-1', false],
  ['2026-11-24\n', false],
  ['', false],
])('the day %j exists: %s', (day, exists) => {
  expect(isCalendarDate(day)).toBe(exists);
});

test.each([
  ['linkedin', 'linkedin'],
  ['Salon-2026', 'salon-2026'],
  ['é', null],
  ['a b', null],
  ['x'.repeat(33), null],
  ['', null],
  [null, null],
  [undefined, null],
])('the channel %j of a link is kept as %j', (text, channel) => {
  expect(toChannel(text)).toBe(channel);
});
