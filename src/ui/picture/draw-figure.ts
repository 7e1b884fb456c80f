import { drawingOf } from '../emblems/drawings.ts';
import { colourOf } from '../emblems/learn-emblems.ts';
import type { Tone } from '../results/levels.ts';
import { type FigureMark, layFigure } from './figure-layout.ts';
import type { FigureSheet } from './figure-sheet.ts';
import { measureWith, setFont, useLetters } from './letters.ts';

const INKS = { ink: '#16202b', quiet: '#46525e', light: '#ffffff' } as const;
const PAPER = '#fbfaf6';
const EDGE = '#7b858c';
/** As on the page in its light theme. */
const WASHES: Readonly<Record<Tone, string>> = {
  1: '#1d2f42',
  2: '#50687f',
  3: '#98abbc',
  4: '#dce3e8',
  dots: '#ffffff',
  hatch: '#ffffff',
};

/** Draws the picture on this device, on paper whatever the theme; `undefined` where this browser cannot. */
export async function drawFigure(sheet: FigureSheet, name: string): Promise<File | undefined> {
  await useLetters();
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
  if (!context) return undefined;
  const plan = layFigure(sheet, measureWith(context));
  // A new size takes the font away with everything else of the context.
  canvas.width = plan.width;
  canvas.height = plan.height;
  context.fillStyle = PAPER;
  context.fillRect(0, 0, plan.width, plan.height);
  for (const mark of plan.marks) draw(context, mark);
  const png = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  return png ? new File([png], `${name}.png`, { type: 'image/png' }) : undefined;
}

function draw(context: CanvasRenderingContext2D, mark: FigureMark): void {
  if (mark.kind === 'text') {
    setFont(context, mark.size, mark.weight);
    context.fillStyle = INKS[mark.ink];
    context.fillText(mark.text, mark.x, mark.y);
    return;
  }
  const { x, y, width, height, tone } = mark;
  const emblem = mark.profile === undefined ? undefined : drawingOf(mark.profile);
  context.fillStyle = emblem ? colourOf(emblem) : WASHES[tone];
  context.fillRect(x, y, width, height);
  if (emblem || tone === 1 || tone === 2 || tone === 3) return;
  context.save();
  context.beginPath();
  context.rect(x, y, width, height);
  context.clip();
  context.strokeStyle = EDGE;
  context.fillStyle = EDGE;
  context.lineWidth = 2;
  if (tone === 'hatch')
    for (let at = x - height; at < x + width; at += 9) {
      context.beginPath();
      context.moveTo(at, y + height);
      context.lineTo(at + height, y);
      context.stroke();
    }
  if (tone === 'dots')
    for (let at = x + 5; at < x + width; at += 10)
      for (let down = y + 5; down < y + height; down += 10) context.fillRect(at, down, 3, 3);
  context.strokeRect(x, y, width, height);
  context.restore();
}
