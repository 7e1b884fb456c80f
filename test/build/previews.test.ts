import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { previewPages } from '../../src/build/prerender/previews.ts';
import { siteSource } from '../../src/build/site.ts';
import { pageHeaders } from '../../src/endpoint/http/security-headers.ts';
import { CANONICAL } from '../support/barometer.ts';

const SURVEYS = fileURLToPath(new URL('../../public/surveys', import.meta.url));
const site = await siteSource(SURVEYS).read();
const pages = previewPages(site, SURVEYS, 'https://barometre.example');
const ownPages = [...Object.keys(CANONICAL), 'composite'];

test('each profile has its page in each language, composites have one, and no other address under /p/ exists', () => {
  const all = [...site.surveys.values()].flatMap(({ current }, place) =>
    [
      ...(current.typology?.profiles.map(({ id }) => id) ?? []),
      place === 0 ? 'composite' : `composite-${current.id}`,
    ].flatMap((page) => current.languages.map((language, index) => `p/${page}${index === 0 ? '' : `.${language}`}`)),
  );
  expect([...pages.keys()].sort()).toEqual(all.sort());
  expect([...pages.keys()]).toEqual(expect.arrayContaining(ownPages.flatMap((page) => [`p/${page}`, `p/${page}.en`])));
});

test.each([...pages])('%s says the profile and nothing more, and works without script', (path, { html }) => {
  expect(html).toContain(`<meta property="og:url" content="https://barometre.example/${path}">`);
  expect(html).toContain(`<meta property="og:image" content="https://barometre.example/${path}.png">`);
  expect(html).toMatch(/<a href="\/\?(s=[a-z-]+&amp;)?c=partage(&amp;lang=en)?">/);
  expect(html.includes('lang=en')).toBe(path.endsWith('.en'));
  expect(html).not.toMatch(/<script|http-equiv|undefined|\{profile\}/);
  // Its one inline style is allowed by its digest.
  expect(pageHeaders(html)['Content-Security-Policy']).toMatch(/style-src 'self' 'sha256-/);
});

test('a composite is never shown as one of its profiles', () => {
  for (const [path, { html }] of pages)
    if (path.includes('composite'))
      for (const { current } of site.surveys.values())
        for (const { name } of current.typology?.profiles ?? [])
          expect(html).not.toContain(`<h1>${name.fr ?? ''}</h1>`);
});

test('without PUBLIC_URL there is no picture: an address from the root is none for a social network', () => {
  for (const { html } of previewPages(site, SURVEYS, undefined).values()) {
    expect(html).not.toMatch(/og:image|og:url|summary_large_image/);
    expect(html).toContain('<meta name="twitter:card" content="summary">');
  }
});

test.each([...pages])('the picture of %s is a PNG of 1200 × 630', (_, { picture = '' }) => {
  const png = readFileSync(picture);
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1200, 630]);
});
