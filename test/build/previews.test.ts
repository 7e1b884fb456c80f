import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { previewPages } from '../../src/build/prerender/previews.ts';
import { siteSource } from '../../src/build/site.ts';
import { pageHeaders } from '../../src/endpoint/http/security-headers.ts';
import { CANONICAL } from '../support/barometer.ts';

const PUBLIC = fileURLToPath(new URL('../../public', import.meta.url));
const site = await siteSource(`${PUBLIC}/surveys`).read();
const pages = previewPages(site, `${PUBLIC}/p`, 'https://barometre.example');

test('each profile has its page, and no other address under /p/ exists', () => {
  expect([...pages.keys()].sort()).toEqual(Object.keys(CANONICAL).map((profile) => `p/${profile}.html`));
});

test.each([...pages])('%s says the profile and nothing more, and works without script', (path, html) => {
  const profile = path.slice(2, -'.html'.length);
  expect(html).toContain(`<meta property="og:url" content="https://barometre.example/p/${profile}">`);
  expect(html).toContain(`<meta property="og:image" content="https://barometre.example/p/${profile}.png">`);
  expect(html).toContain('<a href="/?c=partage">');
  expect(html).not.toMatch(/<script|http-equiv|undefined/);
  // Its one inline style is allowed by its digest.
  expect(pageHeaders(html)['Content-Security-Policy']).toMatch(/style-src 'self' 'sha256-/);
});

test('without PUBLIC_URL there is no picture: an address from the root is none for a social network', () => {
  for (const html of previewPages(site, `${PUBLIC}/p`, undefined).values()) {
    expect(html).not.toMatch(/og:image|og:url|summary_large_image/);
    expect(html).toContain('<meta name="twitter:card" content="summary">');
  }
});

test.each(Object.keys(CANONICAL))('the picture of %s is a PNG of 1200 × 630', (profile) => {
  const png = readFileSync(`${PUBLIC}/p/${profile}.png`);
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1200, 630]);
});
