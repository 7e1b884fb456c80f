import { cutToBytes } from '../../core/answering/clean-text.ts';
import { utf8Length } from '../../core/answering/text-check.ts';
import type { ExportItem } from './table/export-items.ts';

/** How SPSS reads one column of the CSV, and the commands that follow. */
export interface SpssVariable {
  /** Variables and their formats, as `GET DATA` takes them: one, or the text that variables are then computed from. */
  readonly name: string;
  readonly format: string;
  readonly commands: readonly string[];
}

type Naming = (id: string) => string;

export function readingOf(item: ExportItem, name: Naming, language: string): SpssVariable {
  switch (item.question.kind) {
    case 'number':
      return readNumber(item, name, language);
    case 'multiple':
      return readMultiple(item, name, language);
    default:
      return readOption(item, name, language);
  }
}

/** Option ids stay as they are: numbers would change when a revision adds an option. Blank is missing. */
function readOption(item: ExportItem, name: Naming, language: string): SpssVariable {
  const variable = name(item.id);
  const labels = item.options.map((option) => [quoted(option.id), option.label[language] ?? option.id] as const);
  return {
    name: variable,
    format: `A${Math.max(1, item.maxBytes, ...item.options.map((option) => option.id.length))}`,
    commands: [
      variableLabel(variable, item.title[language]),
      ...valueLabels(variable, labels),
      `MISSING VALUES ${variable} (' ').`,
    ],
  };
}

function readNumber(item: ExportItem, name: Naming, language: string): SpssVariable {
  const variable = name(item.id);
  const whole = Math.max(...[item.min, item.max].map((bound) => String(Math.trunc(bound)).length));
  const format = `F${Math.min(40, whole + (item.decimals > 0 ? item.decimals + 1 : 0))}.${item.decimals}`;
  const label = variableLabel(variable, item.title[language]);
  if (!item.unknown) return { name: variable, format, commands: [label] };
  const text = name(`${item.id}-text`);
  const code = [-9, -99, -999].find((one) => one < item.min) ?? Math.floor(item.min) - 1;
  return {
    name: text,
    format: 'A40',
    commands: [
      `RECODE ${text} ('unknown'=${code}) (CONVERT) INTO ${variable}.`,
      'EXECUTE.',
      `DELETE VARIABLES ${text}.`,
      label,
      ...valueLabels(variable, [[String(code), 'unknown']]),
      `MISSING VALUES ${variable} (${code}).`,
      `FORMATS ${variable} (${format}).`,
    ],
  };
}

/** The ids chosen, then one variable per option: 1 chosen, 0 not, missing when the question is blank. */
function readMultiple(item: ExportItem, name: Naming, language: string): SpssVariable {
  const text = name(item.id);
  const options = item.options.map((option) => ({ option, variable: name(`${item.id}-${option.id}`) }));
  const perOption = options.flatMap(({ option, variable }) => [
    `IF (${text} <> '') ${variable} = (INDEX(CONCAT('|', RTRIM(${text}), '|'), ${quoted(`|${option.id}|`)}) > 0).`,
    variableLabel(variable, `${option.label[language] ?? option.id} – ${item.title[language] ?? ''}`),
    `FORMATS ${variable} (F1.0).`,
  ]);
  return {
    name: text,
    format: `A${Math.max(
      1,
      item.options.reduce((bytes, option) => bytes + option.id.length + 1, 0),
    )}`,
    commands: [
      variableLabel(text, item.title[language]),
      `MISSING VALUES ${text} (' ').`,
      ...perOption,
      `MRSETS /MDGROUP NAME=$${text.slice(0, 63)} LABEL=${quoted(item.title[language] ?? item.id, 120)} VARIABLES=${options
        .map(({ variable }) => variable)
        .join(' ')} VALUE=1.`,
    ],
  };
}

/** Escapes a label of the survey, and cuts it to the bytes that SPSS keeps. */
export function quoted(text: string, bytes = Number.POSITIVE_INFINITY): string {
  const line = text.replaceAll(/\s+/g, ' ');
  const short = utf8Length(line) > bytes ? `${cutToBytes(line, bytes - 3)}…` : line;
  return `'${short.replaceAll("'", "''")}'`;
}

function variableLabel(variable: string, label: string | undefined): string {
  return `VARIABLE LABELS ${variable} ${quoted(label ?? variable, 255)}.`;
}

export function valueLabels(variable: string, labels: readonly (readonly [string, string])[]): readonly string[] {
  if (labels.length === 0) return [];
  return [
    `VALUE LABELS ${variable}\n${labels.map(([value, label]) => `  ${value} ${quoted(label, 120)}`).join('\n')}.`,
  ];
}
