import type { OpenedDevice } from '../../device/port/device.ts';
import type { Route } from '../address/routes.ts';
import { Lazy } from '../elements/lazy.tsx';
import { preload } from '../elements/use-code.ts';
import { presentationLoader } from '../presentation/use-presentation.ts';
import { fetchSiteFilesAhead } from '../results/site-files.ts';
import type { Session } from '../state/session.ts';
import type { Updates } from '../state/updates.ts';
import { resultsWordsLoader } from '../words/results-words.ts';
import type { Words } from '../words/words.ts';

const loadAbout = () => import('../screens/about/about.tsx');
const loadRescue = () => import('../screens/rescue/rescue-page.tsx');
const loadReceipt = () => import('../screens/receipt/receipt-page.tsx');

const loaders = new WeakMap<Words, () => Promise<typeof import('../screens/results/results-page.tsx')>>();

/**
 * Requests what the page of results would ask for only once it is there: its files, and the publication. The page reads what this
 * stores; asked for here, it is not one more round trip after the page.
 */
async function fetchResults(device: OpenedDevice, survey: string, language: string): Promise<void> {
  void device.results.refresh(survey);
  void preload(presentationLoader(survey, language));
  await fetchSiteFilesAhead(survey, language);
}

/** The page of results, with its words and what it shows. */
function resultsLoader({ edition, device }: Session) {
  const { survey, words } = edition.value;
  const load =
    loaders.get(words) ??
    (async () => {
      const page = import('../screens/results/results-page.tsx');
      const fetched = fetchResults(device, survey.id, words.language);
      await Promise.all([page, preload(resultsWordsLoader(words)), fetched]);
      return page;
    });
  // The same function for the same words: it names what it loads.
  loaders.set(words, load);
  return load;
}

interface ElsewhereProps {
  readonly session: Session;
  readonly updates: Updates;
  readonly route: Extract<Route, { screen: 'about' | 'receipt' | 'rescue' | 'results' }>;
}

/** The screens that lead away from the questions: the first load knows this name alone. */
export function Elsewhere({ session, updates, route }: ElsewhereProps) {
  const { words } = session.edition.value;
  switch (route.screen) {
    case 'about':
      return (
        <Lazy load={loadAbout} words={words} whole>
          {({ About }) => <About session={session} updates={updates} />}
        </Lazy>
      );
    case 'receipt':
      return (
        <Lazy load={loadReceipt} words={words} whole>
          {({ ReceiptPage }) => <ReceiptPage key={route.code ?? ''} session={session} code={route.code} />}
        </Lazy>
      );
    case 'rescue':
      return (
        <Lazy load={loadRescue} words={words} whole>
          {({ RescuePage }) => <RescuePage session={session} isShared={route.isShared === true} />}
        </Lazy>
      );
    case 'results':
      return (
        <Lazy load={resultsLoader(session)} words={words} whole>
          {({ ResultsPage }) => <ResultsPage session={session} block={route.block} />}
        </Lazy>
      );
  }
}
