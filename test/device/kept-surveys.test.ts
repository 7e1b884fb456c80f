import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { answerNavigation } from '../../sw/answer.ts';
import {
  adoptSurveys,
  countMissingOf,
  dropUnused,
  entryFor,
  keepSurvey,
  keptSurveys,
  readyEntry,
  removeSurvey,
} from '../../sw/keep-survey.ts';
import { countMissingIn, findInEdition, keptEditionsOf } from '../../sw/kept-editions.ts';
import { dropPagesOfOthers, findLack, findPage, keptEntry } from '../../sw/kept-pages.ts';
import { dropOldest } from '../../sw/make-room.ts';
import { cacheOf, install, prune, type Wanted } from '../../sw/precache.ts';
import { prepareSurveys } from '../../sw/prepare-surveys.ts';
import { takeOver } from '../../sw/take-over.ts';
import { type EditionServer, editionServer, type SurveyFiles } from '../support/edition-server.ts';
import { listed } from '../support/listed.ts';
import { GARDEN_FILE } from '../support/surveys-in-browser.ts';
import { clean, draftOf, failStorage, fakeEndpoint, open, SURVEY, status, until } from './support.ts';

const GARDEN: SurveyFiles = {
  '1.fr.json': 'questions',
  'texts.fr.json': 'texts',
  'notice.json': ['notice', 'tablet'],
  'previews/a.png': ['picture', 'network'],
};
const IN_TWO: SurveyFiles = { ...GARDEN, '1.en.json': 'asked', 'texts.en.json': 'said' };
const TWO = { languages: ['fr', 'en'] };
const CORRECTED: SurveyFiles = { ...GARDEN, '1.fr.json': 'questions, corrected' };
const PORTAL = () => new Response('<html>Wi-Fi</html>', { headers: { 'Content-Type': 'text/html' } });

let server: EditionServer;
beforeEach(() => {
  server = editionServer('one');
});
afterEach(async () => {
  vi.restoreAllMocks();
  await clean();
  for (const name of await caches.keys()) await caches.delete(name);
});

const keep = (id = 'garden', release = 'one', wanted: Wanted = {}) => keepSurvey(release, id, server.fetch, wanted);
const page = async (language = 'fr', release = 'one') => (await findPage(release, 'garden', language))?.text();
const isReady = async (release = 'one') => (await readyEntry(release, 'garden'))?.edition;

async function failureOf(attempt: Promise<unknown>): Promise<string> {
  return attempt.then(
    () => 'none',
    (error: unknown) => String(error),
  );
}

async function beginDay(search: string): Promise<void> {
  await (await caches.open('barometre_day')).put('/day', new Response(search));
}

test('a survey is kept with its files for phones and a page in the language that was read, and nothing of another survey', async () => {
  await server.publish('other', GARDEN);
  const { edition } = await server.publish('garden', IN_TWO, TWO);
  expect(await keep('garden', 'one', { languages: ['fr'] })).toBe('kept');
  expect(await isReady()).toBe(edition);
  const files = ['1.fr.json', 'texts.fr.json', 'notice.json', 'previews/a.png'];
  const kept = await Promise.all(files.map((path) => findInEdition({ id: 'garden', edition }, path)));
  expect(kept.map((file) => file !== undefined)).toEqual([true, true, false, false]);
  expect(server.asked.filter((path) => /other|[.=]en/.test(path))).toEqual([]);
  expect(await keptSurveys('one')).toMatchObject([{ id: 'garden', edition, bytes: 'questionstexts'.length }]);
  // Kept already: one question to the server.
  server.asked.length = 0;
  await keep();
  expect(server.asked).toEqual(['/surveys/garden/current']);
});

