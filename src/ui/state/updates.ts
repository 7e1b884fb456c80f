import { type ReadonlySignal, signal } from '@preact/signals';

/** The release as the screens see it. */
export interface Updates {
  /** The worker holds the whole release: the page opens without a network. */
  readonly ready: ReadonlySignal<boolean>;
  /** A new release waits; it is installed only between interviews. */
  readonly waiting: ReadonlySignal<boolean>;
  readonly install: () => void;
}

export function watchUpdates(): Updates {
  return { ready: signal(false), waiting: signal(false), install() {} };
}
