import type uPlot from 'uplot';

interface Labels {
  readonly style: CSSStyleDeclaration;
  readonly categories: readonly string[];
  readonly series: readonly { readonly values: readonly (number | null)[] }[];
  readonly format: (value: number | null) => string;
  readonly band: { readonly name: number; readonly bar: number; readonly all: number };
}

/** The name of each category over its bars, and each value at the end of its bar. */
export function drawLabels(plot: uPlot, { style, categories, series, format, band }: Labels): void {
  const { ctx } = plot;
  const ratio = devicePixelRatio;
  const size = 15 * ratio;
  ctx.save();
  ctx.fillStyle = style.color;
  ctx.textBaseline = 'middle';
  categories.forEach((category, place) => {
    const top = plot.valToPos(place - 0.5, 'x', true);
    ctx.font = `600 ${size}px ${style.fontFamily}`;
    ctx.fillText(category, plot.bbox.left, top + (band.name / 2) * ratio);
    ctx.font = `400 ${size}px ${style.fontFamily}`;
    series.forEach((one, index) => {
      const value = one.values[place] ?? null;
      const end = plot.valToPos(value ?? 0, 'y', true);
      const middle = top + (band.name + band.bar * index + (band.bar - 4) / 2) * ratio;
      ctx.fillText(format(value), end + 8 * ratio, middle);
    });
  });
  ctx.restore();
}
