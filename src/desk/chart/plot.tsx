import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';

/** The colours of the page as they are now. */
export interface Palette {
  readonly ink: string;
  readonly accent: string;
  readonly quiet: string;
  readonly line: string;
  readonly paper: string;
  /** The family of the page's text. */
  readonly font: string;
}

/** Returns the options of uPlot for these colours. */
export type PlotOptions = (palette: Palette) => Omit<uPlot.Options, 'width' | 'height'>;

interface PlotProps {
  readonly data: uPlot.AlignedData;
  /** In CSS pixels. */
  readonly height: number;
  /** Must be the same function for the same drawing: another one causes a redraw. */
  readonly optionsFor: PlotOptions;
}

/** A canvas next to the table with the same data; it follows the width, the theme and the zoom. */
export function Plot({ data, height, optionsFor }: PlotProps) {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = host.current;
    if (!element) return;
    let plot: uPlot | undefined;
    const widthNow = () => Math.max(1, Math.floor(element.clientWidth));
    const draw = () => {
      plot?.destroy();
      plot = new uPlot({ ...BARE, ...optionsFor(paletteOf(element)), width: widthNow(), height }, data, element);
    };
    draw();
    const resized = new ResizeObserver(() => {
      if (plot && plot.width !== widthNow()) plot.setSize({ width: widthNow(), height });
    });
    resized.observe(element);
    const themes = ['(prefers-color-scheme: dark)', '(forced-colors: active)'].map((query) => matchMedia(query));
    for (const theme of themes) theme.addEventListener('change', draw);
    return () => {
      for (const theme of themes) theme.removeEventListener('change', draw);
      resized.disconnect();
      plot?.destroy();
    };
  }, [data, height, optionsFor]);
  return <div ref={host} class="plot" aria-hidden="true" style={{ blockSize: `${height}px` }} />;
}

const BARE: Partial<uPlot.Options> = {
  padding: [4, 0, 0, 0],
  legend: { show: false },
  cursor: { show: false },
  axes: [{ show: false }, { show: false }],
};

function paletteOf(element: HTMLElement): Palette {
  const style = getComputedStyle(element);
  const font = style.fontFamily;
  if (matchMedia('(forced-colors: active)').matches)
    return { ink: 'CanvasText', accent: 'CanvasText', quiet: 'GrayText', line: 'CanvasText', paper: 'Canvas', font };
  const of = (name: string) => style.getPropertyValue(name).trim() || style.color;
  return {
    ink: of('--ink'),
    accent: of('--accent'),
    quiet: of('--line'),
    line: of('--line-quiet'),
    paper: of('--paper'),
    font,
  };
}
