import type { QrDrawing } from '../elements/qr.ts';
import { drawingOf } from '../emblems/drawings.ts';
import { colourOf, learnPlain, toneOf } from '../emblems/learn-emblems.ts';
import { layout } from './layout.ts';
import { drawPng, drawText, INKS, PAPER } from './letters.ts';
import { type Shape, type SheetMark, type SheetText, SIZES } from './sheet.ts';

/** `name`: of the file, without its ending. */
export function drawPicture(message: SheetText, shape: Shape, name: string, qr: QrDrawing): Promise<File | undefined> {
  const { all, named, marks } = message;
  learnPlain([...all, ...named.map(({ id }) => id), ...marks.flatMap(({ profile }) => profile ?? [])]);
  return drawPng(
    name,
    message.language,
    (measure) => ({ ...SIZES[shape], marks: layout(message, shape, measure) }),
    (context, mark) => draw(context, mark, qr),
  );
}

function draw(context: CanvasRenderingContext2D, mark: SheetMark, qr: QrDrawing): void {
  switch (mark.kind) {
    case 'tone': {
      const drawing = mark.profile === undefined ? undefined : drawingOf(mark.profile);
      context.fillStyle = drawing ? toneOf(drawing) : PAPER;
      context.fillRect(mark.x, mark.y, mark.width, mark.height);
      return;
    }
    case 'text':
      drawText(context, mark);
      return;
    case 'emblem':
      drawEmblem(context, mark);
      return;
    case 'half':
      drawHalves(context, mark);
      return;
    case 'line':
      context.fillStyle = INKS.ink;
      context.fillRect(mark.x, mark.y, mark.width, mark.height);
      return;
    case 'plate':
      context.fillStyle = PAPER;
      context.beginPath();
      context.roundRect(mark.x, mark.y, mark.width, mark.height, mark.radius);
      context.fill();
      return;
    case 'code':
      drawCode(context, mark, qr);
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
  context.strokeStyle = mark.ink ? INKS[mark.ink] : colourOf(drawing);
  for (const path of drawing.paths) context.stroke(new Path2D(path));
  context.restore();
}

/** The left half full, the right one an outline. */
function drawHalves(context: CanvasRenderingContext2D, { x, y, radius, ink }: MarkOf<'half'>): void {
  context.fillStyle = INKS[ink];
  context.strokeStyle = INKS[ink];
  context.lineWidth = radius * 0.16;
  context.beginPath();
  context.arc(x, y, radius, Math.PI / 2, (3 * Math.PI) / 2);
  context.fill();
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
