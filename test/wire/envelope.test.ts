import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { toChannel } from '../../src/core/survey/channel-id.ts';
import { headerSchema, isCalendarDate } from '../../src/wire/envelope.ts';

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

  test.each<[field: string, value: unknown]>([
    ['colour', 'red'],
    ['id', ''],
    ['id', '8B1F6F0E-2C0E-4C57-9D3E-0D0F0A7F6B11'],
    ['id', '00000000-0000-0000-0000-000000000000'],
    ['id', '8b1f6f0e-2c0e-1c57-9d3e-0d0f0a7f6b11'],
    ['id', "' OR 1=1"],
    ['id', '8b1f6f0e-2c0e-4c57-9d3e-0d0f0a7f6b11\n'],
    ['id', 'x'.repeat(10_000)],
    ['sequence', 0],
    ['sequence', 2 ** 31],
    ['sequence', 1.5],
    ['sequence', '1'],
    ['survey', 'x'.repeat(65)],
    ['survey', 7],
    ['revision', 0],
    ['revision', -1],
    ['status', 'finished'],
    ['mode', 'kiosk'],
    ['channel', ''],
    ['channel', 'LinkedIn'],
    ['channel', 'x'.repeat(33)],
    ['channel', 'a b'],
    ['readBy', 'Spanish'],
    ['language', 'FR'],
    ['language', 'français'],
    ['startedOn', '2026-02-31'],
    ['startedOn', '2026-11-24T10:00:00Z'],
    ['startedOn', 20261124],
    ['minutes', -1],
    ['minutes', 601],
    ['minutes', 1.5],
    ['minutes', Number.POSITIVE_INFINITY],
    ['lastQuestion', 'x'.repeat(65)],
    ['receiptHash', 'A'.repeat(64)],
    ['receiptHash', 'a'.repeat(63)],
    ['answers', []],
    ['answers', null],
    ['answers', 'none'],
  ])('refuses %s: %j', (field, value) => {
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
