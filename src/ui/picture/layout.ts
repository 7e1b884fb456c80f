import { createSheet, type Shape, type SheetMark, type SheetText, SIZES } from './sheet.ts';
import type { Measure } from './wrap.ts';

/** Where everything goes: one function of the message, so that the picture is the same wherever it is drawn. */
export function layout(message: SheetText, shape: Shape, measure: Measure): readonly SheetMark[] {
  if (shape === 'portrait') return portrait(message, measure);
  return message.criteria ? landscapeWithCriteria(message, message.criteria, measure) : landscape(message, measure);
}

const MARGIN = 64;

function landscape(message: SheetText, measure: Measure): readonly SheetMark[] {
  const sheet = createSheet(measure);
  const { width } = SIZES.landscape;
  const column = { x: 440, width: width - MARGIN - 440 };
  sheet.write(
    message.survey,
    { x: MARGIN, y: 44, width: width - 2 * MARGIN },
    { size: 27, weight: 400, ink: 'quiet', most: 1 },
  );
  sheet.emblems(message.emblems, { x: MARGIN, y: 124, width: 320, most: 320 });
  let y = sheet.write(message.kicker, { ...column, y: 132 }, { size: 31, weight: 400, ink: 'quiet', most: 2 });
  y = sheet.head(message.name, { ...column, y: y + 2 }, 96);
  y = sheet.write(
    message.sentence,
    { ...column, y: y + 10 },
    { size: 34, weight: 400, ink: 'ink', most: message.type ? 3 : 4 },
  );
  if (message.type)
    sheet.write(message.type, { ...column, y: y + 12 }, { size: 31, weight: 600, ink: 'accent', most: 1 });
  landscapeFoot(sheet, message);
  return sheet.marks;
}

function landscapeWithCriteria(
  message: SheetText,
  criteria: NonNullable<SheetText['criteria']>,
  measure: Measure,
): readonly SheetMark[] {
  const sheet = createSheet(measure);
  const { width } = SIZES.landscape;
  const left = { x: MARGIN, width: 400 };
  const right = { x: 520, width: width - MARGIN - 520 };
  sheet.write(
    message.survey,
    { x: MARGIN, y: 36, width: width - 2 * MARGIN },
    { size: 24, weight: 400, ink: 'quiet', most: 1 },
  );
  let y = sheet.emblems(message.emblems, { x: MARGIN, y: 92, width: 400, most: 190 });
  y = sheet.write(message.kicker, { ...left, y: y + 14 }, { size: 25, weight: 400, ink: 'quiet', most: 2 });
  y = sheet.head(message.name, { ...left, y: y + 2 }, 64);
  if (message.type) sheet.write(message.type, { ...left, y: y + 4 }, { size: 27, weight: 600, ink: 'accent', most: 1 });
  else if (message.emblems.length > 1)
    sheet.write(message.sentence, { ...left, y: y + 4 }, { size: 24, weight: 400, ink: 'ink', most: 2 });
  y = sheet.write(criteria.title, { ...right, y: 88 }, { size: 25, weight: 600, ink: 'ink', most: 1 }) + 8;
  sheet.list(criteria.lines, { ...right, y }, 22);
  landscapeFoot(sheet, message);
  return sheet.marks;
}

function landscapeFoot(sheet: ReturnType<typeof createSheet>, message: SheetText): void {
  const { width } = SIZES.landscape;
  const code = { x: width - MARGIN - 112, y: 492, side: 112 };
  sheet.marks.push({ kind: 'rule', x: MARGIN, y: 496, width: code.x - MARGIN - 24 }, { kind: 'code', ...code });
  const line = { x: MARGIN, width: code.x - MARGIN - 24 };
  const y = sheet.write(message.spirit, { ...line, y: 512 }, { size: 25, weight: 400, ink: 'quiet', most: 1 });
  sheet.write(
    `${message.invitation} ${message.link}`,
    { ...line, y: y + 4 },
    { size: 28, weight: 600, ink: 'accent', most: 2 },
  );
}

function portrait(message: SheetText, measure: Measure): readonly SheetMark[] {
  const sheet = createSheet(measure);
  const { width, height } = SIZES.portrait;
  const margin = 88;
  const column = { x: margin, width: width - 2 * margin, centred: true };
  const { criteria } = message;
  let y = sheet.write(message.survey, { ...column, y: 120 }, { size: 36, weight: 400, ink: 'quiet', most: 2 });
  y = sheet.emblems(message.emblems, {
    x: margin,
    y: y + (criteria ? 36 : 150),
    width: column.width,
    most: criteria ? 270 : 440,
  });
  y = sheet.write(
    message.kicker,
    { ...column, y: y + (criteria ? 24 : 90) },
    { size: 42, weight: 400, ink: 'quiet', most: 2 },
  );
  y = sheet.head(message.name, { ...column, y: y + 8 }, 132);
  if (!criteria || message.emblems.length > 1)
    y = sheet.write(message.sentence, { ...column, y: y + 20 }, { size: 47, weight: 400, ink: 'ink', most: 4 });
  if (message.type)
    y = sheet.write(message.type, { ...column, y: y + 20 }, { size: 42, weight: 600, ink: 'accent', most: 2 });
  if (criteria) {
    const list = { x: margin, width: column.width };
    y = sheet.write(criteria.title, { ...list, y: y + 40 }, { size: 40, weight: 600, ink: 'ink', most: 1 });
    sheet.list(criteria.lines, { ...list, y: y + 14 }, 34);
  }
  const code = { x: margin, y: height - 300, side: 200 };
  const beside = { x: code.x + code.side + 40, width: column.width - code.side - 40 };
  sheet.marks.push({ kind: 'rule', x: margin, y: code.y - 36, width: column.width }, { kind: 'code', ...code });
  y = sheet.write(message.spirit, { ...beside, y: code.y }, { size: 35, weight: 400, ink: 'quiet', most: 2 });
  y = sheet.write(message.invitation, { ...beside, y: y + 12 }, { size: 38, weight: 600, ink: 'accent', most: 1 });
  sheet.write(message.link, { ...beside, y: y + 2 }, { size: 34, weight: 600, ink: 'accent', most: 2 });
  return sheet.marks;
}
