import { expect, onTestFinished, test, vi } from 'vitest';
import { readyBody } from '../../../src/endpoint/http/precompressed-body.ts';
import type { StartPages } from '../../../src/endpoint/publishing/pages/page-renderer.ts';
import { createPages } from '../../../src/endpoint/publishing/pages/pages.ts';
import { serveCalls } from '../../../src/endpoint/storage/worker-calls.ts';
import type { Results } from '../../../src/wire/results.ts';
import { publicationOfPeople } from '../../support/season.ts';
import { shippedEditions, shippedSurveys } from '../../support/shipped.ts';
import { catalogueOf, IN_PROCESS, inProcess, neverLate, testApp } from '../harness.ts';

const SURVEY = 'numerique-territorial';
const ADDRESS = `/api/results/${SURVEY}/front`;
const { surveys } = await shippedSurveys();
const published = surveys.get(SURVEY);
if (!published) throw new Error('no study');
const { current, results: file } = published;
const someResults = publicationOfPeople(current, { commune: 200, region: 40 }, { file });
const NOTHING: Results = { ...someResults, answered: 0, strata: { all: null } };

/** An endpoint that has published this, until another `publish`. */
async function endpoint(first: Results, startPages: StartPages = IN_PROCESS.startPages) {
  const catalogue = catalogueOf(surveys);
  const edition = (await shippedEditions()).get(SURVEY);
  if (!published || !edition) throw new Error('no study');
  catalogue.put(published, edition);
  const start = vi.fn(startPages);
  const release = { name: 'r1', template: '<!doctype html><title></title>' };
  neverLate();
  const pages = createPages({ release, catalogue, publicUrl: undefined, start });
  onTestFinished(() => pages.close());
  let shown = first;
  const publications = {
    of: () => readyBody(shown),
    publishDue: async () => {},
    forget: () => {},
    state: async () => null,
  };
  const { app } = await testApp({ surveys, catalogue, pages, publications });
  const read = async (address = ADDRESS, init: RequestInit = {}) => {
    const response = await app.request(address, init);
    return { response, html: await response.text() };
  };
  const publish = (next: Results) => {
    shown = next;
  };
  return { read, publish, app };
}

test('the first page of the results has the published numbers, in the language that is asked for or the first', async () => {
  const { read } = await endpoint(someResults);
  const { html, response } = await read();
  expect(response.headers.get('Content-Type')).toBe('text/html; charset=utf-8');
  expect(response.headers.get('Cache-Control')).toBe('no-cache');
  const text = html.replaceAll(/<[^>]*>/g, '');
  const { n = 0 } = someResults.strata.all ?? {};
  expect(text).toContain(`${n} réponses`);
  expect(html.match(/data-finding=/g)).toHaveLength(3);
  expect(html.match(/data-part=/g)).toHaveLength(6);
  expect((await read(`${ADDRESS}?lang=en`)).html).toContain(`${n} responses`);
  expect((await read(`${ADDRESS}?lang=tlh`)).html).toBe(html);
});

test('it has neither script nor style that the policy of the page would refuse', async () => {
  const { html } = await (await endpoint(someResults)).read();
  expect(html).not.toMatch(/<script|<style|\sstyle=|\son\w+=/);
  expect(html.match(/ data-style="inline-size:\d+%;"/g)?.length).toBeGreaterThan(3);
});

test('what was published since is in it at once, and what is unchanged is not sent again', async () => {
  const { read, publish } = await endpoint(someResults);
  const etag = (await read()).response.headers.get('ETag') ?? '';
  const again = { headers: { 'If-None-Match': etag } };
  expect((await read(ADDRESS, again)).response.status).toBe(304);
  publish(publicationOfPeople(current, { commune: 300 }, { file }));
  const { response, html } = await read(ADDRESS, again);
  expect(response.status).toBe(200);
  expect(html).toContain('300');
});

test('there is nothing before the first publication, and none of a survey that is not there', async () => {
  const { read, publish } = await endpoint(NOTHING);
  const { response, html } = await read();
  expect([response.status, html]).toEqual([204, '']);
  publish(someResults);
  expect((await read()).response.status).toBe(200);
  expect((await read('/api/results/unknown/front')).response.status).toBe(404);
});

test('one that cannot be drawn is left to the app, logged and counted', async () => {
  const written = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const { read, app } = await endpoint(
    someResults,
    inProcess((port) =>
      serveCalls(port, () => {
        throw new RangeError('a bug in a component');
      }),
    ),
  );
  expect((await read()).response.status).toBe(204);
  expect((await read()).response.status).toBe(204);
  expect(written.mock.calls.flat().join('')).toContain('page-not-rendered');
  expect(await (await app.request('/api/health')).json()).toMatchObject({ pagesNotRendered: 1 });
});