test('a language is kept from when it is read, by later editions and releases too, and by a tablet before', async () => {
  const opens = async (language: string, release = 'two') =>
    (await readyEntry(release, 'garden', [language])) !== undefined && (await page(language, release)) !== undefined;
  await server.publish('garden', IN_TWO, TWO);
  await keep('garden', 'one', { languages: ['fr'] });
  server.answer = (path) => (path.includes('texts.en') ? new Response('no', { status: 503 }) : undefined);
  expect(await failureOf(keep('garden', 'one', { languages: ['en'] }))).not.toBe('none');
  expect([await opens('fr', 'one'), await opens('en', 'one')]).toEqual([true, false]);
  server.answer = () => undefined;
  await keep('garden', 'one', { languages: ['en'] });
  const inThree = { ...IN_TWO, '1.en.json': 'asked again', 'texts.es.json': 'es' };
  await server.publish('garden', inThree, { languages: ['fr', 'en', 'es'] });
  server.releases = ['two'];
  await install('two', [], server.fetch);
  await prepareSurveys('two', server.fetch);
  expect([await opens('fr'), await opens('en'), await opens('es')]).toEqual([true, true, false]);
  await keep('garden', 'two', { forTablet: true });
  expect(await opens('es')).toBe(true);
});

test('an address leads offline to a survey and a language that are kept, on a tablet to those of its day, and else to none', async () => {
  await server.publish('garden', IN_TWO, { ...TWO, isHome: true, short: [{ path: 'foret-2027', channel: null }] });
  await keep('garden', 'one', { languages: ['fr'] });
  await (await caches.open(cacheOf('one'))).put('/index.html', new Response('any survey'));
  vi.spyOn(globalThis, 'fetch').mockRejectedValue(new TypeError('no network'));
  const answered = async (path: string) => {
    const answer = await answerNavigation('one', new URL(path, location.origin), new Request(path));
    return answer?.headers.get('Location')?.replace(location.origin, '') ?? (await answer?.text());
  };
  expect(await answered('/FORÊT-2027/Fair/?lang=en')).toBe('/?s=garden&lang=en&c=fair');
  expect(await answered('/?s=garden&lang=en&c=fair')).toBe('/?s=garden&lang=fr&c=fair');
  expect([await answered('/Garden/%zz'), await answered('/elsewhere')]).toEqual(['/?s=garden', '']);
  await beginDay('?mode=field&s=garden&lang=fr');
  expect([await answered('/elsewhere'), await answered('/foret-2027')]).toEqual(Array(2).fill(await page()));
});

test('an edition is used once it is complete; until then, the one before', async () => {
  const first = await server.publish('garden', GARDEN);
  await keep();
  const second = await server.publish('garden', CORRECTED);
  server.answer = (path) => (path.endsWith('1.fr.json') ? new Response('no', { status: 503 }) : undefined);
  expect(await failureOf(keep())).not.toBe('none');
  expect(await isReady()).toBe(first.edition);
  expect(await page()).toContain(first.edition);
  server.answer = () => undefined;
  server.asked.length = 0;
  await keep();
  expect(await isReady()).toBe(second.edition);
  expect(await page()).toContain(second.edition);
  expect(await keptEditionsOf('garden')).toEqual([{ id: 'garden', edition: second.edition }]);
  // What did not change was copied from the edition before.
  expect(server.asked.filter((path) => path.endsWith('texts.fr.json'))).toEqual([]);
});

test.each([
  ['an entry', '/surveys/garden/current'],
  ['the list of an edition', 'files.json'],
  ['a file of it', 'texts.fr.json'],
  ['a page', '/?s=garden'],
])('the page of a Wi-Fi network is never kept in place of %s', async (_, part) => {
  await server.publish('garden', GARDEN);
  server.answer = (path) => (path.includes(part) ? PORTAL() : undefined);
  expect(await failureOf(keep())).not.toBe('none');
  expect(await isReady()).toBeUndefined();
  for (const name of await caches.keys())
    for (const request of await (await caches.open(name)).keys())
      expect(await (await caches.match(request))?.text()).not.toContain('Wi-Fi');
  server.answer = () => undefined;
  expect(await keep()).toBe('kept');
});

