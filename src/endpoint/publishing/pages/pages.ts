import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseAccept } from 'hono/utils/accept';
import { languageFor } from '../../../core/language.ts';
import { SHARED } from '../../../core/survey/channel-id.ts';
import { entryOf } from '../../../edition/edition-of.ts';
import { conformityOn, withConformity } from '../../../pages/conformity-line.ts';
import { type Landing, landingOf } from '../../../pages/shared-profile.ts';
import { dayOf } from '../../../wire/day.ts';
import { uiLanguageFor } from '../../../words/languages.ts';
import type { Asset, Assets } from '../../http/assets.ts';
import { pageAsset } from '../../http/precompressed-body.ts';
import { pageHeaders } from '../../http/security-headers.ts';
import { CannotStart } from '../../process/cannot-start.ts';
import { RELEASE_FILE } from '../../process/settings.ts';
import { inThread } from '../../storage/worker-calls.ts';
import type { Catalogue, ServedSurvey } from '../catalogue.ts';
import {
  createPageRenderer,
  type PageCall,
  type ResultsBodies,
  resultsFronts,
  type StartPages,
  soon,
} from './page-renderer.ts';

type LanguageRequest = ReturnType<typeof askedLanguage>;

/** Reads `?lang=`, and the languages of the reader's browser, the preferred one first. */
export function askedLanguage(request: Request) {
  const reader = parseAccept(request.headers.get('Accept-Language') ?? '').map(({ type }) => type);
  return { asked: new URL(request.url).searchParams.get('lang'), reader };
}

/** The pages of the surveys, in the page of the release. */
export type Pages = ReturnType<typeof createPages>;

interface Release {
  readonly name: string;
  /** Its page, which names no survey. */
  readonly template: string;
}

interface PagesOptions {
  readonly release: Release;
  readonly catalogue: Catalogue;
  readonly publicUrl: string | undefined;
  readonly start?: StartPages;
}

const THREAD: StartPages = inThread('./pages-thread.js', { maxOldGenerationSizeMb: 192, maxYoungGenerationSizeMb: 8 });
/** A page that could not be rendered is tried again after so many milliseconds. */
const AGAIN = 60_000;

/** `undefined` where the endpoint runs without the app. Throws `CannotStart` where the build was not finished. */
export async function readRelease(assetsDir: string, assets: Assets): Promise<Release | undefined> {
  const page = assets.get('/index.html');
  if (!page) return undefined;
  const text = await readFile(join(assetsDir, RELEASE_FILE), 'utf8').catch(() => {
    throw new CannotStart(`the app in ${assetsDir} is not whole: build it again, npm run build`);
  });
  const { name } = JSON.parse(text) as { readonly name: string };
  return { name, template: Buffer.from(page.bytes).toString('utf8') };
}

