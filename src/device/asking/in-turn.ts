/** Runs one at a time. A caller during a run gets another run: the current one may have read before the caller's write. */
export function inTurn<T>(run: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | undefined;
  let another: Promise<T> | undefined;
  return function next(): Promise<T> {
    if (!running) {
      running = run().finally(() => {
        running = undefined;
      });
      return running;
    }
    another ??= running.then(() => {
      another = undefined;
      return next();
    });
    return another;
  };
}
