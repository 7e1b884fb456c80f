import {
  createSheet,
  type DrawingSheet,
  type NamedProfile,
  type Shape,
  type SheetMark,
  type SheetText,
  SIZES,
  type TextBlock,
} from './sheet.ts';
import type { Measure } from './wrap.ts';

/** Places everything. It depends on the message alone, so that the picture is the same wherever it is drawn. */
export function layout(message: SheetText, shape: Shape, measure: Measure): readonly SheetMark[] {
  const sheet = createSheet(measure);
  const plan = planOf(shape, message);
  const [only, other] = message.named;
  if (other) bands(sheet, message, plan);
  else if (only) one(sheet, message, plan, only);
  else open(sheet, message, plan);
  return sheet.marks;
}

/** Distances of a shape, in its own pixels. */
const LANDSCAPE = {
  ...SIZES.landscape,
  isWide: true,
  margin: 56,
  /** Width of the column of text. */
  column: 736,
  top: 36,
  /** The sizes of texts are multiplied by it. */
  scale: 1,
  emblem: { x: 834, y: -52, side: 560 },
  /** The top of the marks of others. */
  marks: 456,
  code: { x: 843, y: 476, side: 108 },
  /** Height of the strip of paper with one's own values; without them there is none. */
  strip: 212,
};

type Plan = typeof LANDSCAPE;

const PORTRAIT: Plan = {
  ...SIZES.portrait,
  isWide: false,
  margin: 84,
  column: 912,
  top: 96,
  scale: 1.5,
  emblem: { x: 390, y: 190, side: 820 },
  marks: 1500,
  code: { x: 780, y: 1606, side: 216 },
  strip: 560,
};

/** The sizes of texts in landscape. */
const QUESTION = 32;
const KICKER = 30;
const TEXT = 28;

/** With a strip of paper everything over it has less room. */
function planOf(shape: Shape, { criteria = [], named }: SheetText): Plan {
  const plan = shape === 'portrait' ? PORTRAIT : LANDSCAPE;
  const { emblem, width } = plan;
  const strip = criteria.length > 0 ? plan.strip : 0;
  const part = 1 - strip / plan.height;
  return {
    ...plan,
    strip,
    emblem: { x: width - (width - emblem.x) * part, y: emblem.y * part, side: emblem.side * part },
    code: strip > 0 || named.length === 0 ? { ...plan.code, x: width - plan.margin - plan.code.side } : plan.code,
  };
}

/** One profile: its tone over all of the sheet, its emblem off the edge. */
function one(sheet: DrawingSheet, message: SheetText, plan: Plan, { id, name }: NamedProfile): void {
  const { margin, width, column, strip, isWide, scale, emblem } = plan;
  const toned = { x: 0, y: 0, width, height: plan.height - strip };
  sheet.tone(id, toned);
  const head = writeHead(sheet, message, plan);
  const under = isWide ? emblem.y : Math.max(emblem.y, head - emblem.side * 0.07);
  sheet.emblem(id, { ...emblem, y: under }, toned);
  const marks = strip > 0 ? [] : message.marks;
  const y = isWide ? head : under + emblem.side * 0.95;
  const bottom = strip > 0 ? toned.height - 20 : marks.length > 0 ? plan.marks - 10 : isWide ? 540 : plan.code.y - 40;
  const paragraphs = [
    { text: message.kicker, size: KICKER * scale, weight: 450, most: 1 },
    { text: name, size: 140 * scale, ...NAME },
    { text: message.sentence, size: 37 * scale, weight: 470, most: 4, leading: 1.2, isBalanced: true } as const,
    { text: message.among, size: TEXT * scale, weight: 640, most: 2, gap: 12 * scale },
  ];
  sheet.blocks([{ x: margin, y, width: column, height: bottom - y, paragraphs }]);
  sheet.marksRow(marks, { x: margin, y: plan.marks, width: isWide ? 760 : 660 }, isWide ? 20 : 10);
  writeFoot(sheet, message, plan);
}

const NAME = { weight: 760, most: 1, leading: 1.18, isElastic: true } as const;