export function createPages({ release, catalogue, publicUrl, start = THREAD }: PagesOptions) {
  const { template } = release;
  // The policy is computed from the template alone: a survey's texts can add nothing to it.
  const headers = {
    ...pageHeaders(template),
    Release: release.name,
  };
  const made = new Map<string, Promise<Asset | undefined>>();
  const renderer = createPageRenderer(template, start, catalogue);

  catalogue.watch(() => {
    const current = [...catalogue.surveys.keys()].map((id) => catalogue.served(id)?.edition.id);
    for (const key of made.keys()) if (!current.includes(key.split(' ')[0])) made.delete(key);
  });

  const plain = (query?: string) => pageAsset(withConformity(template, conformityNow(), 'fr', query), headers);
  const [generic, unlinked] = [plain(''), plain()];
  const frontOf = resultsFronts(renderer);

  /** Draws a page once; `undefined` for one that cannot be drawn. */
  function pageOf({ edition: { survey, id } }: ServedSurvey, spoken: PageSpoken, kind?: Landing | 'declaration') {
    const isHome = catalogue.home() === survey;
    const landing = typeof kind === 'object' ? kind : undefined;
    const key = [id, landing?.path ?? kind, ...Object.values(spoken), isHome].join(' ');
    const known = made.get(key);
    if (known) return known;
    const order = (served: ServedSurvey) => ({
      ...callFor(served, spoken, isHome),
      ...(landing && { landing }),
      ...(kind === 'declaration' && { contacts: served.contacts, today: dayOf(new Date()) }),
    });
    const page = renderer.draw({ survey, id }, order, headers);
    made.set(key, page);
    void page.then((drawn) => drawn ?? setTimeout(() => made.delete(key), AGAIN).unref());
    return page;
  }

  function callFor({ published, edition }: ServedSurvey, spoken: PageSpoken, isHome: boolean): PageCall {
    const { language } = spoken;
    const { files } = edition;
    const { id, revision } = published.current;
    const pictures = [`previews/opening.${language}.png`, 'previews/opening.png'];
    const picture = pictures.find((path) => edition.pictures.has(path));
    return {
      ...spoken,
      entry: entryOf(published, edition.id, isHome),
      file: files.get(`${revision}.${language}.json`),
      emblems: Buffer.from(files.get('emblems.svg') ?? []).toString('utf8'),
      origin: publicUrl,
      image: picture && `/surveys/${id}/${edition.id}/${picture}`,
    };
  }

  return {
    /**
     * The page of a survey in the language asked for, or, if none is, in the reader's; where it does not exist in that, in its first. The
     * generic page, which draws any opening by code, where the survey cannot be drawn in time, or where there is none.
     */
    async of(survey: string | undefined, asked: LanguageRequest): Promise<Asset> {
      const served = survey === undefined ? undefined : catalogue.served(survey);
      const drawn = served && (await soon(pageOf(served, spokenIn(served, asked))));
      return drawn ?? (catalogue.home() ? generic : unlinked);
    },
    /**
     * The page that a link to a profile leads to, or the address of the survey's opening where it cannot be drawn in time; `undefined`
     * where the survey has none of this name.
     */
    async landing(
      survey: string,
      name: string,
      { asked, reader }: LanguageRequest,
    ): Promise<Asset | string | undefined> {
      const served = catalogue.served(survey);
      const isAsked = served?.published.current.languages.some((one) => one === asked);
      const landing =
        served && landingOf({ ...served, reader, name: isAsked ? name.replace(/\..*|$/, `.${asked}`) : name });
      if (!landing) return undefined;
      const page = await soon(pageOf(served, spokenIn(served, { asked: landing.language, reader }), landing));
      return page ?? `/?${new URLSearchParams({ s: survey, c: SHARED, lang: landing.language })}`;
    },
    /** The declaration of accessibility of a survey, in French; `undefined` where there is no such survey. Nothing takes its place where it is late. */
    async declaration(survey: string): Promise<Asset | undefined> {
      const served = catalogue.served(survey);
      return served && pageOf(served, spokenIn(served, { asked: 'fr', reader: [] }), 'declaration');
    },
    /** The page of a preview, whose frame no other page may be in. */
    preview: () => unlinked,
    /** The first page of the results of a survey; `undefined` where nothing is published, or it cannot be drawn: then the app alone draws it. */
    async results(survey: string, asked: LanguageRequest, shown: ResultsBodies): Promise<Asset | undefined> {
      const served = catalogue.served(survey);
      return served && frontOf(served, spokenIn(served, asked), shown);
    },
    failures: renderer.failures,
    close: renderer.close,
  };
}

type PageSpoken = ReturnType<typeof spokenIn>;

function spokenIn({ published: { current, presentation } }: ServedSurvey, { asked, reader }: LanguageRequest) {
  const { languages } = current;
  const language = languageFor(languages, [asked ?? '', ...reader]);
  const ui = uiLanguageFor(language, [presentation.interface, ...reader, ...languages]);
  return { language, ui, conformity: conformityNow() };
}

/** The state of accessibility that a page declares today. */
export function conformityNow() {
  return conformityOn(dayOf(new Date()));
}
