import type { Spoken } from '../../../pages/page-order.ts';
import { dayOf } from '../../../wire/day.ts';
import type { Asset } from '../../http/assets.ts';
import { API_HEADERS } from '../../http/security-headers.ts';
import { keptResults } from '../../process/kept-fresh.ts';
import type { ServedSurvey } from '../catalogue.ts';
import { type PageRenderer, type ResultsCall, soon } from './page-renderer.ts';

/** The results and comments that anyone may read now, as they are sent. */
export interface ShownResults {
  readonly results: Asset;
  readonly verbatims: Asset;
}

/**
 * Draws the first page of the results, once for each edition, publication, language and day: it says what is still to come. One that
 * failed is tried again with the next of these.
 */
export function resultsFronts({ draw }: Pick<PageRenderer, 'draw'>) {
  const drawn = keptResults<string, Asset | undefined>();

  return ({ edition: { survey, id } }: ServedSurvey, spoken: Spoken, { results, verbatims }: ShownResults) => {
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
    const isCurrent = (known: string) => known === stamp;
    const make = () => draw({ survey, id }, callFor, API_HEADERS);
    return soon(drawn.get(`${survey} ${Object.values(spoken)}`, stamp, isCurrent, make));
  };
}
