import { useCode } from '../elements/use-code.ts';
import type { RowBarsProps } from './row-bars.tsx';

const loadBars = () => import('./row-bars.tsx');

/** The bars and their library come after the table, which says the same; without them the table stands alone. */
export function RowBarsLater(props: RowBarsProps) {
  const bars = useCode(loadBars);
  return typeof bars === 'object' ? <bars.RowBars {...props} /> : null;
}
