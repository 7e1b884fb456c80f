import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { firstFile, siteSource } from '../../src/build/site.ts';
import { temporaryFolder } from '../endpoint/harness.ts';

test('everyone gets the same surveys, read once, until a file has changed', async () => {
  const folder = join(await temporaryFolder(), 'surveys');
  await cp('public/surveys', folder, { recursive: true });
  const source = siteSource(folder);
  const [one, other] = await Promise.all([source.read(), source.read()]);
  expect(other).toBe(one);
  expect(firstFile(one).closedFrom).toBeUndefined();

  const path = join(folder, 'numerique-territorial/2.json');
  await writeFile(path, (await readFile(path, 'utf8')).replace('"partials"', '"closedFrom": "2026-12-31", "partials"'));
  expect(await source.read()).toBe(one);
  source.forget();
  expect(firstFile(await source.read()).closedFrom).toBe('2026-12-31');
});

test('faults are said, each with its file, and said again until they are mended', async () => {
  const folder = await temporaryFolder();
  const source = siteSource(folder);
  const fault = `The survey files cannot be used:\n${join(folder, 'index.json')}: (file): no such file`;
  await expect(source.read()).rejects.toThrow(fault);
  await cp('public/surveys', folder, { recursive: true });
  await expect(source.read()).rejects.toThrow(fault);
  source.forget();
  expect([...(await source.read()).surveys.keys()]).toEqual(['numerique-territorial', 'exemple-benevolat']);
});
