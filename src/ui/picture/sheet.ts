import type { TwentyMark } from '../comparison/twenty-marks.ts';
import type { Tone } from '../results/levels.ts';
import { type Measure, wrap } from './wrap.ts';

/** The texts of the picture: only what the respondent chose to show. */
export interface SheetText {
  /** The language of the survey. */
  readonly language: string;
  readonly question: string;
  readonly place?: string | undefined;
  /** Leads to the names, or is empty. */
  readonly kicker: string;
  /** One alone, or a band for each; none where the answers allow too many. */
  readonly named: readonly NamedProfile[];
  /** « et » or « ou », between bands. */
  readonly joint: string;
  readonly sentence?: string | undefined;
  /** The profiles of the survey, whose emblems are drawn where none is named. */
  readonly all: readonly string[];
  /** The share of those near the same profile, from a publication that is large enough. */
  readonly among?: string | undefined;
  /** Empty where none is drawn. */
  readonly marks: readonly TwentyMark[];
  /** Who was counted, and until which day. */
  readonly source?: string | undefined;
  /** One's own values, in as few words as the survey has for them. */
  readonly criteria?: readonly string[];
  readonly spirit: string;
  /** Empty where the picture is shared with a link; it then has no QR code either. */
  readonly link: string;
}

export interface NamedProfile {
  readonly id: string;
  readonly name: string;
  /** The value of the missing answer that leads to it. */
  readonly door?: string | undefined;
  /** Its share, with what it is a share of. */
  readonly share?: string | undefined;
}

export type Shape = 'landscape' | 'portrait';

export const SIZES = {
  landscape: { width: 1200, height: 630 },
  portrait: { width: 1080, height: 1920 },
} satisfies Record<Shape, { width: number; height: number }>;

export type Ink = 'ink' | 'quiet' | 'faint' | 'light';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Marks in the order in which they are drawn. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly marks: readonly SheetMark[];
}

/** A part of a figure's bar. */
export interface BarMark extends Box {
  readonly kind: 'bar';
  readonly tone: Tone;
  readonly profile?: string | undefined;
}

export interface TextMark {
  readonly kind: 'text';
  readonly x: number;
  /** The baseline. */
  readonly y: number;
  readonly size: number;
  readonly weight: number;
  readonly ink: Ink;
  readonly text: string;
}

export type SheetMark =
  /** A rectangle of a profile's tone; `undefined`: plain paper. */
  | ({ readonly kind: 'tone'; readonly profile: string | undefined } & Box)
  | TextMark
  | BarMark
  | {
      readonly kind: 'emblem';
      readonly x: number;
      readonly y: number;
      readonly side: number;
      readonly profile: string;
      /** Without one it has the colour of its profile. */
      readonly ink?: Ink;
      /** The width of its stroke, on the emblem's grid of 64. */
      readonly line: number;
      /** It may reach beyond the sheet, and never beyond its own tone. */
      readonly within?: Box;
    }
  /** A disc in two halves, for a composite. */
  | { readonly kind: 'half'; readonly x: number; readonly y: number; readonly radius: number; readonly ink: Ink }
  | ({ readonly kind: 'line' } & Box)
  /** Paper with round corners. */
  | ({ readonly kind: 'plate'; readonly radius: number } & Box)
  | { readonly kind: 'code'; readonly x: number; readonly y: number; readonly side: number };

/** The mark on a sheet from right to left: on the other side, itself not turned. Its text ends where it began. */
export function mirrored(mark: SheetMark, width: number): SheetMark {
  const turned = (x: number, size: number) => ({ x: width - x - size });
  const { side, width: wide = 0 }: Partial<Box & { readonly side: number }> = mark;
  const within = 'within' in mark && mark.within;
  return {
    ...mark,
    ...turned(mark.x, side ?? wide),
    ...(within && { within: { ...within, ...turned(within.x, within.width) } }),
  };
}

export interface Paragraph {
  /** Nothing is written where it is empty. */
  readonly text: string | undefined;
  readonly size: number;
  readonly weight: number;
  readonly ink?: Ink;
  /** The most lines: a longer text is written smaller. */
  readonly most: number;
  readonly leading?: number;
  /** Empty height over it. */
  readonly gap?: number;
  /** No line of one word under a full one. */
  readonly isBalanced?: true;
  /** It shrinks where the height is too small for all, and no name is larger than another. */
  readonly isElastic?: true;
}

/** Paragraphs in the middle of the height of a box. */
export interface TextBlock extends Box {
  readonly paragraphs: readonly Paragraph[];
}

type Column = Omit<Box, 'height'>;

