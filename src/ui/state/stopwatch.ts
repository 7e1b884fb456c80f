/** Time spent with the questionnaire on screen. */
export interface Stopwatch {
  readonly seconds: () => number;
  readonly pause: () => void;
  readonly resume: () => void;
}

/** A long absence with the page in view is not time spent answering. */
const LONGEST_STRETCH = 15 * 60;

export function createStopwatch(before: number, now: () => number): Stopwatch {
  let counted = before;
  let since: number | undefined = now();
  const stretch = () =>
    since === undefined ? 0 : Math.min(LONGEST_STRETCH, Math.max(0, Math.round((now() - since) / 1000)));
  return {
    seconds: () => counted + stretch(),
    pause() {
      counted += stretch();
      since = undefined;
    },
    resume() {
      since ??= now();
    },
  };
}
