import { Parser } from 'saxen';
import {
  columnLetters,
  columnOf,
  type Sheet,
  type SheetCell,
  type SheetRow,
  WORKBOOK_LIMITS,
} from './workbook-sheet.ts';

interface SheetXmlParts {
  /** The texts that cells name by their place. */
  readonly texts: readonly string[];
  /** Whether cells of each style hold a day. */
  readonly dates: readonly boolean[];
  readonly isFrom1904: boolean;
}

type Attributes = Readonly<Record<string, string>>;

interface XmlHandlers {
  readonly open?: (name: string, attributes: () => Attributes) => void;
  readonly close?: (name: string) => void;
  readonly text?: (text: string) => void;
}

/** Reads XML and returns false where there is none, or none that is well-formed. Names come without their namespace. Entities that a document defines are not expanded. */
export function readXml(xml: string, { open, close, text }: XmlHandlers): boolean {
  if (xml === '') return false;
  const parser = new Parser();
  let isSound = true;
  parser.on('error', () => {
    isSound = false;
  });
  const local = (name: string) => name.slice(name.indexOf(':') + 1);
  parser.on('openTag', (name, attributes, decode) =>
    open?.(local(name), () =>
      Object.fromEntries(Object.entries(attributes()).map(([key, value]) => [local(key), decode(value)])),
    ),
  );
  parser.on('closeTag', (name) => close?.(local(name)));
  parser.on('text', (value, decode) => text?.(decode(value)));
  parser.on('cdata', (value) => text?.(value));
  parser.parse(xml);
  return isSound;
}

/** Returns `undefined` where the XML is not well-formed, and no texts where there is no such part. */
export function readSharedTexts(xml: string): readonly string[] | undefined {
  const texts: string[] = [];
  let text: string | undefined;
  let isText = false;
  let isPhonetic = false;
  const isSound = readXml(xml, {
    open(name) {
      if (name === 'si') text = '';
      if (name === 'rPh') isPhonetic = true;
      if (name === 't') isText = !isPhonetic;
    },
    close(name) {
      if (name === 'si') texts.push(unescaped(text ?? ''));
      if (name === 'rPh') isPhonetic = false;
      if (name === 't') isText = false;
    },
    text(value) {
      if (isText) text += value;
    },
  });
  return isSound || xml === '' ? texts : undefined;
}

/** Numbers of formats that every workbook has and that show a day or an hour. */
const BUILT_IN_DATES = [
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58],
] as const;

export function readDateStyles(xml: string): readonly boolean[] | undefined {
  const custom = new Map<string, boolean>();
  const dates: boolean[] = [];
  let isInCells = false;
  const isSound = readXml(xml, {
    open(name, attributes) {
      if (name === 'numFmt') {
        const { numFmtId = '', formatCode = '' } = attributes();
        custom.set(numFmtId, showsDay(formatCode));
      }
      if (name === 'cellXfs') isInCells = true;
      if (name === 'xf' && isInCells) {
        const { numFmtId = '0' } = attributes();
        const isBuiltIn = BUILT_IN_DATES.some(([from, to]) => Number(numFmtId) >= from && Number(numFmtId) <= to);
        dates.push(custom.get(numFmtId) ?? isBuiltIn);
      }
    },
    close(name) {
      if (name === 'cellXfs') isInCells = false;
    },
  });
  return isSound || xml === '' ? dates : undefined;
}

