import { expect, test } from 'vitest';
import { isPinOf, PIN_CHECK, pinCheckOf } from '../../src/sealing/pin-check.ts';

test('a PIN is known by its check, and no other is', async () => {
  const check = await pinCheckOf('482913');
  expect(check).toMatch(PIN_CHECK);
  expect(check).not.toContain('482913');
  expect(await isPinOf(check, '482913')).toBe(true);
  for (const other of ['482914', '4829130', '', '48291']) expect(await isPinOf(check, other)).toBe(false);
});

test('the same PIN has another check each day', async () => {
  expect(await pinCheckOf('482913')).not.toBe(await pinCheckOf('482913'));
});

test('a check that was cut or changed belongs to no PIN', async () => {
  const check = await pinCheckOf('482913');
  for (const wrong of ['', check.slice(1), check.replace(/^./, (first) => (first === 'A' ? 'B' : 'A'))])
    expect(await isPinOf(wrong, '482913')).toBe(false);
});
