import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { SurveyEntry } from '../../../src/core/survey/survey-entry.ts';
import { createCatalogue } from '../../../src/endpoint/publishing/catalogue.ts';
import { createPages } from '../../../src/endpoint/publishing/pages/pages.ts';
import { shippedEditions, shippedSurveys } from '../../support/shipped.ts';
import { IN_PROCESS, neverLate, testApp } from '../harness.ts';

const { surveys } = await shippedSurveys();
const editions = await shippedEditions();
const [HOME = '', OTHER = ''] = surveys.keys();

/** The shipped surveys as an endpoint serves them; `look` may find more. */
async function serving({ ids = [HOME, OTHER], look = async () => {} } = {}) {
  const catalogue = createCatalogue({ first: HOME });
  const put = (id: string, changes = {}) => {
    const [published, edition] = [surveys.get(id), editions.get(id)];
    if (published && edition) catalogue.put({ ...published, ...changes }, edition);
  };
  for (const id of ids) put(id);
  const release = { name: 'r1', template: '<html lang="fr"><head><title></title><!--head--></head><footer></footer>' };
  neverLate();
  const pages = createPages({ release, catalogue, publicUrl: undefined, start: IN_PROCESS.startPages });
  onTestFinished(() => pages.close());
  const { app } = await testApp({ catalogue, pages, look });
  const get = (path: string, headers: Record<string, string> = {}) =>
    app.request(`http://localhost${path}`, { headers });
  const entry = async (path: string): Promise<SurveyEntry> => (await get(path)).json();
  return { catalogue, put, get, entry };
}

test('the file of an edition is kept for a year, and the same file is at an address that stays', async () => {
  const { get, entry } = await serving();
  const { edition, revision } = await entry(`/surveys/${HOME}/current`);
  const forEver = await get(`/surveys/${HOME}/${edition}/${revision}.fr.json`);
  const stable = await get(`/surveys/${HOME}/${revision}.fr.json`);
  expect(forEver.headers.get('Cache-Control')).toBe('max-age=31536000, immutable');
  expect(stable.headers.get('Cache-Control')).toBe('no-cache');
  expect(await forEver.text()).toBe(await stable.text());
  const etag = stable.headers.get('ETag') ?? '';
  expect((await get(`/surveys/${HOME}/${revision}.fr.json`, { 'If-None-Match': etag })).status).toBe(304);
});

test('a file travels as small as Brotli gets it, the first time too', async () => {
  const { get } = await serving();
  const reply = await get(`/surveys/${HOME}/2.fr.json`, { 'Accept-Encoding': 'br' });
  expect(reply.headers.get('Content-Encoding')).toBe('br');
  const bytes = new Uint8Array(await reply.arrayBuffer());
  const oneLevelLower = { params: { [constants.BROTLI_PARAM_QUALITY]: 10 } };
  expect(bytes.byteLength).toBeLessThan(brotliCompressSync(brotliDecompressSync(bytes), oneLevelLower).byteLength);
});

test('the current edition is said in a few bytes, with the languages and whether links need the name', async () => {
  const { entry } = await serving();
  expect(await entry('/surveys/current')).toEqual({
    id: HOME,
    edition: editions.get(HOME)?.id,
    revision: surveys.get(HOME)?.current.revision,
    languages: surveys.get(HOME)?.current.languages,
    isHome: true,
  });
  expect(await entry(`/surveys/${OTHER}/current`)).not.toHaveProperty('isHome');
});

