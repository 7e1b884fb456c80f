import { languageFor } from '../src/core/language.ts';
import { OWN } from '../src/core/own-paths.ts';
import { typedQuery } from '../src/core/survey/survey-entry.ts';
import { abortAfter } from '../src/device/asking/abort-after.ts';
import { entryFor } from './keep-survey.ts';
import { findInEdition, languagesRead } from './kept-editions.ts';
import { addressOfEntry, entriesOfAll, findLack, findPage, isOfRelease, jsonOf } from './kept-pages.ts';
import { find } from './precache.ts';
import { searchOfDay, surveyOfDay } from './tablet-day.ts';

/** As in `core/survey/channel-id.ts`. */
const SHARED = 'partage';
/** Names no survey: its code draws the one that the address asks for. */
const GENERIC = '/index.html';
/** How long a network may take where the device has an answer, in milliseconds. */
const PATIENCE = 4000;
/** No device keeps a declaration of accessibility. */
const NEEDS_NETWORK = 'Cette page a besoin du réseau. This page needs a network.\n';
const PLAIN = { 'Content-Type': 'text/plain; charset=utf-8' };
const EDITION = /^[0-9a-f]{32}$/;

/**
 * Answers a navigation with the kept page of the survey that is asked for, the network's page when it is of this release, a language
 * that is kept when none answers, or the generic page. `undefined` when the caches were cleared. On a shared tablet's day, all open its survey.
 */
export async function answerNavigation(release: string, url: URL, request: Request): Promise<Response | undefined> {
  if (url.pathname !== '/' && (await searchOfDay()) === undefined) return answerTyped(url, request);
  const page = await keptPage(release, url);
  if (page) return page;
  const generic = await find(release, GENERIC);
  // Another release's page would load code that is not kept here.
  const asked = generic && url.pathname === '/' ? await fetchSoon(request) : undefined;
  if (asked) return isOfRelease(asked, release) ? asked : generic;
  return generic && ((await leadToKept(release, url)) ?? generic);
}

async function keptPage(release: string, { pathname, searchParams }: URL): Promise<Response | undefined> {
  const asked = pathname === '/' ? searchParams : new URLSearchParams();
  const id = asked.get('s') ?? undefined;
  // The whole page waits for this: nearly always these two looks are all.
  const [day, page] = await Promise.all([searchOfDay(), findPage(release, id, asked.get('lang') ?? undefined)]);
  if (day === undefined && page) return page;
  const query = day === undefined ? asked : new URLSearchParams(day);
  const entry = await entryFor(release, query.get('s') ?? undefined);
  const wanted = [asked.get('lang') ?? query.get('lang') ?? '', ...navigator.languages];
  return entry && findPage(release, entry.id, languageFor(entry.languages, wanted));
}

/** Leads to a language that is kept, for the generic page would fetch the files of the one asked for. */
async function leadToKept(release: string, url: URL): Promise<Response | undefined> {
  const there = new URL(url);
  const entry = await entryFor(release, there.searchParams.get('s') ?? undefined);
  const kept = entry ? await languagesRead(entry, entry.languages) : [];
  const wanted = [there.searchParams.get('lang') ?? '', ...navigator.languages];
  if (!entry || kept.length === 0 || kept.includes(languageFor(entry.languages, wanted))) return undefined;
  there.searchParams.set('lang', languageFor(kept, wanted));
  return Response.redirect(there, 302);
}

/** Leads from a poster's address as the network does, else to a survey that is kept; from any other path to none, not to one unasked for. */
async function answerTyped({ pathname, searchParams }: URL, request: Request): Promise<Response> {
  const led = await fetchSoon(request);
  if (pathname === OWN.statement) return led ?? new Response(NEEDS_NETWORK, { status: 503, headers: PLAIN });
  if (led?.type === 'opaqueredirect') return led;
  // Unlike `decodeURIComponent`, a query takes a stray percent sign as it is.
  const path = new URLSearchParams(`path=${pathname}`).get('path') ?? '';
  const query = typedQuery(path, await entriesOfAll(), Object.fromEntries(searchParams));
  return query ? Response.redirect(`/?${new URLSearchParams(query)}`, 302) : (led ?? Response.error());
}

/**
 * Answers `/p/<survey>/<profile>`: with the network's page, which is not kept, else with the plain opening of the survey. While a shared
 * tablet has its day, with that.
 */
export async function answerSharedLink({ pathname, searchParams }: URL, request: Request): Promise<Response> {
  const answered = (await searchOfDay()) === undefined ? await fetchSoon(request) : undefined;
  if (answered && answered.status < 500) return answered;
  const names = pathname.split('/').slice(2);
  const language = searchParams.get('lang') ?? names.at(-1)?.split('.')[1];
  // Without a survey it is the one served at `/`.
  const survey = names.length > 1 ? `s=${names[0]}&` : '';
  return Response.redirect(`/?${survey}c=${SHARED}${language === undefined ? '' : `&lang=${language}`}`, 302);
}

/** Answers what is under `/surveys/`: the entries, the files of an edition, and the addresses that stay for ever. */
export async function answerSurveys(release: string, pathname: string, request: Request): Promise<Response> {
  const [, , id = '', name = '', ...rest] = pathname.split('/');
  if (pathname === addressOfEntry(undefined)) return fresh(request, () => answerEntry(release, undefined));
  if (pathname === addressOfEntry(id)) {
    // The edition of a tablet stays the same while its day lasts.
    const kept = id === (await surveyOfDay()) ? await answerEntry(release, id) : undefined;
    const failed = async (error: unknown) => (await findLack(id)) ?? Promise.reject(error);
    return kept ?? fresh(request, () => answerEntry(release, id)).catch(failed);
  }
  if (!EDITION.test(name))
    return fresh(request, async () => (await inKeptEdition(release, id, [name, ...rest])) ?? find(release, pathname));
  const path = rest.join('/');
  return (
    (await findInEdition({ id, edition: name }, path)) ??
    // An edition replaced under an open page: every edition holds the questions of every revision.
    fresh(request, () => inKeptEdition(release, id, rest))
  );
}

async function answerEntry(release: string, id: string | undefined): Promise<Response | undefined> {
  const entry = await entryFor(release, id);
  return entry && jsonOf(entry);
}

async function inKeptEdition(release: string, id: string, path: readonly string[]): Promise<Response | undefined> {
  const entry = await entryFor(release, id);
  return entry && findInEdition(entry, path.join('/'));
}

/** The network's answer, or what is kept when there is no network, when it answers late, and when a portal's page comes instead. */
async function fresh(request: Request, find: () => Promise<Response | undefined>): Promise<Response> {
  const kept = await find();
  if (!kept) return fetch(request);
  const answered = await fetchSoon(request);
  const isPage = answered?.headers.get('Content-Type')?.includes('text/html');
  return answered?.ok && !isPage ? answered : kept;
}

async function fetchSoon(request: Request): Promise<Response | undefined> {
  try {
    return await fetch(request, { signal: abortAfter(globalThis, PATIENCE) });
  } catch (error) {
    // No network, or none that answers.
    if (error instanceof TypeError || error instanceof DOMException) return undefined;
    throw error;
  }
}
