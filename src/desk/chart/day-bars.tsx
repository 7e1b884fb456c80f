import { useMemo } from 'preact/hooks';
import uPlot from 'uplot';
import { evenLabels, fittingLabels, isClear } from './fitting-labels.ts';
import { type Palette, Plot, type PlotOptions } from './plot.tsx';

/** Numbers, one for each day. */
type DaySeries = readonly number[];

/** The fill of each series, from the bottom: light, dark and hatched, so that no one has to distinguish colours. */
export const FILLS = ['full', 'light', 'hatched', 'hollow'] as const;
type Fill = (typeof FILLS)[number];

/** What is written on the canvas: a number on each bar that has room for it, the day of the month under it, a mark under some days. */
interface DayWords {
  /** One for each day. */
  readonly values: readonly string[];
  readonly days: readonly string[];
  /** The places of days that are marked. */
  readonly marked: readonly number[];
}

/** Responses by day, the channels one upon another; `FILLS.length` series at most. */
export function DayBars({ series, words }: { readonly series: readonly DaySeries[]; readonly words: DayWords }) {
  const data = useMemo(() => cumulated(series), [series]);
  const optionsFor = useMemo(() => barOptions(series.length, data, words), [series, data, words]);
  return <Plot data={data} height={words.marked.length > 0 ? 236 : 220} optionsFor={optionsFor} />;
}

/** The highest series first: each is drawn over the one that holds it. */
function cumulated(series: readonly DaySeries[]): uPlot.AlignedData {
  const days = series[0]?.length ?? 0;
  const sums: number[][] = [];
  let below: readonly number[] = Array.from({ length: days }, () => 0);
  for (const values of series) {
    const sum = below.map((value, day) => value + (values[day] ?? 0));
    sums.unshift(sum);
    below = sum;
  }
  return [Array.from({ length: days }, (_, day) => day), ...sums];
}

/** In CSS pixels: above the bars for a number, under them for the day, and for a mark. */
const [NUMBER, DAY, MARK] = [18, 20, 16];
/** The part of its day that a bar fills, and the width in CSS pixels that it never exceeds. */
const [BAR, WIDEST] = [0.8, 44];

function barOptions(count: number, data: uPlot.AlignedData, words: DayWords): PlotOptions {
  const bars = uPlot.paths.bars?.({ size: [BAR, WIDEST] });
  if (!bars) throw new Error('uPlot was built without bars');
  const days = data[0].length;
  const most = Math.max(1, ...data.slice(1).flatMap((sums) => [...(sums ?? [])].map((sum) => sum ?? 0)));
  return (palette) => ({
    padding: [NUMBER, 0, DAY + (words.marked.length > 0 ? MARK : 0), 0],
    hooks: { draw: [(plot: uPlot) => drawWords(plot, words, palette)] },
    scales: {
      x: { time: false, range: [-0.5, days - 0.5] },
      y: { range: [0, most] },
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

function drawWords(plot: uPlot, { values, days, marked }: DayWords, { ink, accent, font }: Palette): void {
  const { ctx, bbox } = plot;
  const scale = uPlot.pxRatio;
  const totals = [...(plot.data[1] ?? [])].map((total) => total ?? 0);
  const middle = (day: number) => plot.valToPos(day, 'x', true);
  const foot = bbox.top + bbox.height;
  const bars = totals.map((total, day) => ({ at: middle(day), top: plot.valToPos(total, 'y', true) }));
  const barWidth = Math.min(BAR * (bbox.width / totals.length), WIDEST * scale);
  const placed = (texts: readonly string[], order: readonly number[], footOf: (day: number) => number) =>
    order.map((day) => {
      const text = texts[day] ?? '';
      const { width } = ctx.measureText(text);
      // Whole at both ends of the chart, where the number may be wider than its bar.
      const at = Math.min(Math.max(middle(day), width / 2), ctx.canvas.width - width / 2);
      return { text, at, width, foot: footOf(day) };
    });
  const write = (labels: Readonly<ReturnType<typeof placed>>) => {
    for (const { text, at, foot } of labels) ctx.fillText(text, at, foot);
  };
  ctx.save();
  ctx.fillStyle = ink;
  ctx.textAlign = 'center';
  ctx.textBaseline = 'alphabetic';
  const all = totals.map((_, day) => day);
  ctx.font = `600 ${13 * scale}px ${font}`;
  const highestFirst = all
    .filter((day) => (totals[day] ?? 0) > 0)
    .toSorted((a, b) => (totals[b] ?? 0) - (totals[a] ?? 0));
  const numbers = placed(values, highestFirst, (day) => (bars[day]?.top ?? foot) - 4 * scale);
  // Two pixels at each side of a bar are left free too: next to it a number would seem to be its own.
  const clear = numbers.filter((number) => isClear(number, bars, barWidth + 4 * scale));
  write(fittingLabels(clear, 4 * scale));
  ctx.font = `400 ${13 * scale}px ${font}`;
  const ofMonth = placed(days, all, () => foot + 15 * scale);
  write(evenLabels(ofMonth, 4 * scale));
  ctx.fillStyle = accent;
  for (const day of marked) triangle(ctx, middle(day), foot + (DAY + 2) * scale, 6 * scale);
  ctx.restore();
}

function triangle(ctx: CanvasRenderingContext2D, x: number, top: number, size: number): void {
  ctx.beginPath();
  ctx.moveTo(x, top);
  ctx.lineTo(x + size, top + 1.7 * size);
  ctx.lineTo(x - size, top + 1.7 * size);
  ctx.fill();
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