test('the page of each survey names it in its head, in the language that is asked for', async () => {
  const { get } = await serving();
  const page = async (path: string, languages = '') => (await get(path, { 'Accept-Language': languages })).text();
  expect(await page('/')).toContain(`{"id":"${HOME}"`);
  expect(await page(`/?s=${OTHER}&c=affiche&lang=en`)).toMatch(new RegExp(`<html lang="en">.*"id":"${OTHER}"`, 's'));
  expect(await page('/?lang=es', 'fr')).toMatch(/<html lang="es".*<title>Barómetro/s);
  expect(await page(`/?s=${OTHER}`)).toBe(await page(`/?s=${OTHER}&c=x&lang=fr&utm_source=y`));
  expect(await page(`/?s=${OTHER}`, 'fr;q=0.8,de,en-GB;q=0.9')).toBe(await page(`/?s=${OTHER}&lang=en`));
  expect(await page('/?s=unknown')).toContain('<!--head-->');
  expect((await get('/')).headers.get('Release')).toBe('r1');
  const led = async (path: string) => (await get(path)).headers.get('Location');
  expect(await led(`/${OTHER.toUpperCase()}/ST%C3%84ND?lang=en`)).toBe(`/?s=${OTHER}&lang=en&c=stand`);
  expect([await led(`/${OTHER}/no.channel`), await led('/unknown')]).toEqual([`/?s=${OTHER}`, null]);
});

test('the page of a preview names no survey, and is neither cached nor indexed', async () => {
  const { get } = await serving();
  const page = await get('/preview');
  expect(await page.text()).toContain('<!--head-->');
  expect(page.headers.get('Cache-Control')).toBe('no-store');
  expect(page.headers.get('X-Robots-Tag')).toBe('noindex');
  expect(page.headers.get('Referrer-Policy')).toBe('no-referrer');
});

test('an edition that was replaced is still there, and one that is long gone is not found', async () => {
  const { catalogue, get } = await serving();
  const [published, first] = [surveys.get(HOME), editions.get(HOME)];
  if (!published || !first) throw new Error('no study');
  const replace = (id: string) => catalogue.put(published, { ...first, id: id.repeat(32) });
  const status = async (id: string) => (await get(`/surveys/${HOME}/${id}/2.fr.json`)).status;
  replace('1');
  replace('2');
  expect([await status(first.id), await status('1'.repeat(32))]).toEqual([200, 200]);
  replace('3');
  expect([await status(first.id), await status('3'.repeat(32))]).toEqual([404, 200]);
});

test.each([
  [`/surveys/${HOME}/..%2f..%2findex.html`],
  [`/surveys/${HOME}/__proto__`],
  [`/surveys/${HOME}/${'0'.repeat(32)}/2.fr.json`],
  [`/surveys/${HOME}/2.de.json`],
  [`/surveys/${HOME}/2.json`],
  [`/surveys/${HOME}/lessons.fr.md`],
  ['/surveys/unknown/2.fr.json'],
  ['/surveys/unknown/current'],
  ['/surveys/__proto__/current'],
  ['/accessibilite?s=unknown'],
])('%s is not found', async (path) => {
  const { get } = await serving();
  const reply = await get(path);
  expect([reply.status, await reply.json()]).toEqual([404, { code: 'not-found' }]);
});

test('a survey that was published elsewhere a moment ago is looked for before it is refused', async () => {
  const look = vi.fn(async () => site.put(OTHER));
  const site = await serving({ ids: [HOME], look });
  expect((await site.entry(`/surveys/${OTHER}/current`)).id).toBe(OTHER);
  expect((await site.get(`/surveys/${HOME}/2.fr.json`)).status).toBe(200);
  expect(look).toHaveBeenCalledTimes(1);
});

test('a list names the surveys that are listed, and no other', async () => {
  const { put, get } = await serving();
  put(OTHER, { isUnlisted: true });
  expect(await (await get('/surveys/index.json')).json()).toEqual({ surveys: [{ id: HOME, revision: 3 }] });
});

test('without a home survey, the bare address has the page that names none', async () => {
  const { get } = await serving({ ids: [OTHER] });
  expect(await (await get('/')).text()).toMatch(/<!--head-->.*<footer[^>]*>Accessibilité/);
  expect((await get('/accessibilite')).headers.get('Location')).toBe('/');
  expect((await get('/surveys/current')).status).toBe(404);
});

test('a picture of a link may be shown by other sites, at its old address too', async () => {
  const { get } = await serving();
  for (const path of [`/surveys/${HOME}/previews/eclaireur.png`, `/p/${HOME}/eclaireur.png`, '/p/eclaireur.png']) {
    const reply = await get(path);
    expect([path, reply.status, reply.headers.get('Cross-Origin-Resource-Policy')]).toEqual([
      path,
      200,
      'cross-origin',
    ]);
  }
});
