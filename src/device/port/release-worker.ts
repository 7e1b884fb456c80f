export interface UpdateStatus {
  /** `ready`: this page opens again without network. `unavailable`: this browser has no service worker. */
  readonly offline: 'unavailable' | 'installing' | 'ready' | 'failed';
  /** A later release is here, and waits for `apply`. */
  readonly isWaiting: boolean;
}

export interface ReleaseWorker {
  readonly status: () => UpdateStatus;
  readonly watch: (listener: (status: UpdateStatus) => void) => () => void;
  /** Between interviews only: takes the waiting release and reloads the page, once. */
  readonly apply: () => void;
}
