import type { SurveyEdition } from '../../../edition/edition-of.ts';
import type { DeclarationOrder } from '../../../pages/declaration-page.tsx';
import type { PageOrder, Spoken } from '../../../pages/page-order.ts';
import type { ResultsOrder } from '../../../pages/results-front.tsx';
import { dayOf } from '../../../wire/day.ts';
import type { Asset } from '../../http/assets.ts';
import { pageAsset } from '../../http/precompressed-body.ts';
import { API_HEADERS } from '../../http/security-headers.ts';
import { fairTurns } from '../../process/fair-turns.ts';
import { keptResults } from '../../process/kept-fresh.ts';
import { logError } from '../../process/log.ts';
import { backgroundThread, type Start } from '../../storage/worker-calls.ts';
import type { Catalogue, ServedSurvey } from '../catalogue.ts';

export interface PagesParts {
  readonly template: string;
}

export type StartPages = Start<PagesParts>;

/** Files are posted as bytes: the thread parses them, because their author chooses their size. */
type Files<Name extends PropertyKey> = Readonly<Record<Name, Uint8Array | undefined>>;
export type PageCall = Omit<PageOrder, 'file'> & Files<'file'>;
export type DeclarationCall = PageCall & Pick<DeclarationOrder, 'contacts' | 'today'>;
export type ResultsCall = Spoken &
  Files<'file' | 'results' | 'verbatims' | 'presentation'> & { readonly site: Files<keyof ResultsOrder['site']> };

type PageRenderer = ReturnType<typeof createPageRenderer>;

/** How long one page may take, in milliseconds. */
const PATIENCE = { patience: 5_000 };
/** Bounds the queue: the survey with most pages in it loses its last. */
const MOST_WAITING = 1_000;

/** Draws pages in a thread, one after the other, and each survey in its turn, so that none holds up the pages of the others. */
export function createPageRenderer(template: string, start: StartPages, { served }: Pick<Catalogue, 'served'>) {
  const { ask, end } = backgroundThread<PageCall | DeclarationCall | ResultsCall, PagesParts>(
    start,
    () => ({ template }),
    PATIENCE,
  );
  const turns = fairTurns({ atOnce: 1, waiting: MOST_WAITING });
  let failures = 0;
  return {
    /** A call that waits holds no edition in memory. One that was replaced before its turn, or cannot be drawn, has no page. */
    async draw(
      { survey, id }: Pick<SurveyEdition, 'survey' | 'id'>,
      callFor: (served: ServedSurvey) => PageCall | DeclarationCall | ResultsCall,
      headers: Asset['headers'],
    ): Promise<Asset | undefined> {
      const endTurn = await turns.take(survey);
      try {
        const now = served(survey);
        if (now?.edition.id !== id) return undefined;
        if (!endTurn) throw new Error('too many pages wait for their turn');
        const html = await ask<string>(callFor(now));
        // Compressing a page takes longer than drawing it, so it is part of the turn.
        return html === '' ? undefined : await pageAsset(html, headers);
      } catch (error) {
        failures++;
        logError('page-not-rendered', new Error(survey, { cause: error }));
        return undefined;
      } finally {
        endTurn?.();
      }
    },
    /** How many pages could not be drawn. */
    failures: () => failures,
    close: end,
  };
}

const LATE = 1_000;

/** Resolves with nothing if a page takes longer than a second. It is drawn on meanwhile, for the next request. */
export function soon<Page>(page: Promise<Page>): Promise<Page | undefined> {
  return Promise.race([page, new Promise<undefined>((late) => setTimeout(late, LATE, undefined).unref())]);
}

/** The results and comments that anyone may read now, as they are sent. */
export interface ResultsBodies {
  readonly results: Asset;
  readonly verbatims: Asset;
}

/**
 * Draws the first page of the results, once for each edition, publication, language and day: it says what is still to come. One that
 * failed is tried again with the next of these.
 */
export function resultsFronts({ draw }: Pick<PageRenderer, 'draw'>) {
  const drawn = keptResults<string, Asset | undefined>();

  return ({ edition: { survey, id } }: ServedSurvey, spoken: Spoken, { results, verbatims }: ResultsBodies) => {
    const { language } = spoken;
    const callFor = ({ published, edition: { files } }: ServedSurvey): ResultsCall => ({
      ...spoken,
      file: files.get(`${published.current.revision}.${language}.json`),
      results: results.bytes,
      verbatims: verbatims.bytes,
      site: {
        file: files.get('results.json'),
        origins: files.get('origins.json'),
        earlier: files.get('earlier.json'),
        past: files.get('past.json'),
        texts: files.get(`texts.${language}.json`),
      },
      presentation: files.get(`presentation.${language}.json`),
    });
    const stamp = [id, results.etag, verbatims.etag, dayOf(new Date())].join(' ');
    const make = () => draw({ survey, id }, callFor, API_HEADERS);
    return soon(drawn.get(`${survey} ${Object.values(spoken)}`, stamp, make));
  };
}
