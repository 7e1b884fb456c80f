import { expect, test } from 'vitest';
import { loadCode } from '../../src/lazy/load-code.ts';

// Imported without Vite, which changes the errors of imports. The test distinguishes the errors of the module loader itself.
const load = (address: string) => () => import(/* @vite-ignore */ address);
const module = (code: string) => `data:text/javascript,${encodeURIComponent(code)}`;

test('code that comes is given', async () => {
  expect(await loadCode(load(module('export const word = "here"')))).toMatchObject({ word: 'here' });
});

test('code that does not come is missing, and nothing rejects', async () => {
  expect(await loadCode(load('file:///nowhere.mjs'))).toBeUndefined();
});

test('code that comes at the second try is given', async () => {
  let tries = 0;
  const late = async () => (tries++ === 0 ? Promise.reject(new Error('the style did not come')) : 'code');
  expect(await loadCode(late)).toBe('code');
});

test('what code throws while it runs is a bug, whatever its class, and is thrown on', async () => {
  await expect(loadCode(load(module('throw new TypeError("a bug")')))).rejects.toThrow('a bug');
  await expect(loadCode(load(module('null.length')))).rejects.toThrow(TypeError);
});
