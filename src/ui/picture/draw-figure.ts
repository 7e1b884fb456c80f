import { drawingOf } from '../emblems/drawings.ts';
import { colourOf } from '../emblems/learn-emblems.ts';
import type { Tone } from '../results/levels.ts';
import { layFigure } from './figure-layout.ts';
import type { FigureSheet } from './figure-sheet.ts';
import { drawPng, drawText } from './letters.ts';
import type { BarMark } from './sheet.ts';

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

export function drawFigure(sheet: FigureSheet, name: string): Promise<File | undefined> {
  return drawPng(
    name,
    sheet.language,
    (measure) => layFigure(sheet, measure),
    (context, mark) => {
      if (mark.kind === 'text') drawText(context, mark);
      if (mark.kind === 'bar') drawBar(context, mark);
    },
  );
}

function drawBar(context: CanvasRenderingContext2D, { x, y, width, height, tone, profile }: BarMark): void {
  const emblem = profile === undefined ? undefined : drawingOf(profile);
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
