import type { Tone } from '../results/levels.ts';
import type { FigureSheet, SheetLine } from './figure-sheet.ts';
import type { Box } from './sheet.ts';
import { fitted, type Measure, wrap } from './wrap.ts';

export type FigureMark =
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly x: number;
      /** The baseline. */
      readonly y: number;
      readonly size: number;
      readonly weight: number;
      readonly ink: 'ink' | 'quiet' | 'light';
    }
  | {
      readonly kind: 'bar';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly tone: Tone;
      readonly profile?: string | undefined;
    };

interface FigurePlan {
  readonly width: number;
  readonly height: number;
  readonly marks: readonly FigureMark[];
}

const WIDTH = 1200;
const MARGIN = 56;
const COLUMN = WIDTH - 2 * MARGIN;
/** Width of the column with the answers' names. */
const NAME = 430;
/** Width of the column with the value of each bar. */
const BESIDE = 150;

/** Places everything from the top down, in the picture's pixels. */
export function layFigure(sheet: FigureSheet, measure: Measure): FigurePlan {
  const marks: FigureMark[] = [];
  let y = MARGIN;
  const write = (text: string, { x = MARGIN, width = COLUMN, size, weight, ink, most }: Writing): number => {
    let at = y;
    for (const line of wrap(text, { width, size, weight, most }, measure)) {
      at += size * 1.25;
      marks.push({ kind: 'text', text: line, x, y: Math.round(at - size * 0.3), size, weight, ink });
    }
    return at;
  };
  y = write(sheet.title, { size: 42, weight: 690, ink: 'ink', most: 5 }) + 6;
  y = write(sheet.about, { size: 25, weight: 450, ink: 'quiet', most: 3 }) + 22;
  y = layKeys(sheet, y, marks, measure);
  for (const line of sheet.lines) {
    if (sheet.keys.length > 0) {
      const beside = measure(line.beside, 23, 450);
      marks.push(textAt(line.beside, WIDTH - MARGIN - beside, y + 27, 23, 450, 'quiet'));
      y = write(line.name, { width: COLUMN - beside - 24, size: 26, weight: 620, ink: 'ink', most: 3 }) + 6;
      layParts(line, { x: MARGIN, y, width: COLUMN, height: 42 }, marks, measure);
      y += 42 + 22;
    } else {
      const bottom = write(line.name, { width: NAME, size: 25, weight: 480, ink: 'ink', most: 3 });
      const middle = (y + bottom) / 2;
      const width = COLUMN - NAME - BESIDE - 40;
      layParts(line, { x: MARGIN + NAME + 20, y: middle - 15, width, height: 30 }, marks, measure);
      const size = fitted(line.beside, BESIDE, 25, 680, measure);
      marks.push(textAt(line.beside, WIDTH - MARGIN - BESIDE, middle + 9, size, 680, 'ink'));
      y = bottom + 16;
    }
  }
  y += 14;
  for (const note of sheet.notes) y = write(note, { size: 22, weight: 450, ink: 'quiet', most: 3 }) + 4;
  return { width: WIDTH, height: Math.ceil(y + MARGIN * 0.75), marks };
}

interface Writing {
  readonly x?: number;
  readonly width?: number;
  readonly size: number;
  readonly weight: number;
  readonly ink: 'ink' | 'quiet';
  readonly most: number;
}

/** Each level with its wash, on as many lines as they need. */
function layKeys({ keys }: FigureSheet, top: number, marks: FigureMark[], measure: Measure): number {
  if (keys.length === 0) return top;
  let x = MARGIN;
  let y = top;
  for (const { label, tone, profile } of keys) {
    const [text = ''] = wrap(label, { width: COLUMN - 34, size: 23, weight: 560, most: 1 }, measure);
    const width = 34 + measure(text, 23, 560);
    if (x > MARGIN && x + width > WIDTH - MARGIN) {
      x = MARGIN;
      y += 36;
    }
    marks.push(
      { kind: 'bar', x, y, width: 24, height: 24, tone, profile },
      textAt(text, x + 34, y + 20, 23, 560, 'ink'),
    );
    x += width + 36;
  }
  return y + 52;
}

function layParts({ parts }: SheetLine, box: Box, marks: FigureMark[], measure: Measure): void {
  let { x } = box;
  const gap = 3;
  const room = box.width - gap * (parts.length - 1);
  for (const { tone, profile, length, says } of parts) {
    const width = Math.max(length > 0 ? 2 : 0, length * room);
    marks.push({ kind: 'bar', x, y: box.y, width, height: box.height, tone, profile });
    if (says !== '' && measure(says, 24, 680) + 20 < width && typeof tone === 'number')
      marks.push(textAt(says, x + 12, box.y + box.height / 2 + 8, 24, 680, tone < 3 ? 'light' : 'ink'));
    x += width + gap;
  }
}

function textAt(
  text: string,
  x: number,
  y: number,
  size: number,
  weight: number,
  ink: 'ink' | 'quiet' | 'light',
): FigureMark {
  return { kind: 'text', text, x: Math.round(x), y: Math.round(y), size, weight, ink };
}
