import type { PublishedSurvey } from '../../../authoring/published-surveys.ts';
import type { Cell } from '../../../core/answering/csv-line.ts';
import type { Answer } from '../../../core/survey/answers.ts';
import { type ExportRow, HEADER_COLUMNS } from '../../stored/export-rows.ts';
import { type ExportItem, exportItems } from '../table/export-items.ts';

/**
 * What the package says of a response before its answers: neither keys (id), nor what only the organiser's follow-up needs
 * (sequence, channel, the device's day), nor what is the same for every complete response.
 */
export const PUBLIC_COLUMNS = [
  'revision',
  'mode',
  'language',
  'readBy',
  'receivedOn',
  'minutes',
  'profile',
  'profileKind',
  'nearestProfiles',
  'setAside',
] as const;

export const LEFT_OUT = [...HEADER_COLUMNS].filter((column) => !PUBLIC_COLUMNS.some((kept) => kept === column));

/** No text that people wrote. */
export function publicItems(published: PublishedSurvey): readonly ExportItem[] {
  return exportItems(published).filter((item) => item.question.kind !== 'text');
}

/** A number column holds numbers only: "je ne sais pas" has a separate column, whose name no item can have. */
export function unknownColumn(item: ExportItem): readonly string[] {
  return item.unknown ? [`${item.id}.unknown`] : [];
}

export function publicColumns(items: readonly ExportItem[]): readonly string[] {
  return [...PUBLIC_COLUMNS, ...items.flatMap((item) => [item.id, ...unknownColumn(item)])];
}

export function publicRows(items: readonly ExportItem[]): (row: ExportRow) => readonly Cell[] {
  const unknowns = items.map((item) => item.unknown);
  return ({ header, answers }) => {
    const row: Cell[] = PUBLIC_COLUMNS.map((column) => header[column]);
    for (let place = 0; place < unknowns.length; place++) {
      const answer = answers[place];
      if (!unknowns[place]) row.push(asCell(answer));
      else if (answer === 'unknown') row.push(null, true);
      else row.push(asCell(answer), null);
    }
    return row;
  };
}

function asCell(answer: Answer | undefined): Cell {
  return typeof answer === 'object' ? answer.join('|') : (answer ?? null);
}
