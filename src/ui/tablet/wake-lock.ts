export type Awake = 'held' | 'refused' | 'absent';

/** Keeps the screen on while the page is in sight, and says what became of it. Returns the way to stop. */
export function keepAwake(onChange: (awake: Awake) => void): () => void {
  const { wakeLock } = navigator as Partial<Navigator>;
  if (!wakeLock) {
    onChange('absent');
    return () => {};
  }
  let held: WakeLockSentinel | undefined;
  let isStopped = false;
  const ask = async () => {
    if (document.hidden || isStopped || (held && !held.released)) return;
    try {
      held = await wakeLock.request('screen');
      if (isStopped) return void held.release();
      held.addEventListener('release', () => !document.hidden && !isStopped && onChange('refused'));
      onChange('held');
    } catch (error) {
      // A battery that runs low, a setting of the tablet, or a page that has just gone out of sight.
      if (!(error instanceof DOMException)) throw error;
      onChange('refused');
    }
  };
  const onVisible = () => void ask();
  document.addEventListener('visibilitychange', onVisible);
  void ask();
  return () => {
    isStopped = true;
    document.removeEventListener('visibilitychange', onVisible);
    void held?.release();
  };
}
