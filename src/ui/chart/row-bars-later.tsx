import { useCode } from '../elements/use-code.ts';
import type { RowBarsProps } from './row-bars.tsx';

const loadBars = () => import('./row-bars.tsx');

/** The bars and their library load after the table, which has the same contents; if they cannot be loaded the table is enough. */
export function RowBarsLater(props: RowBarsProps) {
  const bars = useCode(loadBars);
  return typeof bars === 'object' ? <bars.RowBars {...props} /> : null;
}
