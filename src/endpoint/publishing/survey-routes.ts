import { Hono } from 'hono';
import { withoutAccents } from '../../core/answering/without-accents.ts';
import { toChannel } from '../../core/survey/channel-id.ts';
import { entryOf } from '../../edition/edition-of.ts';
import { type Assets, FOREVER, type ServedFile } from '../http/assets.ts';
import { deliver } from '../http/content-negotiation.ts';
import { readyBody } from '../http/precompressed-body.ts';
import { refuse } from '../http/reply.ts';
import { framedBySelf } from '../http/security-headers.ts';
import type { Catalogue, ServedSurvey } from './catalogue.ts';
import { askedLanguage, type Pages } from './pages/pages.ts';

interface SurveyRouteParts {
  readonly catalogue: Catalogue;
  /** Looks for surveys that were just published elsewhere, before one that is unknown is refused. */
  readonly look?: (survey?: string) => Promise<void>;
  /** Absent where the endpoint runs without the app. */
  readonly pages?: Pages;
  readonly assets?: Assets;
}

const EDITION = /^[0-9a-f]{32}$/;

/** The pages of the surveys, and the files that phones load. */
export function surveyRoutes({ catalogue, pages, assets, look = async () => {} }: SurveyRouteParts) {
  const app = new Hono();
  const find = async <Found>(survey: string | undefined, known: () => Found | undefined) => {
    const found = known();
    if (found !== undefined) return found;
    await look(survey);
    return known();
  };
  const servedAs = (survey: string | undefined) =>
    find(survey, () => (survey === undefined ? undefined : catalogue.served(survey)));
  if (pages) {
    app.get('/', async (c) => {
      const { s: survey = catalogue.home() } = c.req.query();
      await servedAs(survey);
      return deliver(c.req.raw, await pages.of(survey, askedLanguage(c.req.raw)));
    });
    app.get('/preview', async (c) => {
      const page = await pages.of(undefined, askedLanguage(c.req.raw));
      const headers = { ...framedBySelf(page.headers), 'Cache-Control': 'no-store', 'X-Robots-Tag': 'noindex' };
      return deliver(c.req.raw, { ...page, headers });
    });
  }
  const replyWithPreview = async (request: Request, served: ServedSurvey | undefined, name: string) => {
    if (!served) return refuse('not-found');
    // Networks that were shown the picture at this address ask for it again.
    if (name.endsWith('.png')) return replyWith(request, await served.files(`previews/${name}`));
    const page = await pages?.landing(served.published.current.id, name, askedLanguage(request));
    return typeof page === 'string' ? leadTo(page) : replyWith(request, page);
  };
  app.get('/p/:survey/:name', async (c) =>
    replyWithPreview(c.req.raw, await servedAs(c.req.param('survey')), c.req.param('name')),
  );
  // The survey of the bare address has a short one too.
  app.get('/p/:name', (c) =>
    replyWithPreview(c.req.raw, catalogue.served(catalogue.home() ?? ''), c.req.param('name')),
  );
  app.get('/surveys/index.json', async (c) => {
    const listed = [...catalogue.surveys].filter(([, { isUnlisted }]) => !isUnlisted);
    const surveys = listed.map(([id, { current }]) => ({ id, revision: current.revision }));
    return deliver(c.req.raw, await readyBody({ surveys }));
  });
  const replyWithEntry = async (request: Request, served: ServedSurvey | undefined) => {
    if (!served) return refuse('not-found');
    const { published, edition } = served;
    const isHome = catalogue.home() === published.current.id;
    return deliver(request, await readyBody(entryOf(published, edition.id, isHome)));
  };
  app.get('/surveys/current', async (c) => replyWithEntry(c.req.raw, await servedAs(catalogue.home())));
  app.get('/surveys/:survey/current', async (c) => replyWithEntry(c.req.raw, await servedAs(c.req.param('survey'))));
  app.get('/surveys/:survey/:rest{.+}', async (c) => {
    const { survey, rest } = c.req.param();
    const [edition = '', ...path] = rest.split('/');
    if (!EDITION.test(edition)) return replyWith(c.req.raw, await (await servedAs(survey))?.files(rest));
    const files = await find(survey, () => catalogue.filesOf(survey, edition));
    const asset = await files?.(path.join('/'));
    return replyWith(c.req.raw, asset && { ...asset, headers: { ...asset.headers, 'Cache-Control': FOREVER } });
  });
  // The address of a poster, `/SURVEY/CHANNEL`: typed as one likes, or in capitals, of which a QR code is made of fewer modules.
  // Never below `/api`, where another method is answered 405.
  app.get('/:survey{(?!api(/|$))[^/]+}/:channel?', async (c, next) => {
    const { survey, channel } = c.req.param();
    const id = withoutAccents(survey);
    if (!catalogue.served(id) || assets?.has(c.req.path)) return next();
    const query = new URLSearchParams({ s: id, ...c.req.query() });
    const known = toChannel(withoutAccents(channel ?? ''));
    if (known) query.set('c', known);
    return leadTo(`/?${query}`);
  });
  return app;
}

function replyWith(request: Request, asset: ServedFile | undefined): Response {
  return asset ? deliver(request, asset) : refuse('not-found');
}

function leadTo(address: string): Response {
  return new Response(null, { status: 302, headers: { Location: address, 'Cache-Control': 'no-store' } });
}
