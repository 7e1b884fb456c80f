import { options } from 'preact';

let waiting: (() => void) | undefined;

/**
 * Makes a change now, and draws what follows from it once the browser has painted what it shows by itself: a choice is
 * seen under the finger before the rest of the screen is drawn again. Any other change draws both at once.
 */
export function drawLater(change: () => void): void {
  // A hidden page paints nothing, so it would wait for ever.
  if (document.hidden) {
    change();
    return;
  }
  options.debounceRendering = (draw) => {
    waiting = draw;
    requestAnimationFrame(() => setTimeout(drawNow));
  };
  try {
    change();
  } finally {
    delete options.debounceRendering;
  }
}

/**
 * Before each click on a button: its handler must know of the answer just before. Not before a click on a choice, which the
 * browser has marked already: drawing what was chosen before would undo that, and the new choice would be lost.
 */
export function drawBeforeClicks(): void {
  addEventListener(
    'click',
    ({ target }) => {
      if (!(target instanceof HTMLInputElement)) drawNow();
    },
    true,
  );
}

function drawNow(): void {
  const draw = waiting;
  waiting = undefined;
  draw?.();
}
