import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { build } from 'vite';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../endpoint/harness.ts';
import { openFirefox, openWebKit, WEBKIT_CRASHED } from '../support/other-browsers.ts';

/** A page of `localhost` that has the claims of `contracts/disk.ts`. */
async function serveClaims(folder: string): Promise<string> {
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      outDir: folder,
      target: ['firefox121', 'safari16.4'],
      copyPublicDir: false,
      lib: { entry: 'test/contracts/disk-in-page.ts', name: 'disk', formats: ['iife'], fileName: () => 'disk.js' },
    },
  });
  const script = await readFile(join(folder, 'disk.js'), 'utf8');
  const server = createServer((request, response) => {
    const isScript = request.url === '/disk.js';
    response.setHeader('Content-Type', isScript ? 'text/javascript' : 'text/html');
    response.end(isScript ? script : '<!doctype html><title>Disk</title><script src="/disk.js"></script>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

test.each([
  ['Firefox', openFirefox],
  ['WebKit', openWebKit],
])('%s has the disk that the device counts on', { retry: WEBKIT_CRASHED }, async (_, open) => {
  const folder = await temporaryFolder();
  const address = await serveClaims(join(folder, 'built'));
  const browser = await open(folder);
  onTestFinished(browser.close);
  await browser.go(address);
  await browser.run('disk.failuresOnIndexedDb().then((failures) => { window.failures = failures; });');
  await browser.until('return window.failures !== undefined');
  expect(await browser.run('return window.failures')).toEqual([]);
});
