import type { PublishedSurvey } from '../../../authoring/published-surveys.ts';
import { STYLES } from '../../../authoring/workbook/xlsx/workbook-parts.ts';
import type { Cell } from '../../../core/answering/csv-line.ts';
import type { DeskLanguage } from '../../../words/languages.ts';
import type { TextRecord } from '../../storage/text-storage.ts';
import { askedTextItems } from '../../stored/texts-apart.ts';
import { EXPORT_WORDS } from '../export-words.ts';
import { CUT, SHEET_ROWS, type TableSheet } from '../sheet-xml.ts';
import { exportItems } from './export-items.ts';
import { columnTitle, type TableLook } from './export-table.ts';

/**
 * The texts by question, and within one in the order of their keys, which are random and no response has: a row says nothing but the
 * question, the text and whether its author consents to publication. All are read again for each question, because they may not fit
 * in memory. A sheet that is full ends with a mark; `.comments.csv` has the rest.
 */
export function textsSheet(
  published: PublishedSurvey,
  look: TableLook,
  reader: DeskLanguage,
  readTexts: () => AsyncIterable<TextRecord>,
  most: number = SHEET_ROWS - 2,
): TableSheet {
  const { codes, sheet } = EXPORT_WORDS[reader];
  async function* rows(): AsyncGenerator<readonly Cell[]> {
    const asked = askedTextItems(published.current.id, published).map(({ item }) => item);
    let count = 0;
    for (const item of exportItems(published, asked)) {
      const { otherItem, consentItem, choices } = item.question;
      const option = item.id === otherItem ? choices.find(({ specify }) => specify)?.id : undefined;
      const title = columnTitle({ item, option }, look);
      for await (const { item: of, text, consent } of readTexts()) {
        if (of !== item.id) continue;
        if (++count > most) return yield [CUT];
        yield [title, text, consentItem ? codes[consent === 'yes' ? 'yes' : 'no'] : null];
      }
    }
  }
  return {
    name: sheet.texts,
    columns: [sheet.question, sheet.text, sheet.consent],
    rows: rows(),
    looks: [40, 80, 16].map((width) => ({ width, style: STYLES.prose })),
  };
}