test('a list that is not the one of its edition is never kept, though it is one', async () => {
  await server.publish('garden', GARDEN);
  server.answer = (path) => (path.endsWith('files.json') ? new Response('{"files":[]}') : undefined);
  expect(await failureOf(keep())).toMatch('not the listing of its edition');
  expect(await isReady()).toBeUndefined();
});

test('a page of another release is never kept; of two that answer in turn, its own is', async () => {
  const { edition } = await server.publish('garden', GARDEN);
  server.releases = ['two'];
  expect(await keep('garden', 'one', { forTablet: true })).toBe('other-pages');
  expect(await isReady()).toBeUndefined();
  // The edition is the same for all releases: the generic page opens with it, also on a tablet that lacks nothing else.
  expect(await countMissingOf('one', 'garden')).toBe(0);
  expect(await keptEntry('one', 'garden')).toMatchObject({ edition });
  server.releases = ['two', 'one'];
  expect(await keep()).toBe('kept');
  expect(await page()).toMatch(/^one garden/);
});

test.each([
  ['another edition', '<script type="application/json" id="survey">{}</script>'],
  ['no survey, since its own is late,', '<!doctype html>'],
])('a page of %s is never kept', async (_, html) => {
  const { edition } = await server.publish('garden', GARDEN);
  await keep();
  const newer = await server.publish('garden', CORRECTED);
  server.answer = (path) => (path.startsWith('/?') ? new Response(html, ofOne) : undefined);
  expect(await keep()).toBe('other-pages');
  expect(await isReady()).toBe(edition);
  expect(await countMissingIn(newer, {})).toBe(0);
});
const ofOne = { headers: { Release: 'one' } };

test('a release after another, and back, each have their own pages of the one edition', async () => {
  const { edition } = await server.publish('garden', GARDEN);
  await install('one', [], server.fetch);
  await keep();
  for (const release of ['two', 'one']) {
    server.releases = [release];
    server.asked.length = 0;
    await install(release, [], server.fetch);
    expect(await adoptSurveys(release)).toEqual(['garden']);
    await keep('garden', release);
    expect(server.asked).toEqual(['/surveys/garden/current', '/?s=garden&lang=fr']);
    await prune(release);
    await dropPagesOfOthers(release);
    await dropUnused('garden');
    expect(await page('fr', release)).toMatch(`${release} garden`);
    expect(await isReady(release)).toBe(edition);
  }
});

test('an edition that another release opens stays until that release is left', async () => {
  const first = await server.publish('garden', GARDEN);
  await keep();
  const second = await server.publish('garden', CORRECTED);
  server.releases = ['two'];
  await install('one', [], server.fetch);
  await install('two', [], server.fetch);
  await adoptSurveys('two');
  await keep('garden', 'two');
  expect(await isReady('one')).toBe(first.edition);
  expect(await isReady('two')).toBe(second.edition);
  await dropPagesOfOthers('two');
  await dropUnused('garden');
  expect(await keptEditionsOf('garden')).toEqual([{ id: 'garden', edition: second.edition }]);
});

test('a release that was installed while another was activated opens what that one keeps', async () => {
  const { edition } = await server.publish('garden', GARDEN);
  await install('one', [], server.fetch);
  await keep();
  // The server is set back while the release after it waits: the one before is installed again, and the next taken over meanwhile.
  for (const release of ['two', 'one']) {
    await install(release, [], server.fetch);
    await adoptSurveys(release);
  }
  await takeOver('two');
  expect(await keptEntry('one', 'garden')).toBeUndefined();
  await takeOver('one');
  expect(await keptEntry('one', 'garden')).toMatchObject({ id: 'garden', edition });
  // A browser that ended meanwhile has gone back to the release before without activating it.
  await adoptSurveys('two');
  await dropPagesOfOthers('two');
  expect(await keptEntry('one', 'garden')).toBeUndefined();
  expect(await entryFor('one', 'garden')).toMatchObject({ id: 'garden', edition });
  expect(await countMissingIn({ id: 'garden', edition }, {})).toBe(0);
});

