import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import type { Envelope } from '../../src/wire/envelope.ts';
import { rowsOf } from '../support/ask.ts';
import { envelope, temporaryFolder } from './harness.ts';
import { end, postTo } from './honest.ts';
import { bundleEndpoint, startProcess } from './process.ts';

const bundle = await bundleEndpoint();

async function send(url: string, envelopes: readonly Envelope[], headers: Record<string, string> = {}) {
  const response = await postTo(url, envelopes, { headers, signal: AbortSignal.timeout(20_000) });
  const { verdicts } = await response.json();
  return verdicts as { id: string; digest: string; verdict: string }[];
}

describe('an endpoint that is stopped', () => {
  it('by SIGTERM under load answers what it has begun, and ends well', async () => {
    const folder = await temporaryFolder();
    const endpoint = await startProcess(bundle.main, folder);
    const acknowledged: string[] = [];
    let alive = true;
    const clients = Array.from({ length: 16 }, async () => {
      while (alive) {
        const one = envelope();
        const answered = await send(endpoint.url, [one]).then(
          (verdicts) => verdicts,
          () => undefined,
        );
        if (answered?.[0]?.verdict === 'stored') acknowledged.push(one.id);
        if (!answered) return;
      }
    });
    await expect.poll(() => acknowledged.length).toBeGreaterThan(40);
    await end(endpoint);
    alive = false;
    await Promise.all(clients);
    expect((await readdir(folder)).filter((name) => name.endsWith('-wal'))).toEqual([]);
    const database = new SQLite(join(folder, 'responses.sqlite'), { readonly: true });
    const kept = new Set(database.prepare('SELECT id FROM response').pluck().all());
    database.close();
    expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);
  });
});

describe('an endpoint that starts', () => {
  it('makes its token once, shows it once, and keeps it for itself', async () => {
    const folder = await temporaryFolder();
    const first = await startProcess(bundle.main, folder, { ORGANISER_TOKEN: '' });
    const [, token = ''] = /data folder: (\S+)/.exec(first.printed()) ?? [];
    expect(token).toMatch(/^[\w-]{32}$/);
    await end(first);
    const second = await startProcess(bundle.main, folder, { ORGANISER_TOKEN: '' });
    expect(second.printed()).not.toContain(token);
    const headers = { Authorization: `Bearer ${token}` };
    expect((await fetch(`${second.url}/api/export/numerique-territorial.csv?today=1`, { headers })).status).toBe(200);
    await end(second);
  });

  it('says once what is missing without PUBLIC_URL, and nothing of it with one', async () => {
    for (const [env, times] of [
      [{}, 1],
      [{ PUBLIC_URL: 'https://barometre.example' }, 0],
    ] as const) {
      const endpoint = await startProcess(bundle.main, await temporaryFolder(), env);
      await fetch(`${endpoint.url}/`, { headers: { Host: 'elsewhere.example' } });
      await end(endpoint);
      expect(endpoint.printed().match(/\{"event":"public-url-missing","setting":"PUBLIC_URL",/g) ?? []).toHaveLength(
        times,
      );
      expect(endpoint.printed()).not.toContain('elsewhere');
    }
  });

  it.each([
    [
      'a survey folder without surveys',
      { SURVEYS_DIR: 'src' },
      /^ended with 1: src\/index\.json: \(file\): no such file\n$/,
    ],
    ['a port that is no port', { PORT: 'x' }, /^ended with 1: PORT: [^\n]+\n$/],
    ['a data folder in a file', { DATA_DIR: '/etc/hostname/x' }, /^ended with 1: cannot make [^\n]+\n$/],
    // Its responses are open by then, and a thread writes to them.
    [
      'a database of contacts that is not there',
      { CONTACTS_URL: 'postgres://someone@127.0.0.1:9/x' },
      /^ended with 1: cannot reach the database of CONTACTS_URL: connect ECONNREFUSED 127\.0\.0\.1:9\n$/,
    ],
  ])('does not, with %s, and says why in one line', async (_, env, expected) => {
    await expect(startProcess(bundle.main, await temporaryFolder(), env)).rejects.toThrow(expected);
  });
});

describe('an endpoint that runs', () => {
  it('answers readers while a write waits for the disk', async () => {
    const folder = await temporaryFolder();
    const endpoint = await startProcess(bundle.main, folder);
    await send(endpoint.url, [envelope()]);
    const other = new SQLite(join(folder, 'responses.sqlite'));
    other.exec('BEGIN IMMEDIATE');
    let settled = false;
    const waiting = send(endpoint.url, [envelope()]).finally(() => {
      settled = true;
    });
    // One, since the write is given up after some seconds, and an export starts a separate thread.
    expect(await rowsOf(endpoint.url)).toHaveLength(1);
    expect(settled).toBe(false);
    other.exec('ROLLBACK');
    other.close();
    expect(await waiting).toMatchObject([{ verdict: 'stored' }]);
    await end(endpoint);
  });

  it('goes on receiving when its log is not read any more', async () => {
    const folder = await temporaryFolder();
    const endpoint = await startProcess(bundle.main, folder);
    endpoint.child.stdout?.destroy();
    // Each use of the token is logged.
    for (let asked = 0; asked < 3; asked++) expect(await rowsOf(endpoint.url)).toHaveLength(0);
    expect(await send(endpoint.url, [envelope()])).toMatchObject([{ verdict: 'stored' }]);
    await end(endpoint);
  });
});

describe('what is planted around a response', () => {
  it('is in no file and in nothing that is printed', async () => {
    const folder = await temporaryFolder();
    const endpoint = await startProcess(bundle.main, folder, { TRUST_PROXY: '1' });
    const planted = {
      'X-Forwarded-For': '203.0.113.77',
      'User-Agent': 'PlantedBrowser/1.0',
      Referer: 'https://planted.example/page',
      'App-Version': 'planted-version',
      Cookie: 'planted=cookie',
    };
    const before = new Date();
    await send(endpoint.url, [envelope(), envelope({ answers: { 'authority-type': 'PLANTED-answer' } })], planted);
    await fetch(`${endpoint.url}/api/planted-path`, { headers: planted });
    const files = await readdir(folder);
    expect(files).toContain('responses.sqlite-wal');
    const traces = [...Object.values(planted), 'PLANTED-answer', 'planted', '127.0.0.1'];
    // Days are kept; hours and minutes of this moment, in any usual writing, are not.
    const iso = before.toISOString();
    const times = [iso.slice(0, 16), iso.slice(11, 16), String(Math.floor(before.getTime() / 100_000))];
    for (const name of files) {
      const content = await readFile(join(folder, name));
      for (const trace of [...traces, ...times]) expect(content.includes(trace), `${trace} in ${name}`).toBe(false);
    }
    await end(endpoint);
    const printed = endpoint.printed().replaceAll(endpoint.url, '');
    for (const trace of [...traces, ...times]) expect(printed).not.toContain(trace);
  });
});
