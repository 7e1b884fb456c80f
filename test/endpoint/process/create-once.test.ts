import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { CannotStart } from '../../../src/endpoint/process/cannot-start.ts';
import { keepFirst, makeDataFolder } from '../../../src/endpoint/process/create-once.ts';
import { temporaryFolder } from '../harness.ts';

describe('a file that the first start makes', () => {
  it('is created once, for its owner alone, even if two processes race', async () => {
    const file = join(await temporaryFolder(), 'secret');
    const kept = await Promise.all(['one', 'two', 'three'].map((text) => keepFirst(file, text)));
    expect(kept.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect(new Set(kept.map(({ text }) => text))).toEqual(new Set([kept.find(({ isNew }) => isNew)?.text]));
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it('is read once another process, which has just created it, has written it', async () => {
    const file = join(await temporaryFolder(), 'secret');
    await writeFile(file, '');
    const [kept] = await Promise.all([
      keepFirst(file, 'mine'),
      setTimeout(100).then(() => writeFile(file, 'theirs\n')),
    ]);
    expect(kept).toEqual({ text: 'theirs', isNew: false });
  });

  it('stops the start with one line if a crash has left it empty, or if it cannot be created', async () => {
    const folder = await temporaryFolder();
    const file = join(folder, 'secret');
    await writeFile(file, '');
    await expect(keepFirst(file, 'mine')).rejects.toThrow(`${file} is empty`);
    await expect(keepFirst(folder, 'mine')).rejects.toThrow(`cannot make or read ${folder}: `);
    await expect(keepFirst(join(folder, 'nowhere/secret'), 'mine')).rejects.toThrow(CannotStart);
    await expect(makeDataFolder(join(file, 'data'))).rejects.toThrow(CannotStart);
  });
});
