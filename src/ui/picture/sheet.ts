import type { TwentyMark } from '../comparison/twenty-marks.ts';
import { fitted, type Measure, wrap } from './wrap.ts';

/** The texts of the picture: only what the respondent chose to show. */
export interface SheetText {
  /** The question that it answers. */
  readonly question: string;
  readonly kicker: string;
  /** On lines of their own, none larger than another: one for a profile, one for each profile of a composite. */
  readonly names: readonly string[];
  readonly sentence?: string | undefined;
  /** The profiles whose emblems are drawn, in the study's order. */
  readonly emblems: readonly string[];
  /** Near one profile and not near enough to be named by it: no tone. */
  readonly isPlain?: boolean;
  /** How many others are near the same profile, from a publication that is large enough. */
  readonly among?:
    | { readonly share: string; readonly group: string; readonly marks: readonly TwentyMark[] }
    | undefined;
  readonly type?: string;
  /** One's own values, in as few words as the survey has for them. */
  readonly criteria?: readonly string[];
  readonly spirit: string;
  /** Empty where the picture is shared with a link; it then has no QR code either. */
  readonly link: string;
}

export type Shape = 'landscape' | 'portrait';

export const SIZES = {
  landscape: { width: 1200, height: 630 },
  portrait: { width: 1080, height: 1920 },
} as const satisfies Record<Shape, { width: number; height: number }>;

/** `profile` is drawn in that profile's own colour. */
export type Ink = 'ink' | 'quiet' | 'faint' | 'profile';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export type SheetMark =
  /** A rectangle of a profile's tone; `undefined`: plain paper. */
  | ({ readonly kind: 'tone'; readonly profile: string | undefined } & Box)
  | {
      readonly kind: 'text';
      readonly x: number;
      readonly y: number;
      readonly size: number;
      readonly weight: number;
      readonly ink: Ink;
      readonly text: string;
    }
  | {
      readonly kind: 'emblem';
      readonly x: number;
      readonly y: number;
      readonly side: number;
      readonly profile: string;
      readonly ink: Ink;
      /** The width of its stroke, on the emblem's grid of 64. */
      readonly line: number;
      /** It may reach beyond the sheet, and never beyond its own tone. */
      readonly within?: Box;
    }
  /** A disc in two halves, for a composite. */
  | { readonly kind: 'half'; readonly x: number; readonly y: number; readonly radius: number; readonly ink: Ink }
  | { readonly kind: 'disc'; readonly x: number; readonly y: number; readonly radius: number; readonly ink: Ink }
  | ({ readonly kind: 'line' } & Box)
  | ({ readonly kind: 'plate' } & Box)
  | { readonly kind: 'code'; readonly x: number; readonly y: number; readonly side: number };

interface TextStyle {
  readonly size: number;
  readonly weight: number;
  readonly ink?: Ink;
  readonly most?: number;
  readonly leading?: number;
  readonly isBalanced?: true;
}

type Column = Omit<Box, 'height'>;

/** A sheet that is written from top to bottom. */
export function createSheet(measure: Measure) {
  const marks: SheetMark[] = [];
  const sheet = {
    marks,
    /** Writes a paragraph whose top is at `y`, and returns its bottom. */
    write(
      text: string,
      box: Column,
      { size, weight, ink = 'ink', most = 3, leading = 1.28, isBalanced }: TextStyle,
    ): number {
      const at = (width: number) => wrap(text, { width, size, weight, most }, measure);
      let lines = at(box.width);
      // No line of one word under a full one: as narrow as it may be with as many lines.
      for (let width = box.width * 0.96; isBalanced && width > box.width / 2; width *= 0.96) {
        const narrower = at(width);
        if (narrower.length > lines.length || narrower.some((line) => line.endsWith('…'))) break;
        lines = narrower;
      }
      lines.forEach((line, index) => {
        const y = Math.round(box.y + size * leading * index + size);
        marks.push({ kind: 'text', x: box.x, y, size, weight, ink, text: line });
      });
      return box.y + size * leading * lines.length;
    },
    /** The size, up to `size`, at which the longest name holds on its line. */
    sizeOfNames(names: readonly string[], width: number, size: number): number {
      return Math.min(...names.map((name) => fitted(name, width, size, 760, measure)));
    },
    /** Returns its bottom, with room for what hangs under its line. */
    name(name: string, box: Column, size: number): number {
      return sheet.write(name, box, { size, weight: 760, most: 1, leading: 1.06 }) + size * 0.1;
    },
    tone(profile: string | undefined, box: Box): void {
      marks.push({ kind: 'tone', profile, ...box });
    },
    emblem(profile: string, at: Omit<Box, 'width' | 'height'> & { readonly side: number }, within: Box): void {
      marks.push({ kind: 'emblem', ...at, profile, ink: 'profile', line: 3.2, within });
    },
    /** A row for each ten or twenty marks; one's own are dark and have a line below. Returns its bottom. */
    marksRow(twenty: readonly TwentyMark[], box: Column, perRow: number): number {
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
      return box.y + Math.ceil(twenty.length / perRow) * row;
    },
    /** Each line with its mark, all marks alike, at the size at which they all hold: the picture does not say which criteria agree. */
    list(lines: readonly string[], box: Box, size: number): void {
      const held = sizeOfList(lines, box, size, measure);
      let { y } = box;
      for (const line of lines) {
        marks.push({ kind: 'disc', x: box.x + held * 0.3, y: y + held * 0.68, radius: held * 0.18, ink: 'ink' });
        const inner = { x: box.x + held, y, width: box.width - held };
        y = sheet.write(line, inner, listStyle(held)) + held * 0.2;
      }
    },
    plate(box: Box): void {
      marks.push({ kind: 'plate', ...box });
    },
    code(x: number, y: number, side: number): void {
      const rim = Math.round(side * 0.08);
      sheet.plate({ x: x - rim, y: y - rim, width: side + 2 * rim, height: side + 2 * rim });
      marks.push({ kind: 'code', x, y, side });
    },
  };
  return sheet;
}

const listStyle = (size: number) => ({ size, weight: 500, most: 2, leading: 1.2 });

/** The size, up to `most`, at which all lines hold in the box. */
function sizeOfList(lines: readonly string[], box: Box, most: number, measure: Measure): number {
  const tallAt = (size: number) =>
    lines.reduce((tall, line) => {
      const rows = wrap(line, { ...listStyle(size), width: box.width - size }, measure).length;
      return tall + size * (1.2 * rows + 0.2);
    }, 0);
  let size = most;
  while (size > 12 && tallAt(size) > box.height) size--;
  return size;
}

export type DrawingSheet = ReturnType<typeof createSheet>;
