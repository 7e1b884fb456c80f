import { Hono } from 'hono';
import { OWN } from '../../core/own-paths.ts';
import { typedQuery } from '../../core/survey/survey-entry.ts';
import { type Assets, deliver, FOREVER, type ServedFile } from '../http/assets.ts';
import { readyBody } from '../http/precompressed-body.ts';
import { refuse } from '../http/reply.ts';
import { framedBySelf } from '../http/security-headers.ts';
import { type Catalogue, entriesOf, type ServedSurvey } from './catalogue.ts';
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
    app.get(OWN.preview, async (c) => {
      const page = await pages.preview();
      const headers = { ...framedBySelf(page.headers), 'Cache-Control': 'no-store', 'X-Robots-Tag': 'noindex' };
      return deliver(c.req.raw, { ...page, headers });
    });
    app.get(OWN.statement, async (c) => {
      const { s: survey = catalogue.home() ?? '' } = c.req.query();
      await servedAs(survey);
      return survey ? replyWith(c.req.raw, await pages.declaration(survey)) : leadTo('/');
    });
  }
  const replyWithPreview = async (request: Request, served: ServedSurvey | undefined, name: string) => {
    if (!served) return refuse('not-found');
    // Networks that were shown the picture at this address ask for it again.
    if (name.endsWith('.png')) return replyWith(request, await served.files(`previews/${name}`));
    const page = await pages?.landing(served.published.current.id, name, askedLanguage(request));
    return typeof page === 'string' ? leadTo(page) : replyWith(request, page);
  };
  app.get(`${OWN.profile}/:survey/:name`, async (c) =>
    replyWithPreview(c.req.raw, await servedAs(c.req.param('survey')), c.req.param('name')),
  );
  // The survey of the bare address has a short one too.
  app.get(`${OWN.profile}/:name`, (c) =>
    replyWithPreview(c.req.raw, catalogue.served(catalogue.home() ?? ''), c.req.param('name')),
  );
  app.get(`${OWN.surveys}/index.json`, async (c) => {
    const listed = [...catalogue.surveys].filter(([, { isUnlisted }]) => !isUnlisted);
    const surveys = listed.map(([id, { current }]) => ({ id, revision: current.revision }));
    return deliver(c.req.raw, await readyBody({ surveys }));
  });
  const replyWithEntry = async (request: Request, served: ServedSurvey | undefined) => {
    const entry = entriesOf(catalogue).find(({ id }) => id === served?.edition.survey);
    return entry ? deliver(request, await readyBody(entry)) : refuse('not-found');
  };
  app.get(`${OWN.surveys}/current`, async (c) => replyWithEntry(c.req.raw, await servedAs(catalogue.home())));
  app.get(`${OWN.surveys}/:survey/current`, async (c) =>
    replyWithEntry(c.req.raw, await servedAs(c.req.param('survey'))),
  );
  app.get(`${OWN.surveys}/:survey/:rest{.+}`, async (c) => {
    const { survey, rest } = c.req.param();
    const [edition = '', ...path] = rest.split('/');
    if (!EDITION.test(edition)) return replyWith(c.req.raw, await (await servedAs(survey))?.files(rest));
    const files = await find(survey, () => catalogue.filesOf(survey, edition));
    const asset = await files?.(path.join('/'));
    return replyWith(c.req.raw, asset && { ...asset, headers: { ...asset.headers, 'Cache-Control': FOREVER } });
  });
  // The address of a poster, `/SURVEY/CHANNEL`: typed as one likes, or in capitals, of which a QR code is made of fewer modules.
  // Never below `/api`, where another method is answered 405.
  app.get(`/:typed{(?!${OWN.api.slice(1)}(/|$)).+}`, async (c, next) => {
    const query = assets?.has(c.req.path) ? undefined : typedQuery(c.req.path, entriesOf(catalogue), c.req.query());
    return query ? leadTo(`/?${new URLSearchParams(query)}`) : next();
  });
  return app;
}

function replyWith(request: Request, asset: ServedFile | undefined): Response {
  return asset ? deliver(request, asset) : refuse('not-found');
}

function leadTo(address: string): Response {
  return new Response(null, { status: 302, headers: { Location: address, 'Cache-Control': 'no-store' } });
}
