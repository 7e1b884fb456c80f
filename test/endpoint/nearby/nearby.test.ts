import { once } from 'node:events';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { type AddressInfo, connect as connectPlain } from 'node:net';
import { join } from 'node:path';
import { checkServerIdentity, connect, createServer } from 'node:tls';
import { expect, it, onTestFinished } from 'vitest';
import { type Authority, readAuthority } from '../../../src/endpoint/nearby/authority.ts';
import { certifyServer, makeAuthority } from '../../../src/endpoint/nearby/certificates.ts';
import { createNearby } from '../../../src/endpoint/nearby/nearby.ts';
import { settingsFrom } from '../../../src/endpoint/process/settings.ts';
import { temporaryFolder } from '../harness.ts';

const FACTS = '/organisateur/tablets/facts';
const AUTHORITY = 'local-authority.json';
const DAY = 86_400_000;

const NETWORK = { netmask: '', family: 'IPv4', mac: '', internal: false, cidr: null } as const;

/** A laptop whose addresses a test changes. It listens on loopback alone. */
async function laptop({ dataDir = '', name = 'Stand-7', addresses = ['192.168.1.3'], host = '127.0.0.1' } = {}) {
  const folder = dataDir || (await temporaryFolder());
  const here = { addresses };
  const nearby = await createNearby(settingsFrom({ DATA_DIR: folder, HTTPS_PORT: '0', HOST: host }), new Map(), {
    hostname: () => name,
    networkInterfaces: () => ({ wifi: here.addresses.map((address) => ({ ...NETWORK, address })) }),
    listening: { host: '127.0.0.1' },
  });
  await nearby.listen(() => new Response('the app'));
  onTestFinished(() => nearby.close());
  const port = Number(new URL(nearby.origins()[0] ?? '').port);
  const authority = (await readAuthority(folder)) as Authority;
  const facts = async () => (await fetch(`http://127.0.0.1:${port}${FACTS}`)).json();
  return {
    folder,
    nearby,
    here,
    port,
    authority,
    facts,
    open: (at: string) => opened(port, at, authority.certificate),
  };
}

/** What a device gets that opens `host`: a body, or the reason why it trusts nothing. */
function opened(port: number, host: string, ca: string): Promise<string> {
  return new Promise((resolve) => {
    const identified: typeof checkServerIdentity = (_, certificate) => checkServerIdentity(host, certificate);
    const socket = connect({ host: '127.0.0.1', port, ca, checkServerIdentity: identified }, () =>
      socket.write(`GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`),
    );
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk;
    });
    socket.once('close', () => resolve(text));
    socket.once('error', (error) => resolve(error.message));
  });
}

it('a device that accepted the authority opens the app by name and address, and no other device does', async () => {
  const { port, open, folder } = await laptop();
  for (const host of ['stand-7.local', '192.168.1.3', 'localhost', '127.0.0.1'])
    expect([host, await open(host)]).toEqual([host, expect.stringContaining('the app')]);
  expect(await open('stand-7.local')).not.toContain('Strict-Transport-Security');
  expect(await open('192.168.1.4')).toContain('does not match');
  expect(await opened(port, 'localhost', makeAuthority('other', new Date()).certificate)).toMatch(/unable|signature/);
  expect((await stat(join(folder, AUTHORITY))).mode & 0o777).toBe(0o600);
});

it.each(['example.org', 'local.example.org', '8.8.8.8', '172.32.0.1', '2001:db8::1'])(
  'an authority whose key was stolen vouches for nothing of the Internet: %s',
  async (host) => {
    const { authority, nearby } = await laptop({ addresses: [host] });
    expect(nearby.origins()).toHaveLength(1);
    const { certificate, privateKey } = certifyServer([host], authority, new Date());
    const thief = createServer({ cert: certificate, key: privateKey }).listen(0, '127.0.0.1');
    onTestFinished(() => void thief.close());
    await once(thief, 'listening');
    const { port } = thief.address() as AddressInfo;
    expect(await opened(port, host, authority.certificate)).toBe('permitted subtree violation');
  },
);

it('without encryption the network gets neither app, nor desk, nor API', async () => {
  const { port, nearby, authority } = await laptop();
  for (const path of ['/api/health', '/organisateur', '/?mode=field&s=garden', '/sw.js', '/organisateur/tablets'])
    for (const method of ['GET', 'POST']) {
      const { status, headers } = await fetch(`http://127.0.0.1:${port}${path}`, { method, redirect: 'manual' });
      const isPage = path.startsWith('/?');
      expect([path, status, headers.get('Location')]).toEqual([path, isPage ? 200 : 302, isPage ? null : '/']);
    }
  const file = await fetch(`http://127.0.0.1:${port}/organisateur/tablets/barometre.crt`);
  expect(file.headers.get('Content-Type')).toBe('application/x-x509-ca-cert');
  expect(authority.certificate.replace(/\s|-----[^-]+-----/g, '')).toBe(
    Buffer.from(await file.arrayBuffer()).toString('base64'),
  );
  // A device that connects and says nothing does not hold up the end.
  const silent = connectPlain(port, '127.0.0.1');
  await once(silent, 'connect');
  const ended = once(
    silent.on('error', () => {}),
    'close',
  );
  await nearby.close();
  await ended;
});

it('a laptop that changes network is found at its new address, by the authority that tablets have', async () => {
  const { nearby, here, port, open, facts } = await laptop();
  here.addresses = ['10.0.0.9', '172.17.0.1', '192.168.43.5'];
  expect(await open('192.168.43.5')).toContain('does not match');
  await nearby.look();
  expect(await open('192.168.43.5')).toContain('the app');
  expect(await open('stand-7.local')).toContain('the app');
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
    const outdated = { machine: 'Stand-7', ...makeAuthority('Stand-7', new Date(Date.now() + days * DAY)) };
    await writeFile(join(dataDir, AUTHORITY), JSON.stringify(outdated));
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
  await expect(laptop({ host: '0.0.0.0' })).rejects.toThrow(/^HOST: with --https it stays 127.0.0.1/);
});