test('a release that is installed waits for its own pages of the surveys that are kept here', async () => {
  const { edition } = await server.publish('garden', GARDEN);
  await install('one', [], server.fetch);
  await keep();
  // The server that answers first is still the one of the release before.
  server.releases = ['one', 'one', 'one', 'one', 'two'];
  await prepareSurveys('two', server.fetch);
  expect(await isReady('two')).toBe(edition);
});

test('a release that is installed does not wait longer than it may: its generic page opens the edition that is kept', async () => {
  const { edition } = await server.publish('garden', GARDEN);
  await install('one', [], server.fetch);
  await keep();
  await prepareSurveys('two', server.fetch, 200);
  expect(await isReady('two')).toBeUndefined();
  expect(await keptEntry('two', 'garden')).toMatchObject({ edition });
});

test('on the first visit of a tablet whose day has begun, the survey is ready only with the files that a tablet needs', async () => {
  await beginDay('?s=garden&mode=field');
  const { edition } = await server.publish('garden', GARDEN);
  expect(await keep()).toBe('kept');
  expect(await findInEdition({ id: 'garden', edition }, 'notice.json')).toBeDefined();
  expect(await countMissingOf('one', 'garden')).toBe(0);
});

test('while a tablet has its day the edition stays, with the files and pages that a tablet needs', async () => {
  const first = await server.publish('garden', GARDEN);
  await keep();
  expect(await countMissingOf('one', 'garden')).toBe(1);
  await keep('garden', 'one', { forTablet: true });
  expect(await countMissingOf('one', 'garden')).toBe(0);
  await beginDay('?s=garden&mode=field');
  await server.publish('garden', CORRECTED);
  expect(await keep()).toBe('kept');
  expect(await isReady()).toBe(first.edition);
  // Nor does a release that comes in the middle of the day take the newer one: its generic page opens the day's.
  server.releases = ['two'];
  await adoptSurveys('two');
  // Without a network it lacks nothing either.
  expect(await countMissingOf('two', 'garden')).toBe(0);
  expect(await keep('garden', 'two', { forTablet: true })).toBe('other-pages');
  expect(await keptEntry('two', 'garden')).toMatchObject({ edition: first.edition });
  expect(await countMissingOf('two', 'garden')).toBe(0);
  await caches.delete('barometre_day');
  await keep('garden', 'two');
  expect(await isReady('two')).not.toBe(first.edition);
});

test('what is removed goes with its pages and its place at the bare address, and other surveys stay', async () => {
  await server.publish('garden', GARDEN, { isHome: true });
  await server.publish('other', GARDEN);
  await keep();
  await keep('other');
  expect(await keptEntry('one', undefined)).toMatchObject({ id: 'garden' });
  await removeSurvey('garden');
  expect(await keptSurveys('one')).toMatchObject([{ id: 'other' }]);
  expect(await keptEntry('one', undefined)).toBeUndefined();
  expect(await page()).toBeUndefined();
  expect(await keptEditionsOf('garden')).toEqual([]);
  expect(await isReady()).toBeUndefined();
});

test('a survey that is no longer at the bare address is not opened there', async () => {
  await server.publish('garden', GARDEN, { isHome: true });
  await keep();
  await server.publish('garden', GARDEN);
  await keep();
  expect(await keptEntry('one', undefined)).toBeUndefined();
  expect(await findPage('one', undefined, undefined)).toBeUndefined();
  expect(await keptEntry('one', 'garden')).toBeDefined();
});

test('a page is found by every address that asks for it, and goes from all of them', async () => {
  await server.publish('garden', IN_TWO, { ...TWO, isHome: true });
  await keep('garden', 'one', TWO);
  const found = async (id?: string, language?: string) =>
    (await (await findPage('one', id, language))?.text())?.split(' ').slice(1, 3).join(' ');
  const own = navigator.language.startsWith('fr') ? 'garden fr' : 'garden en';
  expect([await found(), await found('garden')]).toEqual(Array(2).fill(own));
  expect([await found('garden', 'fr'), await found(undefined, 'fr')]).toEqual(Array(2).fill('garden fr'));
  expect([await found('garden', 'en'), await found(undefined, 'en')]).toEqual(Array(2).fill('garden en'));
  await server.publish('garden', { ...IN_TWO, ...CORRECTED }, { languages: ['en'] });
  await keep();
  expect([await found(), await found('garden', 'fr'), await found(undefined, 'en')]).toEqual(Array(3).fill(undefined));
  expect([await found('garden'), await found('garden', 'en')]).toEqual(Array(2).fill('garden en'));
});

