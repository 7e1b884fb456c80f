import { useEffect, useState } from 'preact/hooks';

/**
 * Returns how many parts to draw: none at first, one more after each paint, and `Infinity` after `count` of them. So no task keeps a slow
 * phone from answering a tap. Paper gets all of them.
 */
export function useSteps(count: number): number {
  const [drawn, draw] = useState(count > 0 ? 0 : Number.POSITIVE_INFINITY);
  useEffect(() => {
    if (drawn === Number.POSITIVE_INFINITY) return;
    const all = () => draw(Number.POSITIVE_INFINITY);
    addEventListener('beforeprint', all);
    // Paper may have asked for all of them since: Preact runs this effect before it draws them.
    draw((now) => Math.max(now, drawn < count ? drawn + 1 : Number.POSITIVE_INFINITY));
    return () => removeEventListener('beforeprint', all);
  }, [drawn, count]);
  return drawn;
}
