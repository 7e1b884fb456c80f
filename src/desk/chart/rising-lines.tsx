import { useMemo } from 'preact/hooks';
import uPlot from 'uplot';
import { type Palette, Plot } from './plot.tsx';

interface RisingLinesProps {
  /** Counts that only grow, one for each day: dashed steps… */
  readonly steps: readonly number[];
  /** …and a whole line. */
  readonly line: readonly number[];
}

/** Two sums over the same days, on one scale that begins at 0. */
export function RisingLines({ steps, line }: RisingLinesProps) {
  const data = useMemo((): uPlot.AlignedData => [line.map((_, day) => day), [...steps], [...line]], [steps, line]);
  const optionsFor = useMemo(() => risingOptions(steps, line), [steps, line]);
  return <Plot data={data} height={84} optionsFor={optionsFor} />;
}

function risingOptions(steps: readonly number[], line: readonly number[]) {
  const stepped = uPlot.paths.stepped?.({ align: 1 });
  if (!stepped) throw new Error('uPlot was built without steps');
  const most = Math.max(1, ...steps, ...line);
  return ({ ink, accent }: Palette) => ({
    scales: {
      x: { time: false, range: [-0.5, line.length - 0.5] as [number, number] },
      y: { range: [0, most] as [number, number] },
    },
    series: [
      {},
      { paths: stepped, stroke: accent, width: 2, dash: [4, 4], points: { show: false } },
      { stroke: ink, width: 2, points: { show: false } },
    ],
  });
}
