import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import styles from './chart.module.css';
import { drawLabels } from './draw-labels.ts';

export interface BarsProps {
  /** What the picture shows, for those who do not see it; its table says the rest. */
  readonly label: string;
  readonly categories: readonly string[];
  /** One or two: the first is drawn full, the second hollow, so that no colour has to be told from another. */
  readonly series: readonly { readonly label: string; readonly values: readonly (number | null)[] }[];
  readonly format: (value: number | null) => string;
}

/** Height of one category in CSS pixels: its name, then its bars. */
const BAND = { name: 26, bar: 22, gap: 14 } as const;

/** Horizontal bars, the names above them: it fits 320 px. One category or none is a sentence, not a chart: not our case. */
export function Bars({ label, categories, series, format }: BarsProps) {
  const host = useRef<HTMLDivElement>(null);
  const chart = useRef<uPlot>(undefined);
  const band = BAND.name + BAND.bar * series.length + BAND.gap;
  const height = band * categories.length;

  useEffect(() => {
    const element = host.current;
    if (!element) return;
    const make = () => {
      chart.current?.destroy();
      const plot = new uPlot(
        options({ element, height, band, categories, series, format }),
        [categories.map((_, index) => index), ...series.map((one) => [...one.values])],
        element,
      );
      plot.root.setAttribute('aria-hidden', 'true');
      chart.current = plot;
    };
    make();
    const resized = new ResizeObserver(() => {
      const { width } = element.getBoundingClientRect();
      if (width > 0 && width !== chart.current?.width) chart.current?.setSize({ width, height });
    });
    resized.observe(element);
    // A canvas does not follow the theme by itself.
    const themes = ['(prefers-color-scheme: dark)', '(forced-colors: active)'].map((query) => matchMedia(query));
    for (const theme of themes) theme.addEventListener('change', make);
    return () => {
      for (const theme of themes) theme.removeEventListener('change', make);
      resized.disconnect();
      chart.current?.destroy();
      chart.current = undefined;
    };
  }, [categories, series, format, height, band]);

  return (
    <figure class={styles.chart}>
      <figcaption class={styles.legend}>
        {series.map((one, index) => (
          <span key={one.label} data-mark={index === 0 ? 'full' : 'hollow'}>
            {one.label}
          </span>
        ))}
      </figcaption>
      <div ref={host} class={styles.host} role="img" aria-label={label} />
    </figure>
  );
}

interface Drawing extends Omit<BarsProps, 'label'> {
  readonly element: HTMLElement;
  readonly height: number;
  readonly band: number;
}

function options({ element, height, band, categories, series, format }: Drawing): uPlot.Options {
  const style = getComputedStyle(element);
  const forced = matchMedia('(forced-colors: active)').matches;
  const bar = forced ? 'CanvasText' : style.getPropertyValue('--accent').trim() || style.color;
  const most = Math.max(...series.flatMap((one) => one.values.map((value) => value ?? 0)), 0.01);
  const places = categories.map((_, index) => index);
  return {
    width: Math.max(1, element.getBoundingClientRect().width),
    height,
    padding: [0, 0, 0, 0],
    legend: { show: false },
    cursor: { show: false },
    scales: {
      x: { time: false, ori: 1, dir: -1, range: [-0.5, categories.length - 0.5] },
      // Room for the value written at the end of the longest bar.
      y: { ori: 0, range: [0, most * 1.35] },
    },
    axes: [{ show: false }, { show: false }],
    series: [
      {},
      ...series.map((_, index) => ({
        stroke: bar,
        width: 2 / devicePixelRatio,
        ...(index === 0 ? { fill: bar } : {}),
        points: { show: false },
        paths: barsAt(index, places, band, height),
      })),
    ],
    hooks: { draw: [(plot) => drawLabels(plot, { style, categories, series, format, band: { ...BAND, all: band } })] },
  };
}

/** Each series has its own line of the band, below the name. */
function barsAt(index: number, places: readonly number[], band: number, height: number): uPlot.Series.PathBuilder {
  const bars = uPlot.paths.bars?.({
    disp: {
      x0: { unit: 1, values: () => places.map((place) => place - 0.5 + (BAND.name + BAND.bar * index) / band) },
      size: { unit: 2, values: () => places.map(() => (BAND.bar - 4) / height) },
    },
  });
  if (!bars) throw new Error('uPlot was built without bars');
  return bars;
}
