import { whenIdle } from '../elements/when-idle.ts';

/** How far from the screen a drawing begins, so that it is there when it is scrolled to. */
const MARGIN = '400px';
const PATIENCE = 500;

/** What is near the screen and not drawn yet, in the order in which it came near. */
const near: (() => void)[] = [];
let isDrawing = false;

/** Draws once, when `element` is near the screen and the page has nothing better to do: one drawing at a time. */
export function drawInTurn(element: Element, draw: () => void): () => void {
  const watch = new IntersectionObserver(
    (entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      watch.disconnect();
      near.push(once);
      void drawAll();
    },
    { rootMargin: MARGIN },
  );
  const forget = () => {
    watch.disconnect();
    removeEventListener('beforeprint', once);
    const place = near.indexOf(once);
    if (place >= 0) near.splice(place, 1);
  };
  const once = () => {
    forget();
    draw();
  };
  watch.observe(element);
  // Paper shows what no screen has come near.
  addEventListener('beforeprint', once);
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
