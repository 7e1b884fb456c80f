/** How long it waits for an answer once it has asked, in milliseconds. */
export const COUNTDOWN = 60_000;

interface IdleWatchOptions {
  /** Idle time before the screen asks, in milliseconds. */
  readonly quiet: number;
  /** Somebody is in front of the screen, whose answers it may show. */
  readonly isWatched: () => boolean;
  /** How many seconds are left to say that one is there; `undefined` while there is nothing to say. */
  readonly onLeft: (seconds: number | undefined) => void;
  readonly onOver: () => void;
  /** On a monotonic clock. */
  readonly now?: () => number;
}

export interface IdleWatch {
  /** Somebody said that they are there. */
  readonly stay: () => void;
  readonly stop: () => void;
}

/** If someone walks away during an interview, the screen asks whether anyone is there, waits as often as asked to, and clears itself. */
export function watchIdle({
  quiet,
  isWatched,
  onLeft,
  onOver,
  now = () => performance.now(),
}: IdleWatchOptions): IdleWatch {
  let touchedAt = now();
  let left: number | undefined;
  let hidden: { readonly at: number; readonly day: number } | undefined;
  const stopped = new AbortController();
  const { signal } = stopped;

  const say = (seconds: number | undefined) => {
    if (seconds === left) return;
    left = seconds;
    onLeft(seconds);
  };
  const stay = () => {
    touchedAt = now();
    say(undefined);
  };
  const look = () => {
    if (!isWatched()) return stay();
    const idle = now() - touchedAt;
    if (idle < quiet) return say(undefined);
    if (idle < quiet + COUNTDOWN) return say(Math.ceil((quiet + COUNTDOWN - idle) / 1000));
    stay();
    onOver();
  };
  const touch = () => {
    // Once it asks, the button answers, and no finger that takes the tablet up.
    if (left === undefined) touchedAt = now();
  };
  for (const event of ['pointerdown', 'keydown', 'input', 'wheel', 'touchmove'])
    addEventListener(event, touch, { signal, passive: true, capture: true });
  document.addEventListener(
    'visibilitychange',
    () => {
      if (document.hidden) hidden = { at: now(), day: Date.now() };
      else if (hidden) {
        // A tablet that sleeps stops that clock too.
        touchedAt -= Math.max(0, Date.now() - hidden.day - (now() - hidden.at));
        hidden = undefined;
        look();
      }
    },
    { signal },
  );
  const timer = setInterval(look, 1000);
  return {
    stay,
    stop() {
      clearInterval(timer);
      stopped.abort();
    },
  };
}
