import { fetchFont } from '../elements/font.ts';
import type { Measure } from './wrap.ts';

const FONT = '"Atkinson Hyperlegible Next", system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif';

let font: Promise<() => void> | undefined;

/** Puts the letters of pictures to use. Where the page has done so, no text is laid out again. */
export async function useLetters(): Promise<void> {
  if (!isInUse()) font ??= fetchFont();
  const putToUse = await font;
  if (!isInUse()) putToUse?.();
}

/** Where the page has put its letters to use already, a second face of their name would have all of its text laid out again. */
function isInUse(): boolean {
  return [...document.fonts].some(({ family, status }) => FONT.includes(family) && status === 'loaded');
}

export function measureWith(context: CanvasRenderingContext2D): Measure {
  return (text, size, weight) => {
    setFont(context, size, weight);
    return context.measureText(text).width;
  };
}

/** Parsing a font costs more than measuring with it. */
export function setFont(context: CanvasRenderingContext2D, size: number, weight: number): void {
  const wanted = `${weight} ${size}px ${FONT}`;
  if (fonts.get(context) !== wanted) context.font = wanted;
  fonts.set(context, wanted);
}

const fonts = new WeakMap<CanvasRenderingContext2D, string>();
