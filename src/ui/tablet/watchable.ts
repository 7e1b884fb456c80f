/** A state of the browser, and what is called when it has changed. */
export interface Watchable<State> {
  readonly state: () => State;
  /** Returns the way to stop. */
  readonly watch: (listener: () => void) => () => void;
}

export function createListeners() {
  const listeners = new Set<() => void>();
  return {
    call() {
      for (const listener of listeners) listener();
    },
    watch(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
