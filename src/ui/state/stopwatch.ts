/** Time spent with the questionnaire on screen. */
export interface Stopwatch {
  /** Read at each save: what was given or met just now ends the pause before it. */
  readonly seconds: () => number;
  readonly pause: () => void;
  readonly resume: () => void;
  /** Goes on from here: another tab has counted meanwhile. */
  readonly restart: (seconds: number) => void;
}

/** A long absence with the page in view is not time spent answering. In milliseconds. */
const LONGEST_PAUSE = 15 * 60_000;

export function createStopwatch(before: number, now: () => number): Stopwatch {
  let counted = before * 1000;
  let since: number | undefined = now();
  const count = () => {
    if (since === undefined) return;
    const at = now();
    counted += Math.min(LONGEST_PAUSE, Math.max(0, at - since));
    since = at;
  };
  return {
    seconds() {
      count();
      return Math.round(counted / 1000);
    },
    pause() {
      count();
      since = undefined;
    },
    resume() {
      since ??= now();
    },
    restart(seconds) {
      counted = seconds * 1000;
      since = now();
    },
  };
}
