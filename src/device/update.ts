import type { TrustedScriptURL, TrustedTypePolicyFactory } from 'trusted-types/lib';
import { Workbox } from 'workbox-window';
import type { ReleaseWorker, UpdateStatus } from './port/release-worker.ts';

export interface UpdateOptions {
  readonly script?: string;
  readonly reload?: () => void;
  /** Another tab runs a later release already: for this one, reloading is all that is left to do. */
  readonly outdated?: Promise<void>;
}

const HOUR = 60 * 60 * 1000;

/** Registers the worker. Loaded after the first question, so that the release is not fetched in its way. */
export function startUpdates({
  script = '/sw.js',
  reload = () => location.reload(),
  outdated = new Promise<void>(() => {}),
}: UpdateOptions = {}): ReleaseWorker {
  const listeners = new Set<(status: UpdateStatus) => void>();
  let status: UpdateStatus = { offline: 'unavailable', isWaiting: false };
  let isAsked = false;
  let isOutdated = false;
  void outdated.then(() => {
    isOutdated = true;
    set({ isWaiting: true });
  });

  function set(change: Partial<UpdateStatus>): void {
    status = { ...status, ...change };
    for (const listener of listeners) listener(status);
  }

  const workbox = navigator.serviceWorker === undefined ? undefined : new Workbox(trusted(script));
  if (workbox) void register(workbox);

  async function register(worker: Workbox): Promise<void> {
    set({ offline: navigator.serviceWorker.controller ? 'ready' : 'installing' });
    worker.addEventListener('waiting', () => set({ isWaiting: true }));
    worker.addEventListener('activated', () => set({ offline: 'ready' }));
    worker.addEventListener('redundant', () => {
      // A failed update leaves the release before it at work; a failed first install leaves nothing.
      if (status.offline === 'installing') set({ offline: 'failed' });
    });
    worker.addEventListener('controlling', () => {
      set({ offline: 'ready', isWaiting: isOutdated });
      // Another tab may have asked, while an interview is under way in this one.
      if (!isAsked) return;
      isAsked = false;
      reload();
    });
    try {
      const registration = await worker.register({ immediate: true });
      if (registration?.active) set({ offline: 'ready' });
      checkHourly(worker);
    } catch (error) {
      // No network, a captive portal's page, or workers forbidden here: the page goes on without one.
      if (!(error instanceof TypeError || error instanceof DOMException)) throw error;
      if (status.offline === 'installing') set({ offline: 'failed' });
    }
  }

  return {
    status: () => status,
    watch(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    apply() {
      if (isOutdated) return reload();
      isAsked = true;
      workbox?.messageSkipWaiting();
    },
  };
}

/** A tablet at a stand never navigates: it looks for a later release when it is picked up again. */
function checkHourly(workbox: Workbox): void {
  let checkedAt = performance.now();
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'visible' || performance.now() - checkedAt < HOUR) return;
    checkedAt = performance.now();
    // Failing is normal without network; the next hour asks again.
    workbox.update().catch((error: unknown) => {
      if (!(error instanceof TypeError || error instanceof DOMException)) throw error;
    });
  });
}

/** Of Trusted Types, which the DOM types leave out. */
interface WithTrustedTypes {
  readonly trustedTypes: TrustedTypePolicyFactory;
}

/** The page's policy requires trusted script addresses; this one trusts the worker's, and no other. */
function trusted(script: string): string | TrustedScriptURL {
  const scope: object = globalThis;
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
