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

/** Writes what was read in a text as the sheets of a workbook. */
export function sheetsOf({ parts, title, language, why, profiles }: TextSurvey): ReadableWorkbook['sheets'] {
  const survey: SourceRow[] = [];
  const choices: SourceRow[] = [];
  const end = (line: number): SourceRow => ({ line, isMade: true, cells: { type: 'end_group' } });
  let section: number | undefined;
  for (const part of parts) {
    if ('isNote' in part)
      survey.push({ line: part.line, cells: { type: 'note', name: `n${part.line}`, label: part.title } });
    else if ('title' in part) {
      if (section !== undefined) survey.push(end(section));
      section = part.line;
      survey.push({ line: section, cells: { type: 'begin_group', name: `s${section}`, label: part.title } });
    } else if (part.kind !== 'left-out') {
      survey.push(...rowsOf(part), ...(part.matrix ? [end(part.line)] : []));
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

function rowsOf({ line, name, text, kind, instructions, help, relevant, matrix }: TextQuestion): readonly SourceRow[] {
  const { bounds, most, isRequired, unit = '' } = instructions;
  const required = isRequired ? 'yes' : '';
  const shared = { name, label: text, hint: help.join('\n'), relevant };
  const row = (cells: SourceRow['cells']): SourceRow => ({ line, cells: { ...shared, ...cells } });
  switch (kind) {
    case 'matrix':
      return [
        row({ type: 'begin_group', appearance: 'table-list' }),
        ...(matrix?.rows ?? []).map((one, index): SourceRow => {
          const cells = { type: `select_one ${name}`, name: `${name}-${index + 1}`, label: one.text, required };
          return { line: one.line, cells };
        }),
      ];
    case 'number':
      return [
        row({
          ...{ type: 'integer', required, 'barometre--unit': unit },
          constraint: bounds ? `. >= ${bounds[0]} and . <= ${bounds[1]}` : '',
        }),
      ];
    case 'multiple': {
      const constraint = most === undefined ? '' : `count-selected(.) <= ${most}`;
      return [row({ type: `select_multiple ${name}`, required, constraint })];
    }
    default:
      return [row({ type: kind === 'single' ? `select_one ${name}` : 'text', required })];
  }
}

function choiceRow({ line, name, text, isSpecified, isExclusive }: NamedOption, list: string): SourceRow {
  const flags = { 'barometre--specify': isSpecified ? 'yes' : '', 'barometre--exclusive': isExclusive ? 'yes' : '' };
  return { line, cells: { list_name: list, name, label: text, ...flags } };
}