/** A sheet that is written from top to bottom. */
export function createSheet(measure: Measure) {
  const marks: SheetMark[] = [];
  const linesOf = (one: Paragraph, width: number, size: number) =>
    wrap(one.text ?? '', { ...one, size, width }, measure);
  const sizeOf = (one: Paragraph, width: number) => {
    let { size } = one;
    while (size > 1 && linesOf(one, width, size).length > one.most) size--;
    return size;
  };
  const tallOf = (paragraphs: readonly Paragraph[], width: number) =>
    paragraphs.reduce((sum, one) => {
      const size = sizeOf(one, width);
      const lines = linesOf(one, width, size).length;
      return sum + (lines > 0 ? lines * size * (one.leading ?? LEADING) + (one.gap ?? 0) : 0);
    }, 0);
  const sheet = {
    marks,
    measure,
    /** Writes a paragraph whose top is at `y`, and returns its bottom. */
    write(one: Paragraph, { x, y, width }: Column): number {
      const { weight, ink = 'ink', gap = 0, leading = LEADING, isBalanced } = one;
      const size = sizeOf(one, width);
      let lines = linesOf(one, width, size);
      for (let narrow = width * 0.96; isBalanced && narrow > width / 2; narrow *= 0.96) {
        const narrower = linesOf(one, narrow, size);
        // As narrow as it may be with as many lines.
        if (narrower.length > lines.length) break;
        lines = narrower;
      }
      lines.forEach((text, index) => {
        const line = y + gap + size * (leading * index + 1);
        marks.push({ kind: 'text', x, y: Math.round(line), size, weight, ink, text });
      });
      return lines.length > 0 ? y + gap + lines.length * size * leading : y;
    },
    /** Writes all blocks, with names of one size. */
    blocks(blocks: readonly TextBlock[]): void {
      const sizes = blocks.flatMap(({ paragraphs, width, height }) => {
        const names = paragraphs.filter(({ isElastic }) => isElastic);
        const over = Math.max(0, tallOf(paragraphs, width) - height) / tallOf(names, width);
        return names.map((name) => Math.floor(sizeOf(name, width) * Math.max(0.3, 1 - over)));
      });
      for (const { paragraphs, ...box } of blocks) {
        const alike = paragraphs.map((one) => (one.isElastic ? { ...one, size: Math.min(...sizes) } : one));
        let y = box.y + Math.max(0, box.height - tallOf(alike, box.width)) / 2;
        for (const one of alike) y = sheet.write(one, { ...box, y });
      }
    },
    tone(profile: string | undefined, box: Box): void {
      marks.push({ kind: 'tone', profile, ...box });
    },
    emblem(profile: string, at: Omit<Box, 'width' | 'height'> & { readonly side: number }, within: Box): void {
      marks.push({ kind: 'emblem', ...at, profile, line: 3.2, within });
    },
    /** A row for each ten or twenty marks; one's own are dark and have a line below. */
    marksRow(twenty: readonly TwentyMark[], box: Column, perRow: number): void {
      const step = box.width / perRow;
      const side = step * 0.76;
      const row = side + 18;
      twenty.forEach(({ profile, isOwn }, index) => {
        const x = Math.round(box.x + (index % perRow) * step);
        const y = Math.round(box.y + Math.floor(index / perRow) * row);
        const ink = isOwn ? 'ink' : 'faint';
        if (profile === undefined)
          marks.push({ kind: 'half', x: x + side / 2, y: y + side / 2, radius: side * 0.42, ink });
        else marks.push({ kind: 'emblem', x, y, side, profile, ink, line: 5 });
        if (isOwn) marks.push({ kind: 'line', x, y: y + side + 6, width: side, height: 5 });
      });
    },
    /** Each line with its mark, all marks alike, down two columns, at the size at which they all hold: the picture does not say which criteria agree. */
    list(lines: readonly string[], box: Box, most: number): void {
      const rows = Math.ceil(lines.length / 2);
      const wide = box.width / 2;
      const width = wide - most * 1.6;
      const style = (text: string, size: number) => ({ text, size, weight: 500, most: 2, leading: 1.2 });
      const rowAt = (size: number) => size * 0.2 + Math.max(...lines.map((text) => tallOf([style(text, size)], width)));
      let size = most;
      while (size > 12 && rowAt(size) * rows > box.height) size--;
      lines.forEach((text, place) => {
        const x = box.x + Math.floor(place / rows) * wide;
        const y = box.y + (place % rows) * rowAt(size);
        sheet.write(style('•', size), { x, y, width: size });
        sheet.write(style(text, size), { x: x + size, y, width });
      });
    },
    /** A word in a disc of paper. */
    joint(text: string, x: number, y: number, radius: number): void {
      const size = radius * 0.8;
      sheet.plate({ x: x - radius, y: y - radius, width: radius * 2, height: radius * 2 }, radius);
      const left = x - measure(text, size, 730) / 2;
      sheet.write({ text, size, weight: 730, most: 1 }, { x: left, y: y - size * 0.7, width: radius * 2 });
    },
    plate(box: Box, radius = 12): void {
      marks.push({ kind: 'plate', ...box, radius });
    },
    code(x: number, y: number, side: number): void {
      const rim = Math.round(side * 0.08);
      sheet.plate({ x: x - rim, y: y - rim, width: side + 2 * rim, height: side + 2 * rim });
      marks.push({ kind: 'code', x, y, side });
    },
  };
  return sheet;
}

/** A line without another leading has this one. */
const LEADING = 1.28;

export type DrawingSheet = ReturnType<typeof createSheet>;
