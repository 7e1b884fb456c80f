import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseAccept } from 'hono/utils/accept';
import { languageFor } from '../../../core/language.ts';
import { uiLanguageFor } from '../../../core/ui-language.ts';
import { entryOf } from '../../../edition/edition-of.ts';
import type { PageOrder, Spoken } from '../../../pages/page-order.ts';
import { type Landing, landingOf } from '../../../pages/shared-profile.ts';
import type { Asset, Assets } from '../../http/assets.ts';
import { pageHeaders } from '../../http/security-headers.ts';
import { CannotStart } from '../../process/cannot-start.ts';
import { logError } from '../../process/log.ts';
import { inThread } from '../../storage/worker-calls.ts';
import type { Catalogue, ServedSurvey } from '../catalogue.ts';
import { pageAsset } from './page-asset.ts';
import { createPageRenderer, type StartPages } from './page-renderer.ts';
import { resultsFronts, type ShownResults } from './results-fronts.ts';

type LanguageRequest = ReturnType<typeof askedLanguage>;

/** Reads `?lang=`, and the languages of the reader's browser, the preferred one first. */
export function askedLanguage(request: Request) {
  const reader = parseAccept(request.headers.get('Accept-Language') ?? '').map(({ type }) => type);
  return { asked: new URL(request.url).searchParams.get('lang'), reader };
}

/** The pages of the surveys, in the page of the release. */
export interface Pages {
  /**
   * The page of a survey in the language asked for, or, if none is, in the reader's; where it does not exist in that, in its first. The
   * generic page, which draws any opening by code, where the survey cannot be drawn in time, or where there is none.
   */
  readonly of: (survey: string | undefined, asked: LanguageRequest) => Promise<Asset>;
  /** The page that a link to a profile leads to; `undefined` where the survey has none of this name. */
  readonly landing: (survey: string, name: string, asked: LanguageRequest) => Promise<Asset | undefined>;
  /** The first page of the results of a survey; `undefined` where nothing is published, or it cannot be drawn: then the app alone draws it. */
  readonly results: (survey: string, asked: LanguageRequest, shown: ShownResults) => Promise<Asset | undefined>;
  /** How many pages could not be rendered. */
  readonly failures: () => number;
  readonly close: () => Promise<void>;
}

/** The release as it was built. */
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

/** The build puts the thread here. */
const THREAD = new URL('./pages-thread.js', import.meta.url);
/** A page that could not be rendered is tried again after so many milliseconds. */
const AGAIN = 60_000;
const RELEASE_FILE = '.release.json';

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

export function createPages({ release, catalogue, publicUrl, start = inThread(THREAD) }: PagesOptions): Pages {
  const { template } = release;
  // The policy is computed from the template alone: a survey's texts can add nothing to it.
  const headers = {
    ...pageHeaders(template),
    Release: release.name,
  };
  const made = new Map<string, Promise<Asset>>();
  const renderer = createPageRenderer(template, start);
  let failures = 0;

  catalogue.watch(() => {
    const current = [...catalogue.surveys.keys()].map((id) => catalogue.served(id)?.edition.id);
    for (const key of made.keys()) if (!current.includes(key.split(' ')[0])) made.delete(key);
  });

  const generic = pageAsset(template, headers);
  const frontOf = resultsFronts(renderer, noteFailure);

  async function make(served: ServedSurvey, spoken: Spoken, key: string, landing?: Landing): Promise<Asset> {
    try {
      return await pageAsset(
        await renderer.render({ ...orderFor(served, spoken), ...(landing && { landing }) }),
        headers,
      );
    } catch (error) {
      setTimeout(() => made.delete(key), AGAIN).unref();
      noteFailure(served, spoken, error);
      return generic;
    }
  }

  function noteFailure({ published }: ServedSurvey, { language }: Spoken, error: unknown): void {
    failures++;
    logError('page-not-rendered', new Error(`${published.current.id} in ${language}`, { cause: error }));
  }

  function orderFor({ published, edition }: ServedSurvey, { language, ui }: Spoken): PageOrder {
    const { id, revision } = published.current;
    const textOf = (path: string) => Buffer.from(edition.files.get(path) ?? []).toString('utf8');
    const pictures = [`previews/opening.${language}.png`, 'previews/opening.png'];
    const picture = pictures.find((path) => edition.files.has(path));
    return {
      entry: entryOf(published, edition.id, catalogue.home() === id),
      language,
      ui,
      file: JSON.parse(textOf(`${revision}.${language}.json`)),
      emblems: textOf('emblems.svg'),
      origin: publicUrl,
      image: picture && `/surveys/${id}/${edition.id}/${picture}`,
    };
  }

  return {
    async of(survey, asked) {
      const served = survey === undefined ? undefined : catalogue.served(survey);
      if (!served) return generic;
      const spoken = spokenIn(served, asked);
      const key = `${served.edition.id} ${Object.values(spoken)} ${catalogue.home() === survey}`;
      const page = made.get(key) ?? make(served, spoken, key);
      made.set(key, page);
      return page;
    },
    async landing(survey, name, { reader }) {
      const served = catalogue.served(survey);
      const landing = served && landingOf({ ...served, name });
      if (!landing) return undefined;
      const spoken = spokenIn(served, { asked: landing.language, reader });
      const key = `${served.edition.id} /p/${name} ${spoken.ui} ${catalogue.home() === survey}`;
      const page = made.get(key) ?? make(served, spoken, key, landing);
      made.set(key, page);
      return page;
    },
    async results(survey, asked, shown) {
      const served = catalogue.served(survey);
      return served && frontOf(served, spokenIn(served, asked), shown);
    },
    failures: () => failures,
    close: renderer.close,
  };
}

function spokenIn({ published }: ServedSurvey, { asked, reader }: LanguageRequest): Spoken {
  const { languages } = published.current;
  const language = languageFor(languages, asked === null ? reader : languages.filter((one) => one === asked));
  return { language, ui: uiLanguageFor(language, [...reader, ...languages]) };
}
