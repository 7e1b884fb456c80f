import { useEffect, useState } from 'preact/hooks';
import type { BarsProps } from './chart.tsx';

type Chart = typeof import('./chart.tsx');

/** The chart and its library come after the table, which says the same; without them the table stands alone. */
export function BarsLater(props: BarsProps) {
  const [chart, setChart] = useState<Chart>();
  useEffect(() => {
    let wanted = true;
    import('./chart.tsx').then(
      (code) => wanted && setChart(code),
      (error: unknown) => {
        // A browser reports a chunk that it cannot fetch as a TypeError.
        if (!(error instanceof TypeError)) throw error;
      },
    );
    return () => {
      wanted = false;
    };
  }, []);
  return chart ? <chart.Bars {...props} /> : null;
}
