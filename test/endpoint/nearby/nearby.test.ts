import { once } from 'node:events';
import { readFile, stat, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { checkServerIdentity, connect, createServer } from 'node:tls';
import { expect, it, onTestFinished } from 'vitest';
import { readAuthority } from '../../../src/endpoint/nearby/authority.ts';
import { certifyServer, makeAuthority } from '../../../src/endpoint/nearby/certificates.ts';
import { createNearby } from '../../../src/endpoint/nearby/nearby.ts';
import { settingsFrom } from '../../../src/endpoint/process/settings.ts';
import { machineAt, temporaryFolder } from '../harness.ts';

const AUTHORITY = 'local-authority.json';

/** A laptop whose addresses a test changes. */
async function laptop({ dataDir = '', name = 'Stand-7', addresses = ['192.168.1.3'], HOST = '' } = {}) {
  const folder = dataDir || (await temporaryFolder());
  const here = { addresses };
  const settings = settingsFrom({ DATA_DIR: folder, HTTPS_PORT: '0', HOST });
  const nearby = await createNearby(
    settings,
    new Map(),
    machineAt(name, () => here.addresses),
  );
  await nearby.listen(() => new Response('the app'));
  onTestFinished(() => nearby.close());
  const authority = await readAuthority(folder);
  if (!authority) throw new Error('it has none');
  const port = Number(new URL(nearby.origins()[0] ?? '').port);
  const facts = async () => (await fetch(`http://127.0.0.1:${port}/organisateur/tablets/facts`)).json();
  return { folder, nearby, here, port, authority, facts, open: (at: string) => open(port, at, authority.certificate) };
}

/** Returns what a device gets that opens `host`, or the reason why it does not trust it. */
function open(port: number, host: string, ca: string): Promise<string> {
  return new Promise((resolve) => {
    const identified: typeof checkServerIdentity = (_, certificate) => checkServerIdentity(host, certificate);
    const socket = connect({ host: '127.0.0.1', port, ca, checkServerIdentity: identified }, () =>
      socket.write(`GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`),
    );
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk;
    });
    socket.once('close', () => resolve(text)).once('error', ({ message }) => resolve(message));
  });
}

it('a device that accepted the authority opens the app by name and address, and no other device does', async () => {
  const { port, open: opened, folder } = await laptop();
  for (const host of ['stand-7.local', '192.168.1.3', 'localhost', '127.0.0.1'])
    expect([host, await opened(host)]).toEqual([host, expect.stringContaining('the app')]);
  expect(await opened('stand-7.local')).not.toContain('Strict-Transport-Security');
  expect(await opened('192.168.1.4')).toContain('does not match');
  expect(await open(port, 'localhost', makeAuthority('other', new Date()).certificate)).toMatch(/unable|signature/);
  expect((await stat(join(folder, AUTHORITY))).mode & 0o777).toBe(0o600);
});

it.each(['example.org', 'local.example.org', '8.8.8.8', '172.32.0.1', '2001:db8::1'])(
  'an authority whose key was stolen vouches for nothing of the Internet: %s',
  async (host) => {
    const { authority, nearby } = await laptop({ addresses: [host] });
    expect(nearby.origins()).toHaveLength(1);
    const { certificate: cert, privateKey: key } = certifyServer([host], authority, new Date());
    const thief = createServer({ cert, key }, (socket) => socket.end()).listen(0, '127.0.0.1');
    onTestFinished(() => void thief.close());
    await once(thief, 'listening');
    const { port } = thief.address() as AddressInfo;
    expect(await open(port, host, authority.certificate)).toBe('permitted subtree violation');
  },
);

it('without encryption the network gets neither app, nor desk, nor API, and other sites nothing at all', async () => {
  const { port } = await laptop();
  for (const path of ['/api/health', '/organisateur', '/sw.js', '/organisateur/tablets'])
    for (const method of ['GET', 'POST']) {
      const { status, headers } = await fetch(`http://127.0.0.1:${port}${path}`, { method, redirect: 'manual' });
      expect([path, status, headers.get('Location')]).toEqual([path, 302, '/']);
    }
  for (const [Origin, allowed] of [
    ['https://example.org', null],
    ['null', null],
    ['http://10.0.0.7:4443'],
    ['http://a.local'],
  ]) {
    const facts = await fetch(`http://127.0.0.1:${port}/organisateur/tablets/facts`, {
      headers: { Origin: `${Origin}` },
    });
    expect(facts.headers.get('Access-Control-Allow-Origin')).toBe(allowed === null ? null : Origin);
  }
  const { headers } = await fetch(`http://127.0.0.1:${port}/organisateur/tablets/barometre.crt`);
  // A page that asks every three seconds would hold up the end of the program.
  expect([headers.get('Content-Type'), headers.get('Connection')]).toEqual(['application/x-x509-ca-cert', 'close']);
});

it('a laptop that changes network is found at its new address, by the authority that tablets have', async () => {
  const { nearby, here, port, open: opened, facts } = await laptop();
  here.addresses = ['10.0.0.9', '172.17.0.1', '192.168.43.5'];
  expect(await opened('192.168.43.5')).toContain('does not match');
  await nearby.look();
  for (const host of ['192.168.43.5', 'stand-7.local']) expect(await opened(host)).toContain('the app');
  expect((await facts()).address).toBe(`http://192.168.43.5:${port}`);
  here.addresses = [];
  await nearby.look();
  expect((await facts()).origins).toEqual([`https://stand-7.local:${port}`]);
});

it('keeps its authority, makes another where none is valid, and names the machine that made a copied one', async () => {
  const { folder: dataDir, authority } = await laptop();
  const later = await laptop({ dataDir, name: 'other-laptop' });
  expect(later.authority).toEqual(authority);
  expect(await later.facts()).toMatchObject({ machine: 'other-laptop', madeOn: 'Stand-7' });
  for (const days of [-366, 366]) {
    const outdated = makeAuthority('Stand-7', new Date(Date.now() + days * 86_400_000));
    await writeFile(join(dataDir, AUTHORITY), JSON.stringify({ machine: 'Stand-7', ...outdated }));
    const renewed = await laptop({ dataDir });
    expect(renewed.authority.certificate).not.toBe(outdated.certificate);
    expect(await renewed.open('stand-7.local')).toContain('the app');
  }
});

it('refuses to start on a damaged authority, or where the app would leave in plain', async () => {
  const { folder: dataDir } = await laptop();
  const text = await readFile(join(dataDir, AUTHORITY), 'utf8');
  for (const damaged of [
    text.slice(9),
    text.replace(/MII./, 'AAAA'),
    text.replace(/"privateKey".*/, '"privateKey": "" }'),
  ]) {
    await writeFile(join(dataDir, AUTHORITY), damaged);
    await expect(laptop({ dataDir })).rejects.toThrow(/local-authority.json: .* is not as the serve --https command/);
  }
  await expect(laptop({ HOST: '0.0.0.0' })).rejects.toThrow(/^HOST: with --https it stays 127.0.0.1/);
});
