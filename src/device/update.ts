import type { ReadonlySignal } from '@preact/signals';
import type { TrustedScriptURL, TrustedTypePolicyFactory } from 'trusted-types/lib';
import { Workbox } from 'workbox-window';
import type { SurveyEntry } from '../core/survey/survey-entry.ts';
import { activeWorker, askWorker } from './ask-worker.ts';
import type { ReleaseWorker, UpdateStatus } from './port/release-worker.ts';
import { hasRoom } from './room.ts';

interface UpdateOptions {
  /** The survey of this page and the words are kept for use without a network, in the language on screen. */
  readonly session: {
    readonly entry: Pick<SurveyEntry, 'id' | 'edition'>;
    readonly edition: Pick<ReadonlySignal<{ words: Record<'language' | 'uiLanguage', string> }>, 'peek' | 'subscribe'>;
  };
  readonly page?: typeof globalThis;
  readonly script?: string;
  readonly reload?: () => void;
  /** Another tab runs a later release already: for this one, reloading is all that is left to do. */
  readonly outdated?: Promise<void>;
}

const HOUR = 60 * 60 * 1000;
/** How long a worker may take to look at what it keeps, and to download an edition, in milliseconds. */
const LOOK = 15_000;
const DOWNLOAD = 10 * 60_000;

/**
 * Registers the worker, and has it keep this survey. Loaded after the first question, so that the release is not downloaded in its
 * way.
 */
export function startUpdates({
  session,
  page = globalThis,
  script = '/sw.js',
  reload = () => page.location.reload(),
  outdated = new Promise<void>(() => {}),
}: UpdateOptions): ReleaseWorker {
  const { status, watch, set } = watchedStatus();
  const survey = session.entry;
  let isAsked = false;
  let isOutdated = false;
  let isCurrent = false;
  let language: string | undefined;
  void outdated.then(() => {
    isOutdated = true;
    set({ isWaiting: true });
  });

  const workbox = page.navigator.serviceWorker === undefined ? undefined : new Workbox(trusted(page, script));
  if (workbox) void register(workbox);

  async function register(worker: Workbox): Promise<void> {
    set({ offline: 'installing' });
    worker.addEventListener('waiting', () => set({ isWaiting: true }));
    worker.addEventListener('activated', () => void keep());
    worker.addEventListener('redundant', () => {
      // A failed update leaves the release before it at work; a failed first install leaves nothing.
      if (status().offline === 'installing') set({ offline: 'failed' });
    });
    worker.addEventListener('controlling', () => {
      set({ isWaiting: isOutdated });
      // Another tab may have asked, while an interview is under way in this one.
      if (!isAsked) return;
      isAsked = false;
      reload();
    });
    try {
      await worker.register({ immediate: true });
      session.edition.subscribe(({ words }) => words.language !== language && void keep());
      checkHourly(page, worker, keep);
      page.addEventListener('online', () => !isCurrent && void keep());
    } catch (error) {
      // No network, a captive portal's page, or workers forbidden here: the page goes on without one.
      if (!(error instanceof TypeError || error instanceof DOMException)) throw error;
      if (status().offline === 'installing') set({ offline: 'failed' });
    }
  }

  /** Asks the worker to keep the current edition, which is used at the next start. */
  async function keep(): Promise<void> {
    const active = await activeWorker(page);
    if (!active) return;
    const { words } = session.edition.peek();
    language = words.language;
    const languages = [language, words.uiLanguage];
    const kept = await askWorker(page, active, { type: 'KEPT_SURVEYS', languages }, LOOK);
    const here = kept?.find(({ id }) => id === survey.id);
    if (here?.isReady && here.edition === survey.edition && (await hasRoom(page))) set({ offline: 'ready' });
    const answer = await askWorker(page, active, { type: 'KEEP_SURVEY', survey: survey.id, languages }, DOWNLOAD);
    isCurrent = answer?.isCurrent === true;
    const opens = answer?.edition !== undefined && (isCurrent || answer.edition === survey.edition);
    set({ offline: answer?.lacksRoom ? 'no-room' : opens && (await hasRoom(page)) ? 'ready' : 'failed' });
  }

  return {
    async surveys() {
      const active = await activeWorker(page);
      return active && askWorker(page, active, { type: 'KEPT_SURVEYS' }, LOOK);
    },
    async remove(id) {
      const active = await activeWorker(page);
      const left = active && (await askWorker(page, active, { type: 'REMOVE_SURVEY', survey: id }, LOOK));
      if (left && id === survey.id) set({ offline: 'failed' });
      return left;
    },
    status,
    watch,
    apply() {
      if (isOutdated) return reload();
      isAsked = true;
      workbox?.messageSkipWaiting();
    },
  };
}

function watchedStatus() {
  const listeners = new Set<(status: UpdateStatus) => void>();
  let status: UpdateStatus = { offline: 'unavailable', isWaiting: false };
  return {
    status: () => status,
    watch(listener: (status: UpdateStatus) => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    set(change: Partial<UpdateStatus>): void {
      status = { ...status, ...change };
      for (const listener of listeners) listener(status);
    },
  };
}

/** A tablet at a stand never navigates: it looks for a later release and edition when it is picked up again. */
function checkHourly({ document, performance }: typeof globalThis, workbox: Workbox, keep: () => Promise<void>): void {
  let checkedAt = performance.now();
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'visible' || performance.now() - checkedAt < HOUR) return;
    checkedAt = performance.now();
    void keep();
    // Failing is normal without network; the next hour asks again.
    workbox.update().catch((error: unknown) => {
      if (!(error instanceof TypeError || error instanceof DOMException)) throw error;
    });
  });
}

/** Trusted Types, which the DOM types leave out. */
interface WithTrustedTypes {
  readonly trustedTypes: TrustedTypePolicyFactory;
}

/** The page's policy requires trusted script addresses; this one trusts the worker's, and no other. */
function trusted(scope: object, script: string): string | TrustedScriptURL {
  if (!hasTrustedTypes(scope)) return script;
  const policy = scope.trustedTypes.createPolicy('sw', {
    createScriptURL(url) {
      if (url !== script) throw new TypeError('not the worker');
      return url;
    },
  });
  return policy.createScriptURL(script);
}

function hasTrustedTypes(scope: object): scope is WithTrustedTypes {
  return 'trustedTypes' in scope;
}
