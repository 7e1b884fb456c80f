import { createHash } from 'node:crypto';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readAssets } from '../../../src/endpoint/http/assets.ts';
import HTTP from '../../fixtures/cases/http.json' with { type: 'json' };
import { temporaryFolder, testApp } from '../harness.ts';

const SCRIPT = 'document.documentElement.lang="fr"';
const STYLE = 'body{margin:0}';
const PAGE =
  `<!doctype html><style>${STYLE}</style><script type="application/json" id="surveys">[]</script>` +
  `<script>${SCRIPT}</script><script type="module" src="/assets/a-1.js"></script>`;
const WORKER = 'self.x = 1;\n'.repeat(50);
const CODE = 'export const long = 1;\n'.repeat(50);

async function served() {
  const folder = await temporaryFolder();
  const outside = await temporaryFolder();
  await mkdir(join(folder, 'assets'));
  await mkdir(join(folder, 'previews'));
  await writeFile(join(outside, 'secret.txt'), 'secret');
  await symlink(join(outside, 'secret.txt'), join(folder, 'link.txt'));
  await writeFile(join(folder, 'index.html'), PAGE);
  await writeFile(join(folder, 'sw.js'), WORKER);
  await writeFile(join(folder, 'sw.js.br'), brotliCompressSync(WORKER));
  await writeFile(join(folder, 'sw.js.gz'), gzipSync(WORKER));
  await writeFile(join(folder, 'page.html'), '<!doctype html><title>p</title>');
  for (const picture of ['previews/explorateur.png', 'picture.png'])
    await writeFile(join(folder, picture), 'a picture');
  await writeFile(join(folder, 'assets', 'a-1.js'), CODE);
  await writeFile(join(folder, 'assets', 'a-1.js.br'), brotliCompressSync(CODE));
  await writeFile(join(folder, 'assets', 'a-1.js.gz'), gzipSync(CODE));
  const { app } = await testApp({ assets: await readAssets(folder) });
  return (path: string, headers: Record<string, string> = {}) => app.request(`http://localhost${path}`, { headers });
}

const sha = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

describe('the built app', () => {
  it('is served with a policy that lets its own inline style and script run, and nothing else', async () => {
    const response = await (await served())('/?s=numerique-territorial&c=x');
    expect(await response.text()).toBe(PAGE);
    expect(response.headers.get('Content-Security-Policy')).toBe(
      `default-src 'none'; script-src 'self' ${sha(SCRIPT)}; style-src 'self' ${sha(STYLE)}; img-src 'self' blob: data:; ` +
        "font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; " +
        "form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types sw",
    );
    const expected = {
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cache-control': 'no-cache',
      'content-type': 'text/html; charset=utf-8',
    };
    expect(Object.fromEntries(response.headers)).toMatchObject(expected);
    expect(response.headers.get('Permissions-Policy')).toContain('geolocation=()');
    expect(response.headers.has('Clear-Site-Data')).toBe(false);
    expect(response.headers.has('Access-Control-Allow-Origin')).toBe(false);
  });

  it('has files whose policy allows nothing, and a worker with the policy of its page', async () => {
    const get = await served();
    const policy = async (path: string) => (await get(path)).headers.get('Content-Security-Policy');
    expect(await policy('/picture.png')).toBe("default-src 'none'; frame-ancestors 'none'");
    expect(await policy('/sw.js')).toContain("connect-src 'self'");
  });

  it.each([
    ['/', 'same-origin'],
    ['/page.html', 'same-origin'],
    ['/sw.js', 'same-origin'],
    // The frame of a draft has no origin.
    ['/assets/a-1.js', null],
    ['/picture.png', 'same-origin'],
    ['/nothing', 'same-origin'],
    // Pages that show a link to a card or to a survey show its picture.
    ['/previews/explorateur.png', 'cross-origin'],
  ])('says which pages may embed %s: %s', async (path, expected) => {
    const { headers } = await (await served())(path);
    expect(headers.get('Cross-Origin-Resource-Policy')).toBe(expected);
  });

  it.each([
    ['br, gzip', 'br'],
    ['gzip', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['', null],
  ])('gives what the browser accepts: "%s"', async (accepted, encoding) => {
    const get = await served();
    const response = await get('/assets/a-1.js', { 'Accept-Encoding': accepted });
    expect(response.headers.get('Content-Encoding')).toBe(encoding);
    expect(response.headers.get('Vary')).toBe('Accept-Encoding');
    expect(response.headers.get('Cache-Control')).toBe('max-age=31536000, immutable');
    expect(response.headers.has('ETag')).toBe(false);
  });

  it.each([
    ['br, gzip', '-br"'],
    ['gzip', '-gzip"'],
    ['', '"'],
  ])('lets browsers ask again for files that may change: "%s"', async (accepted, ending) => {
    const get = await served();
    const response = await get('/sw.js', { 'Accept-Encoding': accepted });
    expect(response.headers.get('Cache-Control')).toBe('no-cache');
    const etag = response.headers.get('ETag') ?? '';
    expect(etag.endsWith(ending)).toBe(true);
    const again = await get('/sw.js', { 'Accept-Encoding': accepted, 'If-None-Match': `"x", ${etag}` });
    expect([again.status, await again.text()]).toEqual([304, '']);
  });

  it.each(HTTP.missingFiles)('has nothing at %s', async (path) => {
    const response = await (await served())(path);
    expect(response.status).toBe(404);
    expect(response.headers.get('Content-Security-Policy')).toContain("default-src 'none'");
    expect(response.headers.get('Cache-Control')).toBe('no-store');
  });
});