/** A band of equal height for each profile, with its name and its emblem; between them the word that joins them. */
function bands(sheet: DrawingSheet, message: SheetText, plan: Plan): void {
  const { width, margin, isWide, scale, strip } = plan;
  const { named, among } = message;
  const tall = (plan.height - strip) / named.length;
  const isLow = isWide ? tall < 300 || (message.place !== undefined && message.kicker !== '') : tall < 900;
  const isSmall = isLow && isWide;
  // The values that lead to each profile stand beside the disc.
  const isKeyed = isWide && !isLow;
  const radius = Math.min(isWide ? 56 : 76, tall * 0.17);
  // In low bands the texts stand beside the discs, else between them.
  const x = margin + (isLow ? radius * 2 + 24 : 0);
  const around = isLow ? GAP : radius;
  const side = isWide ? Math.min(400, tall * 1.15) : tall * 0.44;
  const left = width - side * (isWide ? 0.93 : 0.9);
  const right = isWide ? 696 : isLow ? left - 10 : margin + plan.column;
  const size = isSmall ? 25 : TEXT * scale;
  const inBands = named.map((one, place) => {
    const band = { x: 0, y: Math.round(place * tall) + (place > 0 ? GAP : 0), width, height: Math.floor(tall) - GAP };
    sheet.tone(one.id, band);
    const over = isWide ? (band.height - side) / 2 : band.height - side * 0.96;
    sheet.emblem(one.id, { x: left, y: band.y + over, side }, band);
    return { ...one, top: band.y, bottom: band.y + band.height };
  });
  const headPlan = isWide ? plan : { ...plan, column: right - margin };
  const head = writeHead(sheet, message, isSmall ? { ...plan, scale: 0.84, top: 20 } : headPlan);
  const code = isWide ? { x: 716, y: 400, side: 124 } : { x: margin + 15, y: 1560, side: 180 };
  const foot = writeFoot(sheet, message, strip > 0 ? plan : { ...plan, code });
  sheet.blocks(
    inBands.map(({ name, share, door, top, bottom }, place): TextBlock => {
      const isLast = place === named.length - 1;
      const y = place === 0 ? head : top + around;
      const low = isLast && strip === 0 ? (isWide ? foot : code.y - 30) : bottom;
      const beside = [share ?? (isLast && among), !isKeyed && door].flatMap((text) => text || []);
      const says = { size, weight: 560, most: isKeyed ? 1 : 2, isBalanced: true } as const;
      return {
        x,
        y,
        width: right - x,
        height: low - y - (isLast ? GAP : isWide || isLow ? around : side * 0.94),
        paragraphs: [
          { text: place === 0 ? message.kicker : '', size: KICKER * scale, weight: 450, most: 1 },
          { text: name, size: isWide ? (isLow ? 64 : 108) : isLow ? 104 : 150, ...NAME },
          ...beside.map((text) => ({ text, ...says })),
        ],
      };
    }),
  );
  inBands.forEach(({ door, top, bottom }, place) => {
    if (isKeyed) {
      const y = place === 0 ? bottom - size * 1.6 : top + size * 0.32;
      const beside = { x: margin + radius * 2 + 20, y, width: right - margin - radius * 2 - 20 };
      sheet.write({ text: door, size, weight: 600, most: 1 }, beside);
    }
    if (place > 0) sheet.joint(message.joint, margin + radius, top - GAP, radius);
  });
}

/** Half of the line between two bands. */
const GAP = 6;

/** No profile is named: the emblems of all, and the question. */
function open(sheet: DrawingSheet, message: SheetText, plan: Plan): void {
  const { width, height, margin, isWide, strip } = plan;
  const tall = height * (isWide ? 0.38 : 0.3);
  const wide = width / message.all.length;
  const side = Math.min(wide, tall) * 0.74;
  message.all.forEach((id, place) => {
    const box = { x: Math.round(place * wide), y: 0, width: Math.ceil(wide), height: tall };
    sheet.tone(id, box);
    sheet.emblem(id, { x: box.x + (wide - side) / 2, y: (tall - side) / 2, side }, box);
  });
  const foot = writeFoot(sheet, message, plan);
  const paragraphs = [
    { ...NAME, text: message.question, size: isWide ? 64 : 92, most: 4, isBalanced: true } as const,
    placeOf(message, plan),
  ];
  const low = strip > 0 ? height - strip : foot - 10;
  sheet.blocks([{ x: margin, y: tall, width: width - 2 * margin, height: low - tall, paragraphs }]);
}

function placeOf({ place }: SheetText, { scale }: Plan) {
  return { text: place, size: TEXT * scale, weight: 640, most: scale < 1 ? 1 : 2, gap: 4 } as const;
}

/** Writes the question and the place, and returns the bottom of both. */
function writeHead(sheet: DrawingSheet, message: SheetText, plan: Plan): number {
  const column = { x: plan.margin, width: plan.column };
  const question = { text: message.question, size: QUESTION * plan.scale, weight: 640, most: 2 };
  return sheet.write(placeOf(message, plan), { ...column, y: sheet.write(question, { ...column, y: plan.top }) });
}

/** From the bottom: that it is no ranking and who was counted, the address alone on its line; one's own values over them. Returns its top. */
function writeFoot(sheet: DrawingSheet, message: SheetText, plan: Plan): number {
  const { margin, width, height, strip, code, isWide } = plan;
  const text = TEXT * plan.scale;
  const { link, source = '', spirit, criteria = [] } = message;
  if (strip > 0) sheet.tone(undefined, { x: 0, y: height - strip, width, height: strip });
  const small = [source, spirit].filter((one) => one !== '');
  const last = isWide ? 1 : small.length;
  let y = height - margin * 0.5 - text * (1.28 + last * 0.93);
  const top = y;
  const column = { x: margin, width: isWide ? 740 : 600 };
  for (const [one, part, weight] of [
    // An address runs from left to right among any letters.
    [link && `\u2066${link}\u2069`, 1, 660] as const,
    ...(isWide ? [small.join(' ')] : small).map((line) => [line, 0.72, 480] as const),
  ])
    y = sheet.write({ text: one, size: text * part, weight, most: 1 }, { ...column, y });
  if (link !== '') sheet.code(code.x, code.y, code.side);
  const over = height - strip + (isWide ? 20 : 40);
  const room = { x: margin, y: over, width: (isWide ? code.x - 30 : width - margin) - margin };
  sheet.list(criteria, { ...room, height: (isWide ? top : code.y - 30) - over }, text);
  return top;
}
