import { useCode } from '../elements/use-code.ts';
import type { BarsProps } from './chart.tsx';

const loadChart = () => import('./chart.tsx');

/** The chart and its library come after the table, which says the same; without them the table stands alone. */
export function BarsLater(props: BarsProps) {
  const chart = useCode(loadChart);
  return typeof chart === 'object' ? <chart.Bars {...props} /> : null;
}
