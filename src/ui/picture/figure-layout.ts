import type { FigureSheet, SheetLine } from './figure-sheet.ts';
import { type Box, createSheet, type Drawing, type DrawingSheet } from './sheet.ts';
import type { Measure } from './wrap.ts';

const WIDTH = 1200;
const MARGIN = 56;
const COLUMN = WIDTH - 2 * MARGIN;
/** Width of the column with the answers' names. */
const NAME = 430;
/** Width of the column with the value of each bar. */
const BESIDE = 150;

/** Places everything from the top down, in the picture's pixels. */
export function layFigure(figure: FigureSheet, measure: Measure): Drawing {
  const sheet = createSheet(measure);
  const column = { x: MARGIN, width: COLUMN };
  let y = MARGIN;
  y = sheet.write({ text: figure.title, size: 42, weight: 690, most: 5, leading: 1.25 }, { ...column, y }) + 6;
  y = sheet.write({ text: figure.about, size: 25, weight: 450, ink: 'quiet', most: 3 }, { ...column, y }) + 22;
  y = layKeys(sheet, figure, y);
  for (const line of figure.lines) {
    if (figure.keys.length > 0) {
      const beside = measure(line.beside, 23, 450);
      const right = { x: WIDTH - MARGIN - beside, y: y + 4, width: beside + 1 };
      sheet.write({ text: line.beside, size: 23, weight: 450, ink: 'quiet', most: 1 }, right);
      const width = COLUMN - beside - 24;
      y = sheet.write({ text: line.name, size: 26, weight: 620, most: 3 }, { ...column, y, width }) + 6;
      layParts(sheet, line, { x: MARGIN, y, width: COLUMN, height: 42 });
      y = layRanges(sheet, line, { ...column, y: y + 42 }) + 22;
    } else {
      const bottom = sheet.write({ text: line.name, size: 25, weight: 480, most: 3 }, { ...column, y, width: NAME });
      const middle = (y + bottom) / 2;
      const width = COLUMN - NAME - BESIDE - 40;
      layParts(sheet, line, { x: MARGIN + NAME + 20, y: middle - 15, width, height: 30 });
      const right = { x: WIDTH - MARGIN - BESIDE, y: middle - 16, width: BESIDE };
      const under = sheet.write({ text: line.beside, size: 25, weight: 680, most: 1 }, right);
      y = Math.max(bottom, layRanges(sheet, line, { ...right, y: under - 4 })) + 16;
    }
  }
  y += 14;
  for (const text of figure.notes)
    y = sheet.write({ text, size: 22, weight: 450, ink: 'quiet', most: 3 }, { ...column, y }) + 4;
  return { width: WIDTH, height: Math.ceil(y + MARGIN * 0.75), marks: sheet.marks };
}

/** Writes what the protection does to the shares, where that is much. Returns where it ends. */
function layRanges(sheet: DrawingSheet, { ranges }: SheetLine, at: Omit<Box, 'height'>): number {
  return ranges === '' ? at.y : sheet.write({ text: ranges, size: 20, weight: 450, ink: 'quiet', most: 2 }, at);
}

/** Each level with its wash, on as many lines as they need. */
function layKeys(sheet: DrawingSheet, { keys }: FigureSheet, top: number): number {
  if (keys.length === 0) return top;
  let x = MARGIN;
  let y = top;
  for (const { label, tone, profile } of keys) {
    const width = Math.min(COLUMN, 34 + Math.ceil(sheet.measure(label, 23, 560)));
    if (x > MARGIN && x + width > WIDTH - MARGIN) {
      x = MARGIN;
      y += 36;
    }
    sheet.marks.push({ kind: 'bar', x, y, width: 24, height: 24, tone, profile });
    sheet.write({ text: label, size: 23, weight: 560, most: 1 }, { x: x + 34, y: y - 3, width: width - 34 });
    x += width + 36;
  }
  return y + 52;
}

function layParts(sheet: DrawingSheet, { parts }: SheetLine, box: Box): void {
  let { x } = box;
  const gap = 3;
  const room = box.width - gap * (parts.length - 1);
  for (const { tone, profile, length, says } of parts) {
    const width = Math.max(length > 0 ? 2 : 0, length * room);
    sheet.marks.push({ kind: 'bar', x, y: box.y, width, height: box.height, tone, profile });
    if (sheet.measure(says, 24, 680) + 20 < width && typeof tone === 'number') {
      const text = { text: says, size: 24, weight: 680, ink: tone < 3 ? 'light' : 'ink', most: 1 } as const;
      sheet.write(text, { x: x + 12, y: box.y + box.height / 2 - 16, width });
    }
    x += width + gap;
  }
}
