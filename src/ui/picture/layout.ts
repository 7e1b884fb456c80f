import { createSheet, type Shape, type SheetMark, type SheetText, SIZES } from './sheet.ts';
import type { Measure } from './wrap.ts';

/** Where everything goes: one function of the message, so that the picture is the same wherever it is drawn. */
export function layout(message: SheetText, shape: Shape, measure: Measure): readonly SheetMark[] {
  return shape === 'portrait' ? portrait(message, measure) : landscape(message, measure);
}

function landscape(message: SheetText, measure: Measure): readonly SheetMark[] {
  const sheet = createSheet(measure);
  const { width, height } = SIZES.landscape;
  const margin = 60;
  const { criteria, type, names } = message;
  const column = { x: margin, width: 660 };
  const right = { x: 740, width: 420 };
  sheet.tones(message.tones ?? message.emblems, width);
  sheet.emblems(
    message.emblems,
    criteria ? { ...right, y: 36, height: 120 } : { ...right, y: 30, height: message.link === '' ? 540 : 410 },
  );
  let y = sheet.write(message.survey, { ...column, y: 44 }, { size: 28, weight: 640, most: 1 });
  y = sheet.write(
    message.kicker,
    { ...column, y: y + (names.length > 2 ? 8 : 30) },
    { size: 30, weight: 450, most: 1 },
  );
  y = sheet.names(names, { ...column, y: y + 2 }, [158, 112, 82, 60][names.length - 1] ?? 56);
  if (!type || names.length < 3)
    y = sheet.write(message.sentence, { ...column, y: y + 12 }, { size: type ? 28 : 33, weight: 450, most: 3 });
  if (type) sheet.write(type, { ...column, y: y + 6 }, { size: 30, weight: 680, most: 1 });
  if (criteria) sheet.list(criteria, { x: 762, width: width - margin - 762, y: 170, height: 266 }, 27);
  const legend = { x: margin, y: height - 62 - 56, side: 62, gap: 12 };
  const beside = sheet.legend(message, legend) + 14;
  const code = { x: width - margin - 128, y: height - 128 - 52, side: 128 };
  const invited = { x: beside, width: (message.link === '' ? width - margin : code.x - 28) - beside };
  const at = sheet.write(
    message.invitation,
    { ...invited, y: legend.y - 6 },
    { size: 31, weight: 700, most: 1, leading: 1.2 },
  );
  sheet.write(foot(message), { ...invited, y: at }, { size: 22, weight: 450, most: 2, leading: 1.2 });
  if (message.link !== '') sheet.code(code.x, code.y, code.side);
  return sheet.marks;
}

function portrait(message: SheetText, measure: Measure): readonly SheetMark[] {
  const sheet = createSheet(measure);
  const { width, height } = SIZES.portrait;
  const margin = 84;
  const { criteria, type, names } = message;
  const column = { x: margin, width: width - 2 * margin };
  sheet.tones(message.tones ?? message.emblems, width);
  let y = sheet.write(message.survey, { ...column, y: 120 }, { size: 40, weight: 640, most: 2 });
  const emblems = { ...column, y: y + 60, height: criteria ? 360 : 600 };
  sheet.emblems(message.emblems, emblems);
  y = emblems.y + emblems.height + 60;
  y = sheet.write(message.kicker, { ...column, y }, { size: 42, weight: 450, most: 1 });
  y = sheet.names(names, { ...column, y: y + 4 }, [190, 138, 104, 84][names.length - 1] ?? 72);
  y = sheet.write(message.sentence, { ...column, y: y + 20 }, { size: 46, weight: 450, most: criteria ? 3 : 4 });
  if (type) y = sheet.write(type, { ...column, y: y + 12 }, { size: 42, weight: 680, most: 1 });
  if (criteria) sheet.list(criteria, { ...column, y: y + 32, height: height - 354 - 24 - (y + 32) }, 40);
  const code = { x: width - margin - 236, y: height - 236 - 110, side: 236 };
  const legend = { x: margin, y: code.y - 8, side: 116, gap: 18 };
  sheet.legend(message, { ...legend, y: legend.y, side: 100, gap: 14 });
  const invited = { x: margin, width: code.x - 36 - margin };
  y = sheet.write(
    message.invitation,
    { ...invited, y: legend.y + 122 },
    { size: 42, weight: 700, most: 1, leading: 1.2 },
  );
  sheet.write(foot(message), { ...invited, y }, { size: 30, weight: 450, most: 2, leading: 1.24 });
  sheet.code(code.x, code.y, code.side);
  return sheet.marks;
}

function foot({ link, spirit }: SheetText): string {
  return link === '' ? spirit : `${link} · ${spirit}`;
}
