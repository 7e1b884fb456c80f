import { batch, effect, type ReadonlySignal, signal } from '@preact/signals';
import type { Draft, FinishedResponse, Keeping, OpenedDevice, OutboxStatus } from '../../device/port/device.ts';
import { createRouter, type Router } from '../address/router.ts';
import type { Route } from '../address/routes.ts';
import { type Edition, loadEdition } from './editions.ts';
import { createInterview, type Interview } from './interview.ts';
import { watchOutbox } from './outbox-status.ts';

export interface SessionStart {
  readonly device: OpenedDevice;
  /** When `device.keeps` is known. */
  readonly opened: Promise<void>;
  /** The respondent has begun already: what waits on the device is looked up behind the first question. */
  readonly hasBegun: boolean;
  readonly edition: Edition;
  /** Those the survey exists in. */
  readonly languages: readonly string[];
  readonly mode: Draft['mode'];
  readonly channel: string | null;
}

/** One page, from opening to card: which edition, which interview, which screen. */
export interface Session {
  readonly device: OpenedDevice;
  readonly router: Router;
  readonly languages: readonly string[];
  readonly edition: ReadonlySignal<Edition>;
  readonly interview: ReadonlySignal<Interview | undefined>;
  /** Interviews to resume, latest first. */
  readonly drafts: ReadonlySignal<readonly Draft[]>;
  readonly finished: ReadonlySignal<readonly FinishedResponse[]>;
  readonly outbox: ReadonlySignal<OutboxStatus>;
  /** Where what is given is kept. */
  readonly keeps: ReadonlySignal<Keeping>;
  /** Why the screen asked for cannot be shown. */
  readonly lost: ReadonlySignal<'revision' | undefined>;
  /** The language last asked for could not be fetched: the page stays in the one it has. */
  readonly lacksLanguage: ReadonlySignal<boolean>;
  readonly begin: () => void;
  readonly resume: (draft: Draft) => Promise<void>;
  readonly discard: (draft: Draft) => Promise<void>;
  readonly next: (question: string) => void;
  readonly back: (question: string) => void;
  readonly switchLanguage: (language: string) => Promise<void>;
  /** Reads again what is kept on this device: drafts and finished responses. */
  readonly refresh: () => Promise<void>;
  /** Erased: nothing of it stays on this page either, whichever way one goes back. */
  readonly forget: (id: string) => void;
}

