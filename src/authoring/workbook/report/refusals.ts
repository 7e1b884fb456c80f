import { words as en } from '../../../words/compiled/desk/en/workbook.mjs';
import { words as fr } from '../../../words/compiled/desk/fr/workbook.mjs';
import type { Unreadable } from '../xlsx/open-workbook.ts';
import { inReportLanguages, type ReportText } from './sentences.ts';

export const WORKBOOK_WORDS = { fr, en };

/** The file as a whole is not read: there is no report. */
export interface WorkbookRefusal {
  readonly kind: 'refused';
  readonly reason: Unreadable;
  readonly says: ReportText;
}

export function refusalOf(reason: Unreadable): WorkbookRefusal {
  const says = inReportLanguages((language) => WORKBOOK_WORDS[language].refusals[reason]);
  return { kind: 'refused', reason, says };
}
