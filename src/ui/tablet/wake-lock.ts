import { createListeners, type Watchable } from './watchable.ts';

/** Keeps the screen on as long as the page lives, and knows what became of it. */
export function keepAwake(): Watchable<boolean> {
  const { call, watch } = createListeners();
  const { wakeLock } = navigator as Partial<Navigator>;
  let isHeld = false;
  let held: WakeLockSentinel | undefined;
  const say = (next: boolean) => {
    isHeld = next;
    call();
  };
  const ask = async () => {
    if (!wakeLock) return;
    if (document.hidden || (held && !held.released)) return;
    try {
      held = await wakeLock.request('screen');
      // By the browser: out of sight it is asked for again once one comes back.
      held.addEventListener('release', () => say(false));
      say(true);
    } catch (error) {
      // A battery that runs low, a setting of the tablet, or a page that has just gone out of sight.
      if (!(error instanceof DOMException)) throw error;
      say(false);
    }
  };
  document.addEventListener('visibilitychange', () => void ask());
  void ask();
  return { state: () => isHeld, watch };
}
