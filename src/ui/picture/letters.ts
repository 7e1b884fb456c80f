import { directionOf } from '../../core/language.ts';
import { fetchFont } from '../elements/font.ts';
import { type Drawing, type Ink, mirrored, type SheetMark, type TextMark } from './sheet.ts';
import type { Measure } from './wrap.ts';

const FONT = '"Atkinson Hyperlegible Next", system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif';

/** Those of the page in its light theme. */
export const INKS: Readonly<Record<Ink, string>> = {
  ink: '#16202b',
  quiet: '#46525e',
  faint: '#5a656f',
  light: '#ffffff',
};
export const PAPER = '#fbfaf6';

/**
 * Draws a picture on this device, without network, always on paper whatever the theme. It uses a canvas and not an SVG image: an SVG image
 * loads fonts separately from the page, and they may not be ready. `undefined` where this browser cannot.
 */
export async function drawPng(
  name: string,
  language: string,
  lay: (measure: Measure) => Drawing,
  draw: (context: CanvasRenderingContext2D, mark: SheetMark) => void,
): Promise<File | undefined> {
  // A picture for which the font cannot be fetched uses the system's fonts.
  const putToUse = await fetchFont();
  putToUse();
  const ruler = document.createElement('canvas').getContext('2d');
  const canvas = document.createElement('canvas');
  // Drawn once and read once: no graphics card to wait for, no transparency to encode.
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
  if (!context || !ruler) return undefined;
  const { width, height, marks } = lay((text, size, weight) => {
    setFont(ruler, size, weight);
    return ruler.measureText(text).width;
  });
  canvas.width = width;
  canvas.height = height;
  context.fillStyle = PAPER;
  context.fillRect(0, 0, width, height);
  context.direction = directionOf(language);
  for (const mark of marks) draw(context, context.direction === 'rtl' ? mirrored(mark, width) : mark);
  const png = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  return png ? new File([png], `${name}.png`, { type: 'image/png' }) : undefined;
}

export function drawText(context: CanvasRenderingContext2D, { text, x, y, size, weight, ink }: TextMark): void {
  setFont(context, size, weight);
  context.fillStyle = INKS[ink];
  context.fillText(text, x, y);
}

/**
 * Sets the font if it is not the one set last: parsing a font costs more than measuring with it. The last font is remembered by context,
 * so other code must not change `context.font`, nor reset it by `restore()` or by resizing the canvas.
 */
export function setFont(context: CanvasRenderingContext2D, size: number, weight: number): void {
  const wanted = `${weight} ${size}px ${FONT}`;
  if (fonts.get(context) !== wanted) context.font = wanted;
  fonts.set(context, wanted);
}

const fonts = new WeakMap<CanvasRenderingContext2D, string>();
