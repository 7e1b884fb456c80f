import {
  type Box,
  createSheet,
  type DrawingSheet,
  type Shape,
  type SheetMark,
  type SheetText,
  SIZES,
} from './sheet.ts';
import type { Measure } from './wrap.ts';

/** Places everything. It depends on the message alone, so that the picture is the same wherever it is drawn. */
export function layout(message: SheetText, shape: Shape, measure: Measure): readonly SheetMark[] {
  const sheet = createSheet(measure);
  const plan = shape === 'portrait' ? PORTRAIT : LANDSCAPE;
  const { names, emblems } = message;
  // A tall sheet has no room for values between the names of its bands.
  const isListed = names.length < emblems.length || (message.criteria !== undefined && shape === 'portrait');
  let { values } = plan;
  if (emblems.length < 2) one(sheet, message, plan);
  else if (isListed) {
    const y = all(sheet, message, plan) + 16;
    if (shape === 'portrait') values = { x: plan.margin, y, width: plan.column, height: plan.foot - y };
  } else bands(sheet, message, plan);
  if (message.criteria) {
    sheet.plate(values);
    const { x, y, width, height } = values;
    sheet.list(message.criteria, { x: x + 22, y: y + 16, width: width - 40, height: height - 28 }, plan.text);
  }
  if (message.link !== '') sheet.code(plan.code.x, plan.code.y, plan.code.side);
  return sheet.marks;
}

/** Distances of a shape, in its own pixels. */
interface Plan {
  readonly width: number;
  readonly height: number;
  readonly margin: number;
  /** Width of the column of text. */
  readonly column: number;
  readonly question: number;
  readonly kicker: number;
  readonly name: number;
  readonly sentence: number;
  readonly text: number;
  readonly top: number;
  /** The top of the kicker of a profile that is named alone. */
  readonly start: number;
  readonly emblem: { readonly x: number; readonly y: number; readonly side: number };
  /** The top of the foot. */
  readonly foot: number;
  readonly perRow: number;
  readonly code: { readonly x: number; readonly y: number; readonly side: number };
  /** The plate of one's own values. */
  readonly values: Box;
}

const LANDSCAPE: Plan = {
  ...SIZES.landscape,
  margin: 56,
  column: 736,
  question: 32,
  kicker: 30,
  name: 140,
  sentence: 39,
  text: 28,
  top: 40,
  start: 124,
  emblem: { x: 834, y: -52, side: 560 },
  foot: 438,
  perRow: 20,
  code: { x: 843, y: 470, side: 108 },
  values: { x: 804, y: 96, width: 350, height: 330 },
};

const PORTRAIT: Plan = {
  ...SIZES.portrait,
  margin: 84,
  column: 912,
  question: 52,
  kicker: 46,
  name: 190,
  sentence: 56,
  text: 42,
  top: 96,
  start: 980,
  emblem: { x: 390, y: 190, side: 820 },
  foot: 1470,
  perRow: 10,
  code: { x: 780, y: 1606, side: 216 },
  values: { x: 84, y: 330, width: 640, height: 560 },
};

/** One profile: its tone over all of the sheet, its emblem off the edge. */
function one(sheet: DrawingSheet, message: SheetText, plan: Plan): void {
  const { width, height, margin } = plan;
  const sheetBox = { x: 0, y: 0, width, height };
  const [profile] = message.emblems;
  sheet.tone(message.isPlain ? undefined : profile, sheetBox);
  if (profile !== undefined) sheet.emblem(profile, plan.emblem, sheetBox);
  const column = { x: margin, width: plan.column };
  sheet.write(message.question, { ...column, y: plan.top }, { size: plan.question, weight: 640, most: 2 });
  let y = sheet.write(
    message.kicker,
    { ...column, y: plan.start + (message.among ? 0 : 40) },
    { size: plan.kicker, weight: 450, most: 1 },
  );
  for (const name of message.names)
    y = sheet.name(name, { ...column, y }, sheet.sizeOfNames(message.names, column.width, plan.name));
  if (message.sentence)
    sheet.write(
      message.sentence,
      { ...column, y: y + 10 },
      { size: plan.sentence, weight: 470, most: plan.perRow === 20 ? 2 : 4, leading: 1.2, isBalanced: true },
    );
  foot(sheet, message, plan);
}

