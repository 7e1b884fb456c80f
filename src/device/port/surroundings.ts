/** The value that `setTimeout` returns. */
export type Timer = ReturnType<typeof globalThis.setTimeout>;

/**
 * All that the device takes from outside: clocks, timers, chance, network, locks, channels, page events and the browser's second
 * storage. A page or worker hands down its own global scope, once, so these are the names of the platform; a simulation hands down
 * another. What may be absent is absent over `http`, in a worker or in an older browser.
 */
export interface Surroundings {
  readonly Date: { now(): number };
  readonly Math: { random(): number };
  /** Monotonic: `Date` can be set. */
  readonly performance: { now(): number };
  setTimeout(act: () => void, milliseconds?: number): Timer;
  clearTimeout(timer: Timer | undefined): void;
  requestIdleCallback?(act: () => void, options: { readonly timeout: number }): unknown;
  fetch(...request: Parameters<typeof globalThis.fetch>): Promise<Response>;
  readonly crypto: Pick<Crypto, 'getRandomValues' | 'randomUUID' | 'subtle'>;
  readonly isSecureContext: boolean;
  readonly navigator: {
    readonly onLine: boolean;
    /** Tells WebKit and Chromium apart. A worker gives none, whatever its type says. */
    readonly vendor: string;
    readonly locks?: Pick<LockManager, 'request' | 'query'>;
    readonly storage?: Partial<Pick<StorageManager, 'persist' | 'persisted' | 'estimate'>>;
    readonly serviceWorker?: Pick<ServiceWorkerContainer, 'getRegistration'>;
  };
  readonly indexedDB?: Pick<IDBFactory, 'open' | 'deleteDatabase'>;
  readonly caches?: Pick<CacheStorage, 'open' | 'delete'>;
  readonly BroadcastChannel?: new (
    name: string,
  ) => Pick<BroadcastChannel, 'postMessage' | 'addEventListener' | 'close'>;
  readonly MessageChannel: new () => MessageChannel;
  /** Listens to events of the page: `online`, `pageshow`, `pagehide`. */
  addEventListener(
    type: string,
    act: (event: Event & { readonly persisted?: boolean }) => void,
    options?: { readonly once?: boolean; readonly signal?: AbortSignal },
  ): void;
  readonly document?: Pick<Document, 'visibilityState' | 'addEventListener'>;
}
