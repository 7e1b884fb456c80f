import { useEffect, useState } from 'preact/hooks';

/** The width of a whole table, and of one next to the list of parts; in rem, as the container queries of the page have them. */
export const TABLE = 51.25;
export const TABLE_AND_RAIL = 68;

/** Whether there is so much room: on a wide page and on paper. Counted in the letters of the page, which may be enlarged. */
export function useWide(rem: number): boolean {
  const [isEnough, setEnough] = useState(() => isWide(rem));
  useEffect(() => {
    const look = () => setEnough(isWide(rem));
    const toPaper = () => setEnough(true);
    addEventListener('resize', look);
    addEventListener('beforeprint', toPaper);
    addEventListener('afterprint', look);
    return () => {
      removeEventListener('resize', look);
      removeEventListener('beforeprint', toPaper);
      removeEventListener('afterprint', look);
    };
  }, [rem]);
  return isEnough;
}

function isWide(rem: number): boolean {
  const root = document.documentElement;
  return root.clientWidth >= rem * Number.parseFloat(getComputedStyle(root).fontSize);
}
