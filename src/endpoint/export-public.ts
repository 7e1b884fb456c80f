import type { Answer } from '../core/answers.ts';
import { type ExportItem, exportItems } from './export-items.ts';
import { type ExportRow, HEADER_COLUMNS } from './export-rows.ts';
import type { Cell } from './export-table.ts';
import type { PublishedSurvey } from './surveys.ts';

/**
 * What the package says of a response before its answers: neither keys (id), nor what only the organiser's follow-up needs
 * (sequence, channel, the device's day), nor what is the same for every complete response.
 */
export const PUBLIC_COLUMNS = ['revision', 'mode', 'language', 'receivedOn', 'minutes', 'profile'] as const;

export const LEFT_OUT = [...HEADER_COLUMNS].filter((column) => !PUBLIC_COLUMNS.some((kept) => kept === column));

/** No text that people wrote. */
export function publicItems(published: PublishedSurvey): readonly ExportItem[] {
  return exportItems(published).filter((item) => item.question.kind !== 'text');
}

/** A number column holds numbers only: "je ne sais pas" has a column of its own, whose name no item can have. */
export function unknownColumn(item: ExportItem): readonly string[] {
  return item.unknown ? [`${item.id}.unknown`] : [];
}

export function publicColumns(items: readonly ExportItem[]): readonly string[] {
  return [...PUBLIC_COLUMNS, ...items.flatMap((item) => [item.id, ...unknownColumn(item)])];
}

export function publicRow({ header, answers }: ExportRow, items: readonly ExportItem[]): readonly Cell[] {
  return [
    ...PUBLIC_COLUMNS.map((column) => header[column]),
    ...items.flatMap((item): readonly Cell[] => {
      const answer = answers[item.id];
      if (item.unknown) return answer === 'unknown' ? [null, 'true'] : [asCell(answer), null];
      return [asCell(answer)];
    }),
  ];
}

function asCell(answer: Answer | undefined): Cell {
  return typeof answer === 'object' ? answer.join('|') : (answer ?? null);
}
