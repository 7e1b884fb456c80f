import { fitted, type Measure, wrap } from './wrap.ts';

/** What the picture says: only what the respondent chose to show. */
export interface SheetText {
  readonly survey: string;
  readonly kicker: string;
  readonly name: string;
  readonly sentence: string;
  /** The profiles whose emblems are drawn, in the study's order. */
  readonly emblems: readonly string[];
  readonly type?: string;
  readonly criteria?: { readonly title: string; readonly lines: readonly string[] };
  readonly spirit: string;
  readonly invitation: string;
  readonly link: string;
}

export type Shape = 'landscape' | 'portrait';

export const SIZES = {
  landscape: { width: 1200, height: 630 },
  portrait: { width: 1080, height: 1920 },
} as const satisfies Record<Shape, { width: number; height: number }>;

export type Ink = 'ink' | 'quiet' | 'accent';

export type SheetMark =
  | {
      readonly kind: 'text';
      readonly x: number;
      readonly y: number;
      readonly size: number;
      readonly weight: number;
      readonly ink: Ink;
      readonly anchor: 'start' | 'middle';
      readonly text: string;
    }
  | { readonly kind: 'emblem'; readonly x: number; readonly y: number; readonly side: number; readonly profile: string }
  | { readonly kind: 'dot'; readonly x: number; readonly y: number; readonly radius: number }
  | { readonly kind: 'rule'; readonly x: number; readonly y: number; readonly width: number }
  | { readonly kind: 'code'; readonly x: number; readonly y: number; readonly side: number };

interface TextStyle {
  readonly size: number;
  readonly weight: number;
  readonly ink: Ink;
  readonly most?: number;
}

/** A sheet that is written from top to bottom. */
export function createSheet(measure: Measure) {
  const marks: SheetMark[] = [];
  return {
    marks,
    /** Writes a paragraph whose top is at `y`, and gives its bottom. */
    write(text: string, box: { x: number; y: number; width: number; centred?: boolean }, style: TextStyle): number {
      const { size, weight, ink, most = 3 } = style;
      const leading = size * 1.28;
      const lines = wrap(text, { width: box.width, size, weight, most }, measure);
      lines.forEach((line, index) => {
        marks.push({
          kind: 'text',
          x: box.centred ? box.x + box.width / 2 : box.x,
          y: Math.round(box.y + leading * index + size),
          size,
          weight,
          ink,
          anchor: box.centred ? 'middle' : 'start',
          text: line,
        });
      });
      return box.y + leading * lines.length;
    },
    /** One line, as large as it holds. */
    head(text: string, box: { x: number; y: number; width: number; centred?: boolean }, size: number): number {
      const held = fitted(text, box.width, size, 700, measure);
      return this.write(text, box, { size: held, weight: 700, ink: 'ink', most: 1 });
    },
    /** Side by side, none larger than another; the room is the same whatever their number. */
    emblems(profiles: readonly string[], box: { x: number; y: number; width: number; most: number }): number {
      const gap = 24;
      const side = Math.min(box.most, (box.width - gap * (profiles.length - 1)) / profiles.length);
      const all = side * profiles.length + gap * (profiles.length - 1);
      profiles.forEach((profile, index) => {
        marks.push({
          kind: 'emblem',
          x: box.x + (box.width - all) / 2 + index * (side + gap),
          y: box.y,
          side,
          profile,
        });
      });
      return box.y + box.most;
    },
    /** Each line with its mark, all marks alike: the picture does not say which criteria agree. */
    list(lines: readonly string[], box: { x: number; y: number; width: number }, size: number): number {
      let { y } = box;
      for (const line of lines) {
        marks.push({ kind: 'dot', x: box.x + size * 0.3, y: Math.round(y + size * 0.68), radius: size * 0.18 });
        const inner = { x: box.x + size, y, width: box.width - size };
        y = this.write(line, inner, { size, weight: 400, ink: 'ink', most: 2 }) + size * 0.32;
      }
      return y;
    },
  };
}
