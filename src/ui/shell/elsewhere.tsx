import type { OpenedDevice } from '../../device/port/device.ts';
import { loaderBy } from '../../lazy/loader-by.ts';
import type { Route } from '../address/routes.ts';
import { lazyScreen } from '../elements/lazy.tsx';
import { preload } from '../elements/use-code.ts';
import { presentationLoader } from '../presentation/use-presentation.ts';
import { fetchSiteFilesAhead } from '../results/site-files.ts';
import type { Session } from '../state/session.ts';
import type { Updates } from '../state/updates.ts';
import type { Words } from '../words/words.ts';

const loadAbout = () => import('../screens/about/about.tsx');
const loadRescue = () => import('../screens/rescue/rescue-page.tsx');
const loadProfile = () => import('../screens/profile/profile-page.tsx');
const loadQuestions = () => import('../screens/questions/all-questions.tsx');
const loadReceipt = () => import('../screens/receipt/receipt-page.tsx');

/**
 * Loads the page of results, and requests what the page would ask for only once it is there: its files, and the
 * publication. The page reads what this stores; asked for here, it is not one more round trip after the page.
 */
const resultsLoader = loaderBy(async (words: Words, survey: string, device: OpenedDevice) => {
  const page = import('../screens/results/results-page.tsx');
  void device.results.refresh(survey);
  void preload(presentationLoader(survey, words.language));
  const files = fetchSiteFilesAhead(survey, words.language);
  await Promise.all([page, files]);
  return page;
});

interface ElsewhereProps {
  readonly session: Session;
  readonly updates: Updates;
  readonly route: Extract<Route, { screen: 'about' | 'profile' | 'questions' | 'receipt' | 'rescue' | 'results' }>;
}

/** The screens that lead away from the questions: the first load knows this name alone. */
export function Elsewhere({ session, updates, route }: ElsewhereProps) {
  const { survey, words } = session.edition.value;
  switch (route.screen) {
    case 'about':
      return lazyScreen(words, loadAbout, ({ About }) => <About session={session} updates={updates} />);
    case 'profile':
      return lazyScreen(words, loadProfile, ({ ProfilePage }) => (
        <ProfilePage key={route.profile} session={session} profile={route.profile} />
      ));
    case 'questions':
      return lazyScreen(words, loadQuestions, ({ AllQuestions }) => <AllQuestions session={session} />);
    case 'receipt':
      return lazyScreen(words, loadReceipt, ({ ReceiptPage }) => (
        <ReceiptPage key={route.code ?? ''} session={session} code={route.code} />
      ));
    case 'rescue':
      return lazyScreen(words, loadRescue, ({ RescuePage }) => (
        <RescuePage session={session} isShared={route.isShared === true} />
      ));
    case 'results':
      return lazyScreen(words, resultsLoader(words, survey.id, session.device), ({ ResultsPage }) => (
        <ResultsPage session={session} block={route.block} />
      ));
  }
}
