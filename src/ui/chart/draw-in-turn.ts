import { whenIdle } from '../elements/when-idle.ts';

/** How far from the screen a drawing begins, so that it is there when it is scrolled to. */
const MARGIN = '400px';
const PATIENCE = 500;

/** Turns of what is near the screen and not drawn yet, in the order in which it came near. */
const near: (() => void)[] = [];
let isDrawing = false;

/**
 * Draws once, when `element` is near the screen and the page has nothing better to do: one drawing at a time, and in two turns, since the
 * first of a page takes a slow phone longer than one may take. What `prepare` returns finishes the drawing.
 */
export function drawInTurn(element: Element, prepare: () => () => void): () => void {
  let finish: (() => void) | undefined;
  const begin = () => {
    finish = prepare();
    near.unshift(end);
  };
  const end = () => {
    forget();
    (finish ?? prepare())();
  };
  const watch = new IntersectionObserver(
    (entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      watch.disconnect();
      near.push(begin);
      void drawAll();
    },
    { rootMargin: MARGIN },
  );
  const forget = () => {
    watch.disconnect();
    removeEventListener('beforeprint', end);
    const place = near.findIndex((turn) => turn === begin || turn === end);
    if (place >= 0) near.splice(place, 1);
  };
  watch.observe(element);
  // Paper shows what no screen has come near.
  addEventListener('beforeprint', end);
  return forget;
}

async function drawAll(): Promise<void> {
  if (isDrawing) return;
  isDrawing = true;
  while (near.length > 0) {
    await whenIdle(PATIENCE);
    near.shift()?.();
  }
  isDrawing = false;
}
