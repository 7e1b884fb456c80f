import { useEffect, useState } from 'preact/hooks';

/** In rem, as the container queries of the page have it. */
const WIDE = 51.25;

/** Whether a figure has the width of a whole table: on a wide page and on paper. Counted in the letters of the page, which may be enlarged. */
export function useDense(): boolean {
  const [isDense, setDense] = useState(isWide);
  useEffect(() => {
    const look = () => setDense(isWide());
    const toPaper = () => setDense(true);
    addEventListener('resize', look);
    addEventListener('beforeprint', toPaper);
    addEventListener('afterprint', look);
    return () => {
      removeEventListener('resize', look);
      removeEventListener('beforeprint', toPaper);
      removeEventListener('afterprint', look);
    };
  }, []);
  return isDense;
}

function isWide(): boolean {
  const root = document.documentElement;
  return root.clientWidth >= WIDE * Number.parseFloat(getComputedStyle(root).fontSize);
}
