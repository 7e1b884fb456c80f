import { EVERYONE } from '../../../core/results/everyone.ts';
import type { Spoken } from '../../../pages/page-order.ts';
import type { ResultsOrder } from '../../../pages/results-front.tsx';
import { dayOf } from '../../../wire/day.ts';
import type { Asset } from '../../http/assets.ts';
import { API_HEADERS } from '../../http/security-headers.ts';
import { keptResults } from '../../process/kept-fresh.ts';
import type { ServedSurvey } from '../catalogue.ts';
import { pageAsset } from './page-asset.ts';
import type { PageRenderer } from './page-renderer.ts';

/** The results and comments that anyone may read now, as they are sent. */
export interface ShownResults {
  readonly results: Asset;
  readonly verbatims: Asset;
}

type Failed = (served: ServedSurvey, spoken: Spoken, error: unknown) => void;

/**
 * Draws the first page of the results, once for each edition, publication, language and day: it says what is still to come. One that
 * failed is tried again with the next of these.
 */
export function resultsFronts({ render }: Pick<PageRenderer, 'render'>, failed: Failed) {
  const drawn = keptResults<string, Asset | undefined>();

  async function draw(served: ServedSurvey, spoken: Spoken, { results, verbatims }: ShownResults) {
    const { revision } = served.published.current;
    const shown = jsonIn(results.bytes) as ResultsOrder['results'];
    if (!shown.strata[EVERYONE]) return undefined;
    const fileAt = (path: string) => jsonIn(served.edition.files.get(path));
    try {
      const html = await render({
        ...spoken,
        file: fileAt(`${revision}.${spoken.language}.json`),
        results: shown,
        verbatims: jsonIn(verbatims.bytes),
        site: {
          file: fileAt('results.json'),
          origins: fileAt('origins.json'),
          earlier: fileAt('earlier.json'),
          past: fileAt('past.json') ?? undefined,
          texts: fileAt(`texts.${spoken.language}.json`),
        },
        presentation: fileAt(`presentation.${spoken.language}.json`),
      });
      return await pageAsset(html, API_HEADERS);
    } catch (error) {
      failed(served, spoken, error);
      return undefined;
    }
  }

  return (served: ServedSurvey, spoken: Spoken, shown: ShownResults): Promise<Asset | undefined> => {
    const { results, verbatims } = shown;
    const stamp = [served.edition.id, results.etag, verbatims.etag, dayOf(new Date())].join(' ');
    const isCurrent = (known: string) => known === stamp;
    return drawn.get(`${served.edition.survey} ${Object.values(spoken)}`, stamp, isCurrent, () =>
      draw(served, spoken, shown),
    );
  };
}

/** `undefined` for a file that is not there: what it holds was checked when it was made. */
function jsonIn(bytes: Uint8Array | undefined) {
  return bytes && JSON.parse(Buffer.from(bytes).toString('utf8'));
}
