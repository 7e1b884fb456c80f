import { hydrate, render } from 'preact';
import { isClosedOn } from './core/survey/closing.ts';
import { startDevice } from './device/open.ts';
import { loadCode } from './late/load-code.ts';
import { readLink } from './ui/address/link.ts';
import { siteSurveys } from './ui/address/site-surveys.ts';
import { ErrorScreen } from './ui/elements/error-screen.tsx';
import { whenIdle } from './ui/elements/idle.ts';

import { Lost } from './ui/elements/lost.tsx';
import { fetchAhead } from './ui/elements/use-code.ts';
import { loadWaitingDrafts } from './ui/screens/opening/later.ts';
import { App } from './ui/shell/app.tsx';
import { doEarlyTap, earlyAnswer, forgetEarlyTaps, hasBegunEarly, tapped } from './ui/shell/early-taps.ts';
import { loadEdition } from './ui/state/editions.ts';
import { createSession, type Session } from './ui/state/session.ts';
import { watchUpdates } from './ui/state/updates.ts';
import { frenchWords, loadWords } from './ui/words/words.ts';
import { dayOf } from './wire/day.ts';
import './ui/elements/tokens.css';
import './ui/elements/base.css';
import './ui/shell/app.css';
import './ui/screens/opening/opening.css';

const root = document.getElementById('app');
if (!root) throw new Error('index.html has lost its root');
const link = readLink(location.search, siteSurveys());

async function open(root: HTMLElement): Promise<void> {
  const { device, opened } = startDevice();
  if (!link.entry) return lose(root, 'survey');
  const { id, revision, languages } = link.entry;
  const edition = await loadEdition(device.definitions, id, revision, link.language);
  if (typeof edition === 'string') return lose(root, edition === 'unknown' ? 'survey' : 'unreachable');
  document.documentElement.lang = link.language;
  if (isClosedOn(edition.survey, dayOf(new Date()))) forgetEarlyTaps();
  if (!hasBegunEarly()) await Promise.race([opened, tapped()]);
  const hasBegun = hasBegunEarly();
  const { mode, channel } = link;
  const session = await createSession({ device, opened, hasBegun, edition, languages, mode, channel });
  // Reprendre is there from the first frame, above Commencer.
  if (session.drafts.peek().length > 0 && !hasBegunEarly()) await fetchAhead(loadWaitingDrafts);
  // The first question that came with the page is taken over as it stands: a finger may be on it.
  const isThere = hasBegunEarly() && root.querySelector('form') !== null;
  if (hasBegunEarly()) beginWith(session, earlyAnswer(root));
  if (!isThere) root.replaceChildren();
  const draw = isThere ? hydrate : render;
  draw(
    <ErrorScreen words={edition.words}>
      <App session={session} updates={watchUpdates(() => loadUpdates(session))} />
    </ErrorScreen>,
    root,
  );
  // Lifecycle events are a second chance to save, never the first.
  const hide = () => session.interview.peek()?.hide();
  addEventListener('pagehide', hide);
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) hide();
    else session.interview.peek()?.show();
  });
}

function beginWith(session: Session, early: ReturnType<typeof earlyAnswer>): void {
  session.begin();
  if (early) session.interview.peek()?.give(early.item, early.option);
}

/** After the first question: registering the worker fetches the whole release. */
async function loadUpdates(session: Session) {
  await whenIdle(3000);
  void session.refresh();
  return (await loadCode(() => import('./device/release/update.ts')))?.startUpdates();
}

async function lose(root: HTMLElement, why: 'survey' | 'unreachable'): Promise<void> {
  const words = (await loadWords(link.language)) ?? frenchWords();
  root.replaceChildren();
  render(
    <div class="page">
      <main data-screen="lost">
        <Lost words={words} why={why} />
      </main>
    </div>,
    root,
  );
}

// Not awaited here: chunks that import this module would wait for it, while it waits for them.
void open(root).then(() => doEarlyTap(root));
