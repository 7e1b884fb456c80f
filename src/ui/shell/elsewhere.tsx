import type { Route } from '../address/routes.ts';
import { Lazy } from '../elements/lazy.tsx';
import type { Session } from '../state/session.ts';
import type { Updates } from '../state/updates.ts';

const loadAbout = () => import('../screens/about/about.tsx');
const loadResults = () => import('../screens/results/results-page.tsx');
const loadRescue = () => import('../screens/rescue/rescue-page.tsx');
const loadReceipt = () => import('../screens/receipt/receipt-page.tsx');

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
        <Lazy load={loadResults} words={words} whole>
          {({ ResultsPage }) => <ResultsPage session={session} block={route.block} />}
        </Lazy>
      );
  }
}
