import { fitted, type Measure, wrap } from './wrap.ts';

/** What the picture says: only what the respondent chose to show. */
export interface SheetText {
  readonly survey: string;
  readonly kicker: string;
  /** On lines of their own, none larger than another: one for a profile, several for a composite one. */
  readonly names: readonly string[];
  readonly sentence: string;
  /** The profiles whose emblems are drawn, in the study's order. */
  readonly emblems: readonly string[];
  /** The ground, a band for each: that of their emblems unless said otherwise. Of nobody's, a plain one. */
  readonly tones?: readonly (string | undefined)[];
  /** Every profile of the survey, in the study's order: the legend. */
  readonly legend: readonly string[];
  readonly type?: string;
  /** One's own values, in as few words as the survey has for them. */
  readonly criteria?: readonly string[];
  readonly spirit: string;
  readonly invitation: string;
  readonly link: string;
}

export type Shape = 'landscape' | 'portrait';

export const SIZES = {
  landscape: { width: 1200, height: 630 },
  portrait: { width: 1080, height: 1920 },
} as const satisfies Record<Shape, { width: number; height: number }>;

/** `profile` is drawn in that profile's own colour. */
export type Ink = 'ink' | 'quiet' | 'paper' | 'profile';

export type SheetMark =
  /** A slanted band of a profile's tone, from edge to edge of the sheet. */
  | { readonly kind: 'tone'; readonly profile: string | undefined; readonly from: number; readonly to: number }
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
    }
  | { readonly kind: 'disc'; readonly x: number; readonly y: number; readonly radius: number; readonly ink: Ink }
  | { readonly kind: 'plate'; readonly x: number; readonly y: number; readonly side: number }
  | { readonly kind: 'code'; readonly x: number; readonly y: number; readonly side: number };

interface TextStyle {
  readonly size: number;
  readonly weight: number;
  readonly ink?: Ink;
  readonly most?: number;
  readonly leading?: number;
}

interface Column {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

interface Box extends Column {
  readonly height: number;
}

/** A sheet that is written from top to bottom. */
export function createSheet(measure: Measure) {
  const marks: SheetMark[] = [];
  const sheet = {
    marks,
    /** Writes a paragraph whose top is at `y`, and gives its bottom. */
    write(text: string, box: Column, { size, weight, ink = 'ink', most = 3, leading = 1.28 }: TextStyle): number {
      const lines = wrap(text, { width: box.width, size, weight, most }, measure);
      lines.forEach((line, index) => {
        marks.push({
          kind: 'text',
          x: box.x,
          y: Math.round(box.y + size * leading * index + size),
          size,
          weight,
          ink,
          text: line,
        });
      });
      return box.y + size * leading * lines.length;
    },
    /** Names, one a line, all of the size at which the longest holds. The last leaves room below for what hangs under its line. */
    names(names: readonly string[], box: Column, size: number): number {
      const held = Math.min(...names.map((name) => fitted(name, box.width, size, 760, measure)));
      const bottom = names.reduce(
        (y, name) => sheet.write(name, { ...box, y }, { size: held, weight: 760, most: 1, leading: 1.06 }),
        box.y,
      );
      return bottom + held * 0.1;
    },
    emblems(profiles: readonly string[], box: Box): void {
      marks.push(...emblemMarks(profiles, box));
    },
    /** Returns the end of the row. */
    legend(message: SheetText, at: LegendPlace): number {
      marks.push(...legendMarks(message, at));
      return at.x + message.legend.length * (at.side + at.gap);
    },
    /** Each line with its mark, all marks alike, at the size at which they all hold: the picture does not say which criteria agree. */
    list(lines: readonly string[], box: Box, size: number): void {
      const style = (held: number) => ({ size: held, weight: 500, most: 2, leading: 1.2 });
      const inner = (held: number) => ({ x: box.x + held, width: box.width - held });
      const tallAt = (held: number) =>
        lines.reduce((tall, line) => {
          const rows = wrap(line, { ...style(held), width: inner(held).width }, measure).length;
          return tall + held * (1.2 * rows + 0.2);
        }, 0);
      let held = size;
      while (held > 12 && tallAt(held) > box.height) held--;
      let { y } = box;
      for (const line of lines) {
        marks.push({ kind: 'disc', x: box.x + held * 0.3, y: y + held * 0.68, radius: held * 0.18, ink: 'ink' });
        y = sheet.write(line, { ...inner(held), y }, style(held)) + held * 0.2;
      }
    },
    /** The background: one tone, or a slanted band for each profile. */
    tones(profiles: readonly (string | undefined)[], width: number): void {
      const all = profiles.length > 0 ? profiles : [undefined];
      all.forEach((profile, index) => {
        const at = (place: number) => Math.round((width * place) / all.length);
        marks.push({ kind: 'tone', profile, from: at(index), to: at(index + 1) });
      });
    },
    code(x: number, y: number, side: number): void {
      const rim = Math.round(side * 0.04);
      marks.push({ kind: 'plate', x: x - rim, y: y - rim, side: side + 2 * rim }, { kind: 'code', x, y, side });
    },
  };
  return sheet;
}

/** Side by side or two by two, none larger than another, in the middle of their box. */
function emblemMarks(profiles: readonly string[], box: Box): readonly SheetMark[] {
  const columns = profiles.length < 2 ? 1 : 2;
  const rows = Math.ceil(profiles.length / columns);
  const gap = profiles.length < 2 ? 0 : Math.round(box.width * 0.06);
  const side = Math.floor(
    Math.min((box.width - gap * (columns - 1)) / columns, (box.height - gap * (rows - 1)) / rows),
  );
  const tall = side * rows + gap * (rows - 1);
  return profiles.map((profile, index) => {
    const row = Math.floor(index / columns);
    const inRow = Math.min(columns, profiles.length - row * columns);
    const wide = side * inRow + gap * (inRow - 1);
    return {
      kind: 'emblem',
      x: Math.round(box.x + (box.width - wide) / 2 + (index % columns) * (side + gap)),
      y: Math.round(box.y + (box.height - tall) / 2 + row * (side + gap)),
      side,
      profile,
      ink: 'profile',
    };
  });
}

interface LegendPlace {
  readonly x: number;
  readonly y: number;
  readonly side: number;
  readonly gap: number;
}

/** Every profile as a small disc, one's own dark: a picture says what it is one of. */
function legendMarks({ emblems, legend }: SheetText, at: LegendPlace): readonly SheetMark[] {
  const isOne = emblems.length < legend.length;
  const radius = at.side / 2;
  const side = at.side * 0.62;
  const inset = (at.side - side) / 2;
  return legend.flatMap((profile, index): SheetMark[] => {
    const x = at.x + index * (at.side + at.gap);
    const isOwn = isOne && emblems.includes(profile);
    return [
      { kind: 'disc', x: x + radius, y: at.y + radius, radius, ink: isOwn ? 'ink' : 'paper' },
      { kind: 'emblem', x: x + inset, y: at.y + inset, side, profile, ink: isOwn ? 'paper' : 'quiet' },
    ];
  });
}
