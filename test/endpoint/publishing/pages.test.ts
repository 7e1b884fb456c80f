import { expect, onTestFinished, test, vi } from 'vitest';
import type { PageCall, StartPages } from '../../../src/endpoint/publishing/pages/page-renderer.ts';
import { createPages } from '../../../src/endpoint/publishing/pages/pages.ts';
import { serveCalls } from '../../../src/endpoint/storage/worker-calls.ts';
import PAGE_LANGUAGES from '../../fixtures/cases/page-languages.json' with { type: 'json' };
import { pending } from '../../pending.ts';
import { catalogueOf, inProcess, neverLate, studySurveys, testApp } from '../harness.ts';

const OTHER = 'exemple-benevolat';
const TEMPLATE = '<!doctype html><title>Baromètre</title><style>p{}</style>';

/** Renders by this function, as a thread would. */
const renderingBy = (render: (order: PageCall) => unknown): StartPages => inProcess((port) => serveCalls(port, render));

/** The pages of the shipped surveys, rendered by this function; what is logged is not printed. */
async function pagesBy(render: (order: PageCall) => unknown) {
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  neverLate();
  const catalogue = catalogueOf(await studySurveys());
  const { edition, published } = catalogue.served('numerique-territorial') ?? {};
  if (!edition || !published) throw new Error('no study');
  const files = new Map(
    published.current.languages.map((one) => [
      `${published.current.revision}.${one}.json`,
      new TextEncoder().encode('{}'),
    ]),
  );
  catalogue.put(published, { ...edition, id: 'f'.repeat(32), files });
  const pages = createPages({
    release: { name: 'r1', template: TEMPLATE },
    catalogue,
    publicUrl: undefined,
    start: renderingBy(render),
  });
  onTestFinished(() => pages.close());
  const text = async (survey: string | undefined, asked: string | null, reader: string[] = []) =>
    Buffer.from((await pages.of(survey, { asked, reader })).bytes).toString();
  return { catalogue, pages, text };
}

test('a page is rendered once for each language, names its release, and may not be kept without asking', async () => {
  const render = vi.fn(({ language }: PageCall) => `page in ${language}`);
  const { pages, text } = await pagesBy(render);
  expect(await text('numerique-territorial', 'en')).toBe('page in en');
  expect(await text('numerique-territorial', 'en')).toBe('page in en');
  expect(await text('numerique-territorial', 'tlh')).toBe('page in fr');
  expect(await text('numerique-territorial', null, ['de', 'en-GB', 'fr'])).toBe('page in en');
  expect(render).toHaveBeenCalledTimes(2);
  const { headers } = await pages.of('numerique-territorial', { asked: null, reader: [] });
  const Vary = 'Accept-Encoding, Accept-Language';
  expect(headers).toMatchObject({ Release: 'r1', 'Cache-Control': 'no-cache', Vary });
});

test.each(PAGE_LANGUAGES)('a page is in $name', async ({ languages, presentation, asked, reader, spoken }) => {
  const { catalogue, text } = await pagesBy(({ language, ui }: PageCall) => `${language} ${ui}`);
  const { published, edition } = catalogue.served(OTHER) ?? {};
  if (!edition || !published) throw new Error('no example');
  const files = new Map(languages.map((one) => [`1.${one}.json`, new TextEncoder().encode('{}')]));
  catalogue.put({ ...published, presentation, current: { ...published.current, languages } }, { ...edition, files });
  expect(await text(OTHER, asked, reader)).toBe(spoken);
});

test('a survey that is not there, or none, gets the page that names no survey', async () => {
  const { text } = await pagesBy(() => 'never');
  expect(await text('unknown', null)).toBe(TEMPLATE);
  expect(await text(undefined, null)).toBe(TEMPLATE);
});

test('a page that cannot be rendered is replaced by the page that names no survey, counted and logged', async () => {
  const { pages, text } = await pagesBy(() => {
    throw new RangeError('a bug in a component');
  });
  expect(await text('numerique-territorial', null)).toBe(TEMPLATE);
  expect(pages.failures()).toBe(1);
  const { app } = await testApp({ pages });
  expect(await (await app.request('http://localhost/api/health')).json()).toMatchObject({ pagesNotRendered: 1 });
});

test('a page that could not be rendered is tried again a minute later', async () => {
  let isBroken = true;
  const { text } = await pagesBy(() => {
    if (isBroken) throw new RangeError('a bug in a component');
    return 'a page';
  });
  expect(await text('numerique-territorial', null)).toBe(TEMPLATE);
  isBroken = false;
  await vi.advanceTimersByTimeAsync(59_999);
  expect(await text('numerique-territorial', null)).toBe(TEMPLATE);
  await vi.advanceTimersByTimeAsync(1);
  expect(await text('numerique-territorial', null)).toBe('a page');
});

test('another edition of a survey has another page, at once', async () => {
  const { catalogue, text } = await pagesBy(({ entry }) => entry.edition.slice(0, 1));
  expect(await text('numerique-territorial', null)).toBe('f');
  const { published, edition } = catalogue.served('numerique-territorial') ?? {};
  if (!published || !edition) throw new Error('no study');
  catalogue.put(published, { ...edition, id: 'e'.repeat(32) });
  expect(await text('numerique-territorial', null)).toBe('e');
});

test('pages that never end are answered with the page that names no survey, and another survey has its turn', async () => {
  const drawn: string[] = [];
  const { pages, text } = await pagesBy(({ entry: { id } }) => {
    drawn.push(id);
    return id === OTHER ? 'a page' : new Promise(() => {});
  });
  const asked = Promise.all([
    text('numerique-territorial', 'fr'),
    pages.landing('numerique-territorial', 'eclaireur.en', { asked: null, reader: [] }),
    text(OTHER, 'fr'),
  ]);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await asked).toEqual([TEMPLATE, '/?s=numerique-territorial&c=partage&lang=en', TEMPLATE]);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(await text(OTHER, 'fr')).toBe('a page');
  expect(drawn.indexOf(OTHER)).toBe(2);
});

test('a page under way is not ended by the patience of the one before', async () => {
  const { promise: finished, resolve: finish } = pending();
  const { text } = await pagesBy(async ({ language }) => {
    if (language === 'en') await finished;
    return `page in ${language}`;
  });
  await text('numerique-territorial', 'fr');
  vi.advanceTimersByTime(4_000);
  void text('numerique-territorial', 'en');
  await vi.advanceTimersByTimeAsync(3_000);
  finish();
  expect(await text('numerique-territorial', 'en')).toBe('page in en');
});