/** A composite: a band of equal height for each profile, with its name and its emblem. */
function bands(sheet: DrawingSheet, message: SheetText, plan: Plan): void {
  const { width, height, margin } = plan;
  const count = message.emblems.length;
  const isCrowded = count > 2;
  const tall = height / count;
  const column = { x: margin, width: plan.column };
  const isWide = plan.perRow === 20;
  const size = sheet.sizeOfNames(
    message.names,
    column.width,
    (isWide ? [92, 60, 48] : [120, 104, 96])[count - 2] ?? 40,
  );
  const side = isWide ? Math.min(400, tall * 1.15) : isCrowded ? tall * 0.36 : 420;
  message.emblems.forEach((profile, place) => {
    const band = { x: 0, y: Math.round(place * tall), width, height: Math.ceil(tall) };
    sheet.tone(profile, band);
    sheet.emblem(
      profile,
      isWide
        ? { x: width - side * 0.72, y: band.y + tall / 2 - side / 2, side }
        : { x: width - side * 0.86, y: band.y + tall * (isCrowded ? 0.62 : place === 0 ? 0.56 : 0.24), side },
      band,
    );
    let y = band.y + (place > 0 ? tall * (isCrowded ? 0.05 : 0.08) : isCrowded ? 14 : plan.top);
    if (place === 0) {
      const least = isCrowded && isWide ? sheet.sizeOfNames([message.question], column.width, 29) : plan.question;
      const question = { size: least, weight: 640, most: 2 };
      y = sheet.write(message.question, { ...column, y }, question) + (isCrowded ? 0 : 28);
      y = sheet.write(message.kicker, { ...column, y }, { size: plan.kicker, weight: 450, most: 1 });
    }
    sheet.name(message.names[place] ?? '', { ...column, y }, size);
  });
  const { among: _, type: __, ...least } = message;
  foot(sheet, isCrowded ? least : message, plan);
}

/** Draws all profiles next to a text that is about none in particular. Returns the bottom of the text. */
function all(sheet: DrawingSheet, message: SheetText, plan: Plan): number {
  const { width, height, margin } = plan;
  sheet.tone(undefined, { x: 0, y: 0, width, height });
  const count = message.emblems.length;
  const isWide = plan.perRow === 20;
  message.emblems.forEach((profile, place) => {
    const tall = (isWide ? height : height * 0.3) / count;
    const box = {
      x: isWide ? 830 : 0,
      y: Math.round(place * tall),
      width: isWide ? 370 : width,
      height: Math.ceil(tall),
    };
    sheet.tone(profile, box);
    const side = tall * 0.8;
    sheet.emblem(profile, { x: box.x + box.width / 2 - side / 2, y: box.y + tall / 2 - side / 2, side }, box);
  });
  const column = { x: margin, width: isWide ? 720 : plan.column };
  let y = isWide ? plan.top : height * 0.3 + 40;
  y = sheet.write(message.question, { ...column, y }, { size: plan.question, weight: 640, most: 2 });
  y = sheet.write(message.kicker, { ...column, y: y + 36 }, { size: plan.kicker, weight: 450, most: 1 });
  const size = sheet.sizeOfNames(message.names, column.width, isWide ? 120 : 100);
  for (const name of message.names) y = sheet.name(name, { ...column, y }, size);
  if (message.sentence)
    y = sheet.write(
      message.sentence,
      { ...column, y: y + 14 },
      { size: plan.sentence * 0.9, weight: 450, most: 3, isBalanced: true },
    );
  foot(sheet, message.criteria ? { ...message, among: undefined } : message, plan);
  return y;
}

/** From the bottom: that it is no ranking, the address alone on its line, and how many others. */
function foot(sheet: DrawingSheet, message: SheetText, plan: Plan): void {
  const { margin, text, height } = plan;
  const isWide = plan.perRow === 20;
  const column = { x: margin, width: isWide ? 760 : 660 };
  const { among, type, link, spirit } = message;
  let y = plan.foot;
  if (among) {
    const shareOfGroup = `${among.share} ${among.group}`;
    y = sheet.write(shareOfGroup, { ...column, y }, { size: text, weight: 640, most: isWide ? 1 : 2 }) + 6;
    y = sheet.marksRow(among.marks, { ...column, y }, plan.perRow);
  } else if (type) sheet.write(type, { ...column, y: y + 24 }, { size: text, weight: 680, most: 1 });
  const low = height - margin * 0.62;
  if (link !== '') sheet.write(link, { ...column, y: low - text * 2.15 }, { size: text, weight: 660, most: 1 });
  sheet.write(spirit, { ...column, y: low - text * 0.86 }, { size: text * 0.72, weight: 480, most: 1 });
}
