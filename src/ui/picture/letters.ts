import { fetchFont } from '../elements/font.ts';
import type { Measure } from './wrap.ts';

const FONT = '"Atkinson Hyperlegible Next", system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif';

/** Loads the font of pictures. A picture for which it cannot be fetched uses the system's fonts. */
export async function useLetters(): Promise<void> {
  const putToUse = await fetchFont();
  putToUse();
}

export function measureWith(context: CanvasRenderingContext2D): Measure {
  return (text, size, weight) => {
    setFont(context, size, weight);
    return context.measureText(text).width;
  };
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