function showsDay(format: string): boolean {
  return /[dmyhs]/i.test(format.replaceAll(/"[^"]*"|\\.|\[(?!h|m|s)[^\]]*\]/gi, ''));
}

/** Returns `undefined` where the XML is not well-formed. */
export function readSheetXml(name: string, xml: string, parts: SheetXmlParts): Sheet | undefined {
  const rows: SheetRow[] = [];
  const merged: string[] = [];
  let cutAt: string | undefined;
  let number = 0;
  let column = -1;
  let cells: (SheetCell | undefined)[] = [];
  let cell: { type: string; style: number; value?: string; isFormula: boolean } | undefined;
  let within: 'value' | 'inline' | undefined;
  let isPhonetic = false;

  function keep({ type, style, value, isFormula }: NonNullable<typeof cell>): void {
    const read = cellOf(type, style, value, parts);
    if (read === undefined && !isFormula) return;
    if (column >= WORKBOOK_LIMITS.columns || rows.length > WORKBOOK_LIMITS.choices) {
      cutAt ??= `${columnLetters(column)}${number}`;
      return;
    }
    cells[column] = { ...(read ?? { text: '', kind: 'text' }), ...(isFormula && { isFormula: true as const }) };
  }

  const isSound = readXml(xml, {
    open(tag, attributes) {
      if (tag === 'row') {
        const { r } = attributes();
        number = r === undefined ? number + 1 : Number(r);
        column = -1;
        cells = [];
      } else if (tag === 'c') {
        const { r, t = 'n', s = '0' } = attributes();
        column = (r === undefined ? undefined : columnOf(r)) ?? column + 1;
        cell = { type: t, style: Number(s), isFormula: false };
      } else if (tag === 'f' && cell) cell.isFormula = true;
      else if (tag === 'v') within = 'value';
      else if (tag === 'rPh') isPhonetic = true;
      else if (tag === 't' && cell && !isPhonetic) within = 'inline';
      else if (tag === 'mergeCell') merged.push(attributes().ref ?? '');
    },
    text(text) {
      if (cell && within) cell.value = (cell.value ?? '') + text;
    },
    close(tag) {
      if (tag === 'v' || tag === 't') within = undefined;
      else if (tag === 'rPh') isPhonetic = false;
      else if (tag === 'c' && cell) {
        keep(cell);
        cell = undefined;
      } else if (tag === 'row' && cells.length > 0) rows.push({ number, cells });
    },
  });
  if (!isSound) return undefined;
  return { name, rows, merged, ...(cutAt !== undefined && { cutAt }) };
}

function cellOf(type: string, style: number, value: string | undefined, parts: SheetXmlParts): SheetCell | undefined {
  if (value === undefined || value === '') return undefined;
  switch (type) {
    case 's': {
      const text = parts.texts[Number(value)];
      return text === undefined ? { text: value, kind: 'error' } : textCell(text);
    }
    case 'str':
    case 'inlineStr':
      return textCell(unescaped(value));
    case 'b':
      return { text: value === '1' ? 'true' : 'false', kind: 'boolean' };
    case 'e':
      return { text: value, kind: 'error' };
    case 'd':
      return { text: value, kind: 'date' };
    default: {
      const number = Number(value);
      if (!Number.isFinite(number)) return { text: value, kind: 'error' };
      if (parts.dates[style]) return { text: dayOfSerial(number, parts.isFrom1904), kind: 'date' };
      return { text: String(number), kind: 'number' };
    }
  }
}

/** A cell of blanks alone holds nothing. */
function textCell(text: string): SheetCell | undefined {
  return text.trim() === '' ? undefined : { text, kind: 'text' };
}

const DAY = 86_400_000;
/** Days of 1900 count from 30 December 1899: Excel believes that 1900 was a leap year. */
const EPOCHS = { from1900: Date.UTC(1899, 11, 30), from1904: Date.UTC(1904, 0, 1) };

function dayOfSerial(serial: number, isFrom1904: boolean): string {
  const at = new Date((isFrom1904 ? EPOCHS.from1904 : EPOCHS.from1900) + Math.round(serial * DAY));
  if (Number.isNaN(at.getTime())) return String(serial);
  const [day = '', time = ''] = at.toISOString().slice(0, 19).split('T');
  return time === '00:00:00' ? day : `${day} ${time}`;
}

/** Decodes escapes: in a workbook `_x000D_` is a character. */
function unescaped(text: string): string {
  return text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
