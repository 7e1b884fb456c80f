import type { ReadableWorkbook } from '../../report/text-source.ts';
import { madeSheet, type SourceRow } from '../made-sheets.ts';
import type { NamedOption, TextQuestion, TextSection } from './parts.ts';

interface TextSurvey {
  readonly parts: readonly (TextQuestion | TextSection)[];
  readonly title: string | undefined;
  readonly language: string;
  readonly why: string;
  readonly profiles: readonly SourceRow[];
}

/** The columns of the sheets come after those of tables in the text, so that a place tells which it is. */
export const FIRST_PLACE = 64;

const end = (line: number): SourceRow => ({ line, isMade: true, cells: { type: 'end_group' } });

/** Writes what was read in a text as the sheets of a workbook. */
export function sheetsOf({ parts, title, language, why, profiles }: TextSurvey): ReadableWorkbook['sheets'] {
  const survey: SourceRow[] = [];
  const choices: SourceRow[] = [];
  let section: number | undefined;
  for (const part of parts) {
    if ('isNote' in part)
      survey.push({ line: part.line, cells: { type: 'note', name: `n${part.line}`, label: part.title } });
    else if ('title' in part) {
      if (section !== undefined) survey.push(end(section));
      section = part.line;
      survey.push({ line: section, cells: { type: 'begin_group', name: `s${section}`, label: part.title } });
    } else if (part.kind !== 'left-out') {
      survey.push(...rowsOf(part));
      choices.push(...part.named.map((option) => choiceRow(option, part.name)));
    }
  }
  if (section !== undefined) survey.push(end(section));
  const made = (cells: SourceRow['cells']): SourceRow => ({ line: 1, isMade: true, cells });
  const sheets: Readonly<Record<string, readonly SourceRow[]>> = {
    survey,
    choices,
    settings: [made({ form_title: title ?? '', default_language: language })],
    barometre: why === '' ? [] : [made({ key: 'why', value: why })],
    profiles,
  };
  return Object.entries(sheets)
    .filter(([, rows]) => rows.length > 0)
    .map(([name, rows]) => madeSheet(name, rows, new Map([['', FIRST_PLACE - 1]])));
}

function rowsOf(question: TextQuestion): readonly SourceRow[] {
  const { line, name, text, kind, instructions, help, conditions, matrix } = question;
  const { bounds, most, isRequired, unit = '' } = instructions;
  const required = isRequired ? 'yes' : '';
  const selects = kind === 'single' ? `select_one ${name}` : `select_multiple ${name}`;
  const type = matrix ? 'begin_group' : kind === 'number' ? 'integer' : kind === 'text' ? 'text' : selects;
  const asked = conditions.filter(Boolean);
  const cells = {
    ...{ name, label: text, hint: help.join('\n'), type, required: matrix ? '' : required },
    relevant: asked.length > 1 ? asked.map((one) => `(${one})`).join(' and ') : (asked[0] ?? ''),
    appearance: matrix ? 'table-list' : '',
    'barometre--unit': kind === 'number' ? unit : '',
    constraint:
      kind === 'number' && bounds
        ? `. >= ${bounds[0]} and . <= ${bounds[1]}`
        : kind === 'multiple' && most !== undefined
          ? `count-selected(.) <= ${most}`
          : '',
  };
  const rows = (matrix?.rows ?? []).map((one, index): SourceRow => {
    const own = { type: `select_one ${name}`, name: `${name}-${index + 1}`, label: one.text, required };
    return { line: one.line, cells: own };
  });
  return [{ line, cells }, ...rows, ...(matrix ? [end(line)] : [])];
}

function choiceRow({ line, name, text, isSpecified, isExclusive }: NamedOption, list: string): SourceRow {
  const flags = { 'barometre--specify': isSpecified ? 'yes' : '', 'barometre--exclusive': isExclusive ? 'yes' : '' };
  return { line, cells: { list_name: list, name, label: text, ...flags } };
}
