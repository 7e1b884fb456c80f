import { createHash } from 'node:crypto';
import type { PublishedSurvey } from '../../authoring/published-surveys.ts';
import { cutToBytes } from '../../core/answering/clean-text.ts';
import { utf8Length } from '../../core/answering/text-check.ts';
import { HEADER_COLUMNS } from '../stored/export-rows.ts';
import { COMPOSITE } from '../stored/stored-profile.ts';
import HEADER_FORMATS from './spss-formats.json' with { type: 'json' };
import { type ExportItem, exportItems } from './table/export-items.ts';

/** Syntax that reads this file, the CSV export of the same day, for SPSS and for PSPP, which is free. */
export async function* spsExport(
  published: PublishedSurvey,
  language: string | undefined,
  file: string,
): AsyncGenerator<string> {
  const { current } = published;
  const spoken = language ?? current.languages[0] ?? '';
  const name = spssNames();
  const items = exportItems(published);
  const header: readonly SpssVariable[] = HEADER_COLUMNS.map((column) => ({
    name: name(column),
    format: HEADER_FORMATS[column],
    commands: [],
  }));
  const readings = [...header, ...items.map((item) => readingOf(item, name, spoken))];
  const profiles = current.typology?.profiles ?? [];

  yield lines(['* Encoding: UTF-8.', ...explanation(file, items).map((line) => `* ${line}.`), '']);
  yield lines([
    'SET DECIMAL=DOT.',
    `GET DATA /TYPE=TXT /FILE=${quoted(file)} /ENCODING='UTF8'`,
    `  /ARRANGEMENT=DELIMITED /DELCASE=LINE /FIRSTCASE=2 /DELIMITERS=';' /QUALIFIER='"'`,
    '  /VARIABLES=',
    ...readings.map((reading) => `    ${reading.name} ${reading.format}`),
    '  .',
    '',
  ]);
  for (const { commands } of readings) yield lines(commands);
  yield lines(
    valueLabels('profile', [
      ...profiles.map(({ id, name }) => [quoted(id), name[spoken] ?? id] as const),
      ...(profiles.length > 0 ? [[quoted(COMPOSITE), 'Composite'] as const] : []),
    ]),
  );
  yield lines(["MISSING VALUES profile (' ').", "MISSING VALUES channel (' ').", 'EXECUTE.']);
}

function explanation(file: string, items: readonly ExportItem[]): readonly string[] {
  const texts = items.filter((item) => item.question.kind === 'text').map((item) => item.id);
  return [
    `Lit ${file}, exporté le même jour et avec les identifiants des options, depuis le dossier de travail`,
    `Reads ${file}, exported on the same day and with option ids, from the working folder (see CD)`,
    'Noms : les tirets deviennent des soulignés; q_ précède un nom interdit; huit chiffres finissent un nom trop long ou déjà pris',
    'Names: hyphens become underscores; q_ comes before a name that is not allowed; eight digits end one too long or taken',
    'Choix multiples : les identifiants, puis une variable par option (1 choisie, 0 non choisie) et un ensemble $question',
    'Multiple choices: the ids, then a variable per option (1 chosen, 0 not) and a set $question',
    'Réponses écartées comprises : SELECT IF (setAside <> "true") les retire',
    'Excluded responses included: SELECT IF (setAside <> "true") drops them',
    'Partiels compris : SELECT IF (status = "complete") les retire. Un texte qui commence comme une formule a une apostrophe devant',
    'Partial responses included: SELECT IF (status = "complete") drops them. A text that begins like a formula has an apostrophe before it',
    ...(texts.length > 0
      ? [`Une réponse de plusieurs lignes à ${texts.join(', ')} ne se lit pas ainsi / does not read so`]
      : []),
  ];
}

function lines(some: readonly string[]): string {
  return some.map((line) => `${line}\n`).join('');
}

const RESERVED = new Set('ALL AND BY EQ GE GT LE LT NE NOT OR TO WITH'.split(' '));
const LONGEST = 64;

/**
 * Names that SPSS takes, for ids: hyphens become underscores, and `q_` comes before what may not begin a name. One that is too
 * long, or that another id has already (capitals do not count), ends with eight digits made from its id.
 * The same ids in the same order have the same names.
 */
export function spssNames(): (id: string) => string {
  const taken = new Set<string>();
  return (id) => {
    const plain = id.replaceAll(/[^A-Za-z0-9]/g, '_');
    const name = /^[A-Za-z]/.test(plain) && !RESERVED.has(plain.toUpperCase()) ? plain : `q_${plain}`;
    const digits = createHash('sha256').update(id).digest('hex').slice(0, 8);
    const free = [name, `${name.slice(0, LONGEST - 9)}_${digits}`].find(
      (one) => one.length <= LONGEST && !taken.has(one.toUpperCase()),
    );
    if (free === undefined) throw new Error(`no name is left for ${id}`);
    taken.add(free.toUpperCase());
    return free;
  };
}

/** How SPSS reads one column of the CSV, and the commands that follow. */
interface SpssVariable {
  /** Variables and their formats, as `GET DATA` takes them: one, or the text that variables are then computed from. */
  readonly name: string;
  readonly format: string;
  readonly commands: readonly string[];
}

type Naming = (id: string) => string;

function readingOf(item: ExportItem, name: Naming, language: string): SpssVariable {
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
function quoted(text: string, bytes = Number.POSITIVE_INFINITY): string {
  const line = text.replaceAll(/\s+/g, ' ');
  const short = utf8Length(line) > bytes ? `${cutToBytes(line, bytes - 3)}…` : line;
  return `'${short.replaceAll("'", "''")}'`;
}

function variableLabel(variable: string, label: string | undefined): string {
  return `VARIABLE LABELS ${variable} ${quoted(label ?? variable, 255)}.`;
}

function valueLabels(variable: string, labels: readonly (readonly [string, string])[]): readonly string[] {
  if (labels.length === 0) return [];
  return [
    `VALUE LABELS ${variable}\n${labels.map(([value, label]) => `  ${value} ${quoted(label, 120)}`).join('\n')}.`,
  ];
}
