import { useMemo } from 'preact/hooks';
import uPlot from 'uplot';
import { type Palette, Plot } from './plot.tsx';

export interface DaySeries {
  readonly label: string;
  /** One for each day. */
  readonly values: readonly number[];
}

/** How each series is filled, the first at the foot: light against dark against lines, so that no colour has to be told from another. */
export const FILLS = ['full', 'light', 'hatched', 'hollow'] as const;
export type Fill = (typeof FILLS)[number];

/** Responses by day, the channels one upon another; `FILLS.length` series at most. */
export function DayBars({ series }: { readonly series: readonly DaySeries[] }) {
  const data = useMemo(() => cumulated(series), [series]);
  const optionsFor = useMemo(() => barOptions(series.length, data), [series, data]);
  return <Plot data={data} height={180} optionsFor={optionsFor} />;
}

/** The highest series first: each is drawn over the one that holds it. */
function cumulated(series: readonly DaySeries[]): uPlot.AlignedData {
  const days = series[0]?.values.length ?? 0;
  const sums: number[][] = [];
  let below: readonly number[] = Array.from({ length: days }, () => 0);
  for (const { values } of series) {
    const sum = below.map((value, day) => value + (values[day] ?? 0));
    sums.unshift(sum);
    below = sum;
  }
  return [Array.from({ length: days }, (_, day) => day), ...sums];
}

function barOptions(count: number, data: uPlot.AlignedData) {
  const bars = uPlot.paths.bars?.({ size: [0.8, 44] });
  if (!bars) throw new Error('uPlot was built without bars');
  const days = data[0].length;
  const most = Math.max(1, ...data.slice(1).flatMap((sums) => [...(sums ?? [])].map((sum) => sum ?? 0)));
  return (palette: Palette) => ({
    scales: {
      x: { time: false, range: [-0.5, days - 0.5] as [number, number] },
      y: { range: [0, most] as [number, number] },
    },
    series: [
      {},
      ...FILLS.slice(0, count)
        .toReversed()
        .map((fill) => ({
          paths: bars,
          stroke: palette.ink,
          width: 1,
          fill: (plot: uPlot) => paint(plot, fill, palette),
          points: { show: false },
        })),
    ],
  });
}

function paint({ ctx }: uPlot, fill: Fill, palette: Palette): string | CanvasPattern {
  switch (fill) {
    case 'full':
      return palette.ink;
    case 'light':
      return palette.quiet;
    case 'hollow':
      return palette.paper;
    case 'hatched': {
      const tile = document.createElement('canvas');
      tile.width = 8;
      tile.height = 8;
      const brush = tile.getContext('2d');
      const pattern = brush && ctx.createPattern(hatch(brush, palette), 'repeat');
      return pattern ?? palette.paper;
    }
  }
}

function hatch(brush: CanvasRenderingContext2D, { ink, paper }: Palette): HTMLCanvasElement {
  brush.fillStyle = paper;
  brush.fillRect(0, 0, 8, 8);
  brush.strokeStyle = ink;
  brush.lineWidth = 1.5;
  brush.beginPath();
  for (const from of [-8, 0, 8]) {
    brush.moveTo(from, 8);
    brush.lineTo(from + 8, 0);
  }
  brush.stroke();
  return brush.canvas;
}
