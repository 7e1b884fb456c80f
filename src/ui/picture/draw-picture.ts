import type { QrDrawing } from '../elements/qr.ts';
import { drawingOf } from '../emblems/drawings.ts';
import { colourOf, learnPlain, toneOf } from '../emblems/learn-emblems.ts';
import { layout } from './layout.ts';
import { measureWith, setFont, useLetters } from './letters.ts';
import { type Ink, type Shape, type SheetMark, type SheetText, SIZES } from './sheet.ts';

interface DrawingInput {
  readonly message: SheetText;
  readonly shape: Shape;
  readonly qr: QrDrawing | undefined;
  /** The name of the file, without its ending. */
  readonly name: string;
}

const INKS: Readonly<Record<Exclude<Ink, 'profile'>, string>> = { ink: '#16202b', quiet: '#46525e', faint: '#5a656f' };
const PAPER = '#fbfaf6';

/**
 * Draws the picture on this device, without network, always on paper whatever the theme. It uses a canvas and not an SVG image:
 * an SVG image loads fonts separately from the page, and they may not be ready. `undefined` when it cannot.
 */
export async function drawPicture({ message, shape, qr, name }: DrawingInput): Promise<File | undefined> {
  learnPlain([...message.emblems, ...(message.among?.marks.flatMap((mark) => mark.profile ?? []) ?? [])]);
  await useLetters();
  const { width, height } = SIZES[shape];
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  // Drawn once and read once: no graphics card to wait for, no transparency to encode.
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
  if (!context) return undefined;
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, width, height);
  for (const mark of layout(message, shape, measureWith(context))) draw(context, mark, qr);
  const png = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  return png ? new File([png], `${name}.png`, { type: 'image/png' }) : undefined;
}

function draw(context: CanvasRenderingContext2D, mark: SheetMark, qr: QrDrawing | undefined): void {
  switch (mark.kind) {
    case 'tone': {
      const drawing = mark.profile === undefined ? undefined : drawingOf(mark.profile);
      context.fillStyle = drawing ? toneOf(drawing) : PAPER;
      context.fillRect(mark.x, mark.y, mark.width, mark.height);
      return;
    }
    case 'text':
      setFont(context, mark.size, mark.weight);
      context.fillStyle = mark.ink === 'profile' ? INKS.ink : INKS[mark.ink];
      context.fillText(mark.text, mark.x, mark.y);
      return;
    case 'emblem':
      drawEmblem(context, mark);
      return;
    case 'half':
    case 'disc':
      drawDisc(context, mark);
      return;
    case 'line':
      context.fillStyle = INKS.ink;
      context.fillRect(mark.x, mark.y, mark.width, mark.height);
      return;
    case 'plate':
      context.fillStyle = '#ffffff';
      context.beginPath();
      context.roundRect(mark.x, mark.y, mark.width, mark.height, 12);
      context.fill();
      return;
    case 'code':
      if (qr) drawCode(context, mark, qr);
  }
}

type MarkOf<Kind extends SheetMark['kind']> = Extract<SheetMark, { readonly kind: Kind }>;

function drawEmblem(context: CanvasRenderingContext2D, mark: MarkOf<'emblem'>): void {
  const drawing = drawingOf(mark.profile);
  if (!drawing) return;
  const { within } = mark;
  context.save();
  if (within) {
    context.beginPath();
    context.rect(within.x, within.y, within.width, within.height);
    context.clip();
  }
  context.translate(mark.x, mark.y);
  context.scale(mark.side / 64, mark.side / 64);
  context.lineWidth = mark.line;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  context.strokeStyle = mark.ink === 'profile' ? colourOf(drawing) : INKS[mark.ink];
  for (const path of drawing.paths) context.stroke(new Path2D(path));
  context.restore();
}

/** Whole, or in two halves: the left one full, the right one an outline. */
function drawDisc(context: CanvasRenderingContext2D, { kind, x, y, radius, ink }: MarkOf<'disc' | 'half'>): void {
  const colour = ink === 'profile' ? INKS.ink : INKS[ink];
  context.fillStyle = colour;
  context.beginPath();
  if (kind === 'half') context.arc(x, y, radius, Math.PI / 2, (3 * Math.PI) / 2);
  else context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fill();
  if (kind === 'disc') return;
  context.strokeStyle = colour;
  context.lineWidth = radius * 0.16;
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.stroke();
}

function drawCode(context: CanvasRenderingContext2D, { x, y, side }: MarkOf<'code'>, qr: QrDrawing): void {
  const modules = qr.size + 2 * qr.quiet;
  context.save();
  context.translate(x, y);
  context.scale(side / modules, side / modules);
  context.translate(qr.quiet, qr.quiet);
  context.fillStyle = '#000000';
  context.fill(new Path2D(qr.path));
  context.restore();
}
