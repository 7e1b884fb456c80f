import { hydrate, render } from 'preact';
import { isClosedOn } from './core/survey/closing.ts';
import { startDevice } from './device/open.ts';
import type { FieldStart } from './field-start.tsx';
import { loadCode } from './lazy/load-code.ts';
import { daySearch } from './ui/address/day-address.ts';
import { languageAmong, readLink } from './ui/address/link.ts';
import { isMadeFor, isSharedLink, pageEntry, sharedSearch } from './ui/address/page-entry.ts';
import { isOpening } from './ui/address/routes.ts';
import { Lost } from './ui/elements/lost.tsx';
import { preload } from './ui/elements/use-code.ts';
import { whenIdle } from './ui/elements/when-idle.ts';
import { Mark } from './ui/emblems/mark.tsx';
import { keepsNothing, loadNotice, loadWaitingDrafts } from './ui/screens/opening/opening.tsx';
import {
  doEarlyTap,
  earlyAnswer,
  forgetEarlyTaps,
  hasBegunEarly,
  keepEarlyAnswer,
  tapped,
} from './ui/shell/early-taps.ts';
import { ErrorScreen } from './ui/shell/error-screen.tsx';
import { App } from './ui/shell/survey-app.tsx';
import { loadEdition } from './ui/state/editions.ts';
import { speak } from './ui/state/screen-edition.ts';
import { createSession, type Session } from './ui/state/session.ts';
import { watchUpdates } from './ui/state/updates.ts';
import { frenchWords, loadUi, wordsIn } from './ui/words/words.ts';
import { dayOf } from './wire/day.ts';
import './ui/elements/tokens.css';
import './ui/elements/base.css';
import './ui/shell/app.css';
import './ui/screens/opening/opening.css';

const root = document.getElementById('app');
if (!root) throw new Error('index.html has lost its root');

async function open(root: HTMLElement): Promise<void> {
  let onOutdated = () => {};
  const outdated = new Promise<void>((resolve) => {
    onOutdated = resolve;
  });
  const preview = location.pathname === '/preview' && (await openPreview(root));
  if (typeof preview === 'string') return preview === 'shown' ? undefined : lose(root, preview);
  const started = preview || startDevice({ onOutdated });
  const { opened } = started;
  let { device } = started;
  const asked = preview || (await findAsked()) || 'first-time';
  if (typeof asked === 'string') return lose(root, asked);
  const { link, entry } = asked;
  const language = languageAmong(entry.languages, link.language);
  const edition = await loadEdition(device.definitions, entry, entry.revision, language);
  if (typeof edition === 'string') return lose(root, edition);
  speak(edition);
  const { survey, words } = edition;
  let field: FieldStart | undefined;
  if (link.mode === 'field') {
    const code = await preload(() => import('./field-start.tsx'));
    if (!code) return lose(root, 'unreachable');
    field = await code.startField(started, edition, link, root);
    if (!field) return;
    ({ device } = field);
    forgetEarlyTaps();
  }
  const isClosed = isClosedOn(survey, dayOf(new Date()));
  if (isClosed) forgetEarlyTaps();
  // What the opening alone shows keeps no resumed question waiting. A notice is whole in the page, and may be open already.
  const isOnOpening = () => !field && isOpening(location.hash);
  const shown = Promise.all([opened, isOnOpening() && survey.notice && preload(loadNotice)]);
  if (!hasBegunEarly()) await Promise.race([shown, tapped()]);
  const hasBegun = hasBegunEarly();
  const { mode, channel } = link;
  const router = field?.router;
  const session = await createSession({ device, opened, hasBegun, edition, entry, mode, channel, router });
  const updates = watchUpdates(async () => (preview ? undefined : loadUpdates(session, outdated)));
  const isNew = session.drafts.peek().length === 0;
  // Reprendre is there from the first frame, above Commencer.
  if (isOnOpening() && !isNew && !hasBegunEarly()) await preload(loadWaitingDrafts);
  const isBegun = hasBegunEarly();
  // The prerendered page is hydrated unchanged, because a finger may be on it: the first question, or the opening as the build
  // drew it, for someone new here.
  const isThere = isBegun
    ? root.querySelector('form')
    : isNew &&
      !isClosed &&
      !keepsNothing(navigator) &&
      isOnOpening() &&
      root.querySelector('h1')?.textContent === words.of(survey.asked ?? survey.title);
  const early = earlyAnswer(root);
  if (isBegun) session.begin();
  if (!isThere) root.replaceChildren();
  const draw = isThere ? hydrate : render;
  draw(
    <ErrorScreen words={words}>
      <App session={session} updates={updates} day={field && (() => field.day(session, updates))} />
    </ErrorScreen>,
    root,
  );
  field?.attend(session);
  // After the page was taken over without it: what follows from it is drawn like any change.
  if (early) session.interview.peek()?.give(early.name, early.value);
  // Lifecycle events are a second chance to save, never the first.
  const hide = () => session.interview.peek()?.hide();
  addEventListener('pagehide', hide);
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) hide();
    else session.interview.peek()?.show();
  });
}

/**
 * After the first question: registering the worker fetches the whole release. Where a worker has it already, nothing waits for this, and
 * a page of results comes first.
 */
async function loadUpdates(session: Session, outdated: Promise<void>) {
  if (navigator.serviceWorker?.controller || /^#.results/.test(location.hash))
    await new Promise((resolve) => setTimeout(resolve, 1000));
  await whenIdle(3000);
  void session.refresh();
  return (await loadCode(() => import('./device/update.ts')))?.startUpdates({ session, outdated });
}

/** A draft is looked at without a database and without a worker: neither may keep anything of it. */
async function openPreview(root: HTMLElement) {
  return (await loadCode(() => import('./preview-start.tsx')))?.startPreview(root) ?? 'unreachable';
}

async function findAsked() {
  const entry = pageEntry();
  const link = readLink(daySearch() ?? (entry && isSharedLink() ? sharedSearch(entry) : location.search));
  if (isMadeFor(entry, link.survey)) return { link, entry };
  return (await loadCode(() => import('./ui/address/find-entry.ts')))?.findAsked(link);
}

async function lose(root: HTMLElement, why: 'unknown' | 'unreachable' | 'first-time' | 'no-room'): Promise<void> {
  const language = readLink(location.search).language ?? navigator.language;
  const ui = await loadUi(language, navigator.languages);
  const words = ui ? wordsIn(language, ui) : frenchWords();
  const code = why !== 'unreachable' && (await loadCode(() => import('./ui/screens/dead-end/no-survey.tsx')));
  const screen = code && (await code.noSurvey(words, why));
  keepEarlyAnswer();
  root.replaceChildren();
  render(
    <div class="page" data-screen="lost">
      <header class="head">
        <a class="brand" href="/">
          <Mark />
          Baromètre
        </a>
      </header>
      <main data-screen="lost">{screen || <Lost words={words} why="unreachable" />}</main>
    </div>,
    root,
  );
}

// Not awaited here: chunks that import this module would wait for it, while it waits for them.
void open(root).then(doEarlyTap);
