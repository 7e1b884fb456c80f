import { useMemo } from 'preact/hooks';
import uPlot from 'uplot';
import { Plot, type PlotOptions } from './plot.tsx';

/** A count that only falls, from step to step; it begins near the lowest, which the words beside it say. */
export function Steps({ values, from }: { readonly values: readonly number[]; readonly from: number }) {
  const data = useMemo((): uPlot.AlignedData => [values.map((_, index) => index), [...values]], [values]);
  const optionsFor = useMemo(() => stepOptions(values, from), [values, from]);
  return <Plot data={data} height={160} optionsFor={optionsFor} />;
}

function stepOptions(values: readonly number[], from: number): PlotOptions {
  const paths = uPlot.paths.stepped?.({ align: 1 });
  if (!paths) throw new Error('uPlot was built without steps');
  const most = Math.max(from + 1, ...values);
  return (palette) => ({
    scales: {
      x: { time: false, range: [0, Math.max(1, values.length - 1)] },
      y: { range: [from, most] },
    },
    // Unfilled: an area would be read as if the scale began at nothing.
    series: [{}, { paths, stroke: palette.ink, width: 2, points: { show: false } }],
  });
}
