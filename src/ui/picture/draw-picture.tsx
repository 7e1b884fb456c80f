import { render } from 'preact';
import type { QrDrawing } from '../elements/qr-drawing.ts';
import { drawingOf } from '../emblems/drawings.ts';
import { colourOf, learnPlain } from '../emblems/learn-emblems.ts';
import { Drawing, FONT } from './drawing.tsx';
import { type Shape, type SheetText, SIZES } from './sheet.ts';
import type { Measure } from './wrap.ts';

/** Draws the picture on this device, without network. `undefined` when this browser cannot. */
export async function drawPicture(
  message: SheetText,
  shape: Shape,
  qr: QrDrawing | undefined,
  name: string,
): Promise<File | undefined> {
  const { width, height } = SIZES[shape];
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  // Drawn once and read once: no graphics card to wait for, no transparency to encode.
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
  if (!context) return undefined;
  const svg = drawSvg(message, shape, qr, measureWith(context));
  const picture = await decoded(new Blob([svg], { type: 'image/svg+xml' }));
  if (!picture) return undefined;
  context.drawImage(picture, 0, 0, width, height);
  const png = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  return png ? new File([png], `${name}.png`, { type: 'image/png' }) : undefined;
}

/** The SVG as text. It is made of elements, never of markup: no policy has to trust a string. */
export function drawSvg(
  message: SheetText,
  shape: Shape,
  qr: QrDrawing | undefined,
  measure: Measure,
  font = FONT,
): string {
  learnPlain(message.emblems);
  const host = document.createElement('div');
  render(<Drawing message={message} shape={shape} measure={measure} colourOf={tintOf} qr={qr} font={font} />, host);
  const svg = host.firstElementChild;
  if (!svg) throw new Error('nothing was drawn');
  const text = new XMLSerializer().serializeToString(svg);
  render(null, host);
  return text;
}

export function measureWith(context: CanvasRenderingContext2D, font = FONT): Measure {
  let set = '';
  return (text, size, weight) => {
    const wanted = `${weight} ${size}px ${font}`;
    // Parsing a font costs more than measuring with it.
    if (wanted !== set) context.font = wanted;
    set = wanted;
    return context.measureText(text).width;
  };
}

function tintOf(profile: string): string {
  const drawing = drawingOf(profile);
  return drawing ? colourOf(drawing) : '#46525e';
}

async function decoded(svg: Blob): Promise<HTMLImageElement | undefined> {
  const address = URL.createObjectURL(svg);
  try {
    const picture = new Image();
    picture.src = address;
    await picture.decode();
    return picture;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'EncodingError') return undefined;
    throw error;
  } finally {
    URL.revokeObjectURL(address);
  }
}