export async function createSession({
  device,
  opened,
  hasBegun,
  edition: first,
  languages,
  mode,
  channel,
}: SessionStart): Promise<Session> {
  const router = createRouter();
  const edition = signal(first);
  const interview = signal<Interview | undefined>(undefined);
  const drafts = signal<readonly Draft[]>([]);
  const finished = signal<readonly FinishedResponse[]>([]);
  const lost = signal<'revision' | undefined>(undefined);
  const lacksLanguage = signal(false);
  const keeps = signal(device.keeps);
  const look = () => {
    keeps.value = device.keeps;
  };
  void opened.then(look);
  const survey = signal(first.survey);
  const { go } = router;
  const { definitions } = device;

  const ours = (one: Draft | FinishedResponse) => one.survey === first.survey.id;
  const refresh = async () => {
    drafts.value = (await device.drafts.list()).filter(ours);
  };
  const findCards = async () => {
    finished.value = (await device.finished.list()).filter(ours);
  };
  const reread = async () => void (await Promise.all([refresh(), findCards()]));
  void device.moved.then(look).then(reread);
  const show = (next: Edition) =>
    batch(() => {
      edition.value = next;
      survey.value = next.survey;
      document.documentElement.lang = next.words.language;
    });
  /** What was just given, on its way to the disk. */
  let left = Promise.resolve();
  const leave = () => {
    left = interview.peek()?.leave() ?? left;
  };
  const start = (draft?: Draft) => {
    leave();
    interview.value = createInterview({
      device,
      keeps,
      survey,
      language: () => edition.peek().words.language,
      mode: draft?.mode ?? mode,
      channel: draft ? draft.channel : channel,
      ...(draft ? { draft } : {}),
      onFirstAnswer() {
        const { file, words } = edition.peek();
        void device.definitions.keep(file, words.language);
      },
      onGone: () => go({ screen: 'opening' }, 'replace'),
    });
    return interview.value;
  };
  const goTo = (question: string | undefined, how?: 'replace') =>
    go(question ? { screen: 'question', question } : { screen: 'check' }, how);

  /** The draft's own revision, in the language on screen. */
  const reopen = async (draft: Draft): Promise<Interview | undefined> => {
    const { revision } = edition.peek().survey;
    if (draft.revision !== revision) {
      const loaded = await loadEdition(definitions, draft.survey, draft.revision, edition.peek().words.language);
      if (typeof loaded === 'string') {
        lost.value = 'revision';
        return undefined;
      }
      show(loaded);
    }
    return start(draft);
  };

  /** An address of the middle of the interview, opened anew: the draft it belongs to. A new interview has but its beginning. */
  const enter = async (route: Route) => {
    if (interview.peek() || (route.screen !== 'question' && route.screen !== 'check')) return;
    // A draft read before its last answers are written would lose them.
    await left.then(refresh);
    if (interview.peek() || router.route.peek() !== route) return;
    const [draft] = mode === 'self' ? drafts.peek() : [];
    const opened = draft ? await reopen(draft) : start();
    if (!opened) return;
    const { questions } = opened.path.peek();
    const reached = draft ? questions : questions.slice(0, 1);
    const isThere = route.screen === 'check' ? draft : reached.some((one) => one.id === route.question);
    if (!isThere) go({ screen: 'opening' }, 'replace');
  };

  if (hasBegun) void refresh();
  else await refresh();
  // The code behind finished responses is no part of the first load, unless a card is what was asked for. Where a worker has it,
  // this device has been here before: its last card is looked up at once, and nothing waits for it.
  if (router.route.peek().screen === 'card') await findCards();
  else if (!hasBegun && navigator.serviceWorker?.controller) void findCards();
  await enter(router.route.peek());

  effect(() => {
    const route = router.route.value;
    batch(() => {
      lost.value = undefined;
      lacksLanguage.value = false;
    });
    if (route.screen === 'question') interview.peek()?.visit(route.question);
    else if (route.screen === 'check') interview.peek()?.visit('check');
    else if (route.screen === 'opening' && interview.peek()) {
      leave();
      interview.value = undefined;
      void left.then(reread);
    }
    void enter(route);
  });

  return {
    device,
    router,
    languages,
    edition,
    interview,
    drafts,
    finished,
    outbox: watchOutbox(device.outbox),
    keeps,
    lost,
    lacksLanguage,
    refresh: reread,
    forget(id) {
      if (interview.peek()?.id.peek() === id) {
        leave();
        interview.value = undefined;
      }
      void reread();
    },
    begin() {
      const [question] = start().path.peek().questions;
      goTo(question?.id);
    },
    async resume(draft) {
      const opened = await reopen(draft);
      if (!opened) return;
      const path = opened.path.peek().questions;
      const there = draft.current === 'check' || path.some((one) => one.id === draft.current);
      goTo(draft.current === 'check' ? undefined : there ? draft.current : path[0]?.id);
    },
    async discard(draft) {
      await device.drafts.discard(draft.id);
      await refresh();
    },
    next(question) {
      goTo(interview.peek()?.after(question)?.id);
    },
    back(question) {
      const before = interview.peek()?.before(question);
      if (before) goTo(before.id);
      else go({ screen: 'opening' });
    },
    async switchLanguage(language) {
      const { survey: shown } = edition.peek();
      const loaded = await loadEdition(definitions, shown.id, shown.revision, language);
      lacksLanguage.value = typeof loaded === 'string';
      if (typeof loaded === 'string') return;
      show(loaded);
      const address = new URL(location.href);
      address.searchParams.set('lang', language);
      history.replaceState(null, '', address);
    },
  };
}
