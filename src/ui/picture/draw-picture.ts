import { fetchFont } from '../elements/font.ts';
import { type QrDrawing, QUIET_ZONE } from '../elements/qr-drawing.ts';
import { drawingOf } from '../emblems/drawings.ts';
import { colourOf, learnPlain } from '../emblems/learn-emblems.ts';
import { layout } from './layout.ts';
import { type Ink, type Shape, type SheetMark, type SheetText, SIZES } from './sheet.ts';
import type { Measure } from './wrap.ts';

interface DrawingInput {
  readonly message: SheetText;
  readonly shape: Shape;
  readonly qr: QrDrawing | undefined;
  /** Of the file, without its ending. */
  readonly name: string;
}

const FONT = '"Atkinson Hyperlegible Next", system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif';
const INKS: Readonly<Record<Exclude<Ink, 'profile'>, string>> = { ink: '#16202b', quiet: '#46525e', paper: '#fbfaf6' };
/** How much of its colour a profile's tone has on white; how far a band leans, for its height. */
const TONE = 0.36;
const LEAN = 0.24;

let font: Promise<() => void> | undefined;

/** Fetched, and not put to use: no text moves under the reader's eyes. */
export async function readyLetters(): Promise<(() => void) | undefined> {
  if (!isInUse()) font ??= fetchFont();
  return font;
}

/** Where the page has put its letters to use already, a second face of their name would have all of its text laid out again. */
function isInUse(): boolean {
  return [...document.fonts].some(({ family, status }) => FONT.includes(family) && status === 'loaded');
}

/**
 * Draws the picture on this device, without network, always on paper whatever the theme. On a canvas and not through an SVG: its
 * letters are the page's own, which a browser may not have ready for a picture of its own. `undefined` when it cannot.
 */
export async function drawPicture({ message, shape, qr, name }: DrawingInput): Promise<File | undefined> {
  learnPlain(message.legend);
  const putToUse = await readyLetters();
  if (!isInUse()) putToUse?.();
  const { width, height } = SIZES[shape];
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  // Drawn once and read once: no graphics card to wait for, no transparency to encode.
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
  if (!context) return undefined;
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, width, height);
  for (const mark of layout(message, shape, measureWith(context))) draw(context, mark, { qr, width, height });
  const png = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  return png ? new File([png], `${name}.png`, { type: 'image/png' }) : undefined;
}

function measureWith(context: CanvasRenderingContext2D): Measure {
  return (text, size, weight) => {
    setFont(context, size, weight);
    return context.measureText(text).width;
  };
}

/** Parsing a font costs more than measuring with it. */
function setFont(context: CanvasRenderingContext2D, size: number, weight: number): void {
  const wanted = `${weight} ${size}px ${FONT}`;
  if (fonts.get(context) !== wanted) context.font = wanted;
  fonts.set(context, wanted);
}

const fonts = new WeakMap<CanvasRenderingContext2D, string>();

interface Around {
  readonly qr: QrDrawing | undefined;
  readonly width: number;
  readonly height: number;
}

function draw(context: CanvasRenderingContext2D, mark: SheetMark, { qr, width, height }: Around): void {
  switch (mark.kind) {
    case 'tone': {
      const lean = height * LEAN;
      const [from, to] = [mark.from === 0 ? -lean : mark.from, mark.to === width ? width + lean : mark.to];
      context.save();
      context.globalAlpha = TONE;
      context.fillStyle = '#7b858c';
      const drawing = mark.profile === undefined ? undefined : drawingOf(mark.profile);
      if (drawing) context.fillStyle = colourOf(drawing);
      context.beginPath();
      context.moveTo(from + lean / 2, 0);
      context.lineTo(to + lean / 2, 0);
      context.lineTo(to - lean / 2, height);
      context.lineTo(from - lean / 2, height);
      context.fill();
      context.restore();
      return;
    }
    case 'text':
      setFont(context, mark.size, mark.weight);
      context.fillStyle = mark.ink === 'profile' ? INKS.ink : INKS[mark.ink];
      context.fillText(mark.text, mark.x, mark.y);
      return;
    case 'emblem': {
      const drawing = drawingOf(mark.profile);
      if (!drawing) return;
      context.save();
      context.translate(mark.x, mark.y);
      context.scale(mark.side / 64, mark.side / 64);
      context.lineWidth = 3.4;
      context.lineCap = 'round';
      context.lineJoin = 'round';
      context.strokeStyle = mark.ink === 'profile' ? colourOf(drawing) : INKS[mark.ink];
      for (const path of drawing.paths) context.stroke(new Path2D(path));
      context.restore();
      return;
    }
    case 'disc':
      context.fillStyle = mark.ink === 'profile' ? INKS.ink : INKS[mark.ink];
      context.beginPath();
      context.arc(mark.x, mark.y, mark.radius, 0, 2 * Math.PI);
      context.fill();
      return;
    case 'plate':
      context.fillStyle = '#ffffff';
      context.fillRect(mark.x, mark.y, mark.side, mark.side);
      return;
    case 'code': {
      if (!qr) return;
      const modules = qr.size + 2 * QUIET_ZONE;
      context.save();
      context.translate(mark.x, mark.y);
      context.scale(mark.side / modules, mark.side / modules);
      context.translate(QUIET_ZONE, QUIET_ZONE);
      context.fillStyle = '#000000';
      context.fill(new Path2D(qr.path));
      context.restore();
    }
  }
}
