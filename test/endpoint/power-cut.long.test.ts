import { execFileSync } from 'node:child_process';
import { cp } from 'node:fs/promises';
import { basename, join } from 'node:path';
import SQLite from 'better-sqlite3';
import { expect, it } from 'vitest';
import { rowsOf } from '../support/ask.ts';
import { envelope, temporaryFolder } from './harness.ts';
import { end, postTo } from './honest.ts';
import { bundleEndpoint, startProcess } from './process.ts';

const LIVES = 4;
const IN_A_LIFE = 60;

const bundle = await bundleEndpoint();

async function post(url: string): Promise<string | undefined> {
  // With a text, whose key is in a file that the first start makes.
  const one = envelope({ answers: { 'authority-type': 'commune', 'free-comment': 'Un avis' } });
  try {
    const response = await postTo(url, [one], { signal: AbortSignal.timeout(20_000) });
    const { verdicts } = await response.json();
    return verdicts[0].verdict === 'stored' ? one.id : undefined;
  } catch (error) {
    // The cut came before the answer: nothing was acknowledged.
    if (error instanceof TypeError || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

it('after power cuts that leave only what was flushed, has every response that it acknowledged, once', async () => {
  const shim = join(await temporaryFolder(), 'flushed-only.so');
  execFileSync('cc', ['-shared', '-fPIC', '-O1', '-o', shim, 'test/endpoint/flushed-only.c', '-ldl']);
  const acknowledged: string[] = [];
  let folder = await temporaryFolder();
  for (let life = 0; life < LIVES; life++) {
    const flushed = await temporaryFolder();
    // What an earlier life has flushed is on the disk.
    await cp(folder, flushed, { recursive: true });
    const env = { LD_PRELOAD: shim, FLUSHED_FROM: folder, FLUSHED_TO: flushed };
    const endpoint = await startProcess(bundle.main, folder, env);
    let now = 0;
    const client = async () => {
      for (let id = await post(endpoint.url); id; id = await post(endpoint.url)) {
        acknowledged.push(id);
        // In the midst of what the others have under way.
        if (++now === IN_A_LIFE) endpoint.child.kill('SIGKILL');
      }
    };
    await Promise.all(Array.from({ length: 8 }, client));
    expect(await endpoint.ended).toBe('SIGKILL');
    folder = await temporaryFolder();
    await cp(flushed, folder, { recursive: true, filter: (name) => !basename(name).startsWith('.') });
  }
  const endpoint = await startProcess(bundle.main, folder);
  const ids = (await rowsOf(endpoint.url)).map(({ id }) => id);
  await end(endpoint);
  expect(acknowledged.length).toBeGreaterThanOrEqual(LIVES * IN_A_LIFE);
  expect(acknowledged.filter((id) => !ids.includes(id))).toEqual([]);
  expect(new Set(ids).size).toBe(ids.length);
  const database = new SQLite(join(folder, 'responses.sqlite'), { readonly: true });
  expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
  database.close();
}, 120_000);