test('a withdrawn survey stays as it is kept', async () => {
  const { edition } = await server.publish('garden', GARDEN);
  await keep();
  server.withdraw('garden');
  expect(await keep()).toBe('withdrawn');
  expect(await isReady()).toBe(edition);
});

test('when the storage is full the edition before is used, and nothing of the new one takes its room', async () => {
  const first = await server.publish('garden', GARDEN);
  await keep();
  await server.publish('garden', CORRECTED);
  const put = Cache.prototype.put;
  vi.spyOn(Cache.prototype, 'put').mockImplementation(function (this: Cache, key, response) {
    if (String(key).endsWith('1.fr.json')) return Promise.reject(new DOMException('full', 'QuotaExceededError'));
    return put.call(this, key, response);
  });
  expect(await failureOf(keep())).toMatch('full');
  expect(await isReady()).toBe(first.edition);
  expect(await keptEditionsOf('garden')).toEqual([{ id: 'garden', edition: first.edition }]);
});

const keptIds = async () => (await keptSurveys('one')).map(({ id }) => id);

/** Keeps surveys as pages do that are opened one after the other. */
async function openInTurn(...ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    await server.publish(id, GARDEN);
    await keep(id);
  }
}

test('to make room the survey goes that was opened longest ago, but for the one on screen and the one of a tablet’s day', async () => {
  await openInTurn('again', 'shown', 'day', 'once', 'again');
  await beginDay('?s=day&mode=field');
  expect(await dropOldest('one', ['shown'])).toBe(true);
  expect(await keptIds()).toEqual(['shown', 'day', 'again']);
  expect(await keptEditionsOf('once')).toEqual([]);
  expect(await (await findLack('once'))?.json()).toEqual({ lacksRoom: true });
  expect(await dropOldest('one', ['shown'])).toBe(true);
  expect(await dropOldest('one', ['shown'])).toBe(false);
  expect(await keptIds()).toEqual(['shown', 'day']);
  // A person has removed it: it did not lack room.
  await removeSurvey('once');
  expect(await findLack('once')).toBeUndefined();
});

test('to make room no survey goes of which a draft, an unsent response or a card is here', async () => {
  await openInTurn('draft', 'unsent', 'card', 'none');
  const endpoint = fakeEndpoint();
  const device = await open({ fetch: (...request) => endpoint.fetch(...request) });
  for (const survey of ['draft', 'none']) await device.definitions.keep({ ...GARDEN_FILE, id: survey }, 'fr');
  await device.finish(draftOf(1, { survey: 'card' }), SURVEY);
  await device.outbox.send();
  await until(device, ({ waiting }) => waiting === 0);
  endpoint.answer = () => status(503);
  // A shared tablet keeps no card.
  await device.finish(draftOf(2, { survey: 'unsent', mode: 'field' }), SURVEY);
  await device.drafts.save(draftOf(3, { survey: 'draft' }));
  expect(await dropOldest('one', [])).toBe(true);
  expect(await dropOldest('one', [])).toBe(false);
  expect(await keptIds()).toEqual(['draft', 'unsent', 'card']);
  const isHere = async (survey: string) =>
    (await listed(device.definitions.find(survey, GARDEN_FILE.revision, 'fr'))) !== undefined;
  expect([await isHere('draft'), await isHere('none')]).toEqual([true, false]);
});

test('while the storage cannot be read no survey goes', async () => {
  await openInTurn('none');
  failStorage();
  expect(await dropOldest('one', [])).toBe(false);
  expect(await keptIds()).toEqual(['none']);
});
