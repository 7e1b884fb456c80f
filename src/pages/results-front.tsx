import { renderToString } from 'preact-render-to-string';
import { directionOf } from '../core/language.ts';
import { asDivided, EVERYONE } from '../core/results/everyone.ts';
import { withCrossings } from '../core/results/results-file.ts';
import type { Presentation } from '../core/survey/presentation.ts';
import { toSurvey } from '../core/survey/questionnaire.ts';
import type { SurveyFile } from '../core/survey/survey-schema.ts';
import { learnDrawing } from '../ui/emblems/drawings.ts';
import type { FigureInput } from '../ui/results/figure.ts';
import { outlineOf } from '../ui/results/outline.ts';
import type { SiteFiles } from '../ui/results/site-files.ts';
import { ResultsIndex } from '../ui/screens/results/front/results-index.tsx';
import { Head } from '../ui/shell/head.tsx';
import { resultsWords } from '../ui/words/results-words.ts';
import { wordsIn } from '../ui/words/words.ts';
import { WORDS } from './all-words.ts';
import { escaped } from './escaped.ts';
import type { Spoken } from './page-order.ts';

/** The first page of the results is made from this. It is data only, so that it can be posted to a thread. */
export interface ResultsOrder extends Spoken {
  /** The survey as phones load it in this language. */
  readonly file: SurveyFile;
  readonly results: FigureInput['results'];
  readonly verbatims: FigureInput['verbatims'];
  readonly site: SiteFiles;
  readonly presentation: Presentation;
}

/**
 * Draws the first page of the results as a document that a phone shows before the app's code has come. Styles are in `data-style`: the
 * page's policy refuses those that a parser finds, and the script that shows the document sets them. Empty before anything is published.
 */
export async function renderResultsFront(order: ResultsOrder): Promise<string> {
  const { language, ui, file, results, verbatims, site, presentation } = order;
  if (!results.strata[EVERYONE]) return '';
  const survey = asDivided(toSurvey(file), results);
  const words = resultsWords(wordsIn(language, WORDS[ui].first, directionOf(language)));
  for (const [profile, drawing] of Object.entries(presentation.emblems)) learnDrawing(profile, drawing);
  const crossed = withCrossings(site.file, results.crossings);
  const input = { ...site, survey, results, file: crossed, verbatims, words };
  const parts = outlineOf(survey, crossed, site.texts);
  const html = renderToString(
    <div class="page" data-screen="results">
      {/* The languages come with the code that changes them. */}
      <Head
        survey={survey}
        words={words}
        interview={undefined}
        question={undefined}
        languages={[language]}
        onLanguage={() => {}}
      />
      <main data-screen="results" {...words.inUi}>
        <ResultsIndex input={input} parts={parts} isKept={false} origins={site.origins} />
      </main>
    </div>,
  );
  const title = escaped(`${words.results['page.title']} – ${words.of(survey.title)}`);
  // In texts and attributes, quotation marks are escaped.
  return `<!doctype html><title>${title}</title>${html.replaceAll(' style="', ' data-style="')}`;
}
