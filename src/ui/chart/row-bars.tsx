import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import styles from './chart.module.css';
import { drawInTurn } from './draw-in-turn.ts';

export interface RowBarsProps {
  /**
   * The first is drawn darker. Each bar is next to its row if the rows of the table's body are marked `data-bar`; otherwise they are stacked.
   * From 0 on.
   */
  readonly values: readonly (number | null)[];
  /** The value whose bar has the whole width. */
  readonly most: number;
}

/** The thickness of a bar, and the space between two, in CSS pixels. */
const THICK = 12;
const GAP = 3;

/** Grouped bars. No word is in the picture: the table has names and numbers, so that it is nothing to those who do not see it. */
export function RowBars({ values, most }: RowBarsProps) {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = host.current;
    if (!element) return;
    let plot: uPlot | undefined;
    const prepare = () => {
      plot?.destroy();
      const { made, init } = drawing(element, values, most);
      plot = made;
      return () => {
        init();
        resized.observe(element);
        for (const theme of themes) theme.addEventListener('change', draw);
      };
    };
    const draw = () => prepare()();
    const forget = drawInTurn(element, prepare);
    const resized = new ResizeObserver(() => {
      const { width, height } = element.getBoundingClientRect();
      if (width > 0 && (Math.round(width) !== plot?.width || Math.round(height) !== plot.height)) draw();
    });
    // A canvas does not follow a theme change by itself, and print uses another theme.
    const themes = THEMES.map((query) => matchMedia(query));
    return () => {
      forget();
      resized.disconnect();
      for (const theme of themes) theme.removeEventListener('change', draw);
      plot?.destroy();
    };
  }, [values, most]);
  return <div ref={host} class={styles.host} aria-hidden="true" />;
}

const THEMES = ['(prefers-color-scheme: dark)', '(forced-colors: active)', 'print'];

interface Drawing {
  readonly made: uPlot;
  /** Draws it, which takes as long as making it. */
  readonly init: () => void;
}

function drawing(element: HTMLElement, values: readonly (number | null)[], most: number): Drawing {
  const box = element.getBoundingClientRect();
  const height = Math.max(1, Math.round(box.height));
  const rows = [...(element.closest('tbody')?.querySelectorAll('[data-bar]') ?? [])];
  const starts = values.map((_, index) => {
    const row = rows[index]?.getBoundingClientRect();
    return row ? row.top + row.height / 2 - box.top - THICK / 2 : index * (THICK + GAP);
  });
  const style = getComputedStyle(element);
  const colour = (name: string) => style.getPropertyValue(name).trim() || style.color;
  const [first = null, ...others] = values;
  const paths = uPlot.paths.bars?.({
    disp: { x0: { unit: 1, values: () => starts }, size: { unit: 2, values: () => starts.map(() => THICK / height) } },
  });
  if (!paths) throw new Error('uPlot was built without bars');
  const bars = (fill: string): uPlot.Series => ({ fill, width: 0, points: { show: false }, paths });
  let init = () => {};
  const made = new uPlot(
    {
      width: Math.max(1, Math.round(box.width)),
      height,
      padding: [0, 0, 0, 0],
      legend: { show: false },
      cursor: { show: false },
      scales: {
        // From the top of the table's body down, in CSS pixels.
        x: { time: false, ori: 1, dir: -1, range: [0, height] },
        y: { ori: 0, range: [0, most] },
      },
      axes: [{ show: false }, { show: false }],
      hooks: { ready: [fill] },
      series: [{}, bars(colour('--bar-first')), bars(colour('--bar-other'))],
    },
    [starts, [first, ...others.map(() => null)], [null, ...others]],
    ({ root }, start) => {
      element.append(root);
      init = () => start();
    },
  );
  return { made, init };
}

/** Until the next drawing this one has the size of its place; on paper, of that there. */
function fill({ root, ctx }: uPlot): void {
  for (const part of [root, root.querySelector<HTMLElement>('.u-wrap'), ctx.canvas])
    if (part) Object.assign(part.style, { width: '100%', height: '100%' });
}
