import type { LocalText } from '../../../core/survey/survey-parts.ts';
import { cellPlace, type SheetReading, type TableRow, textsAt } from './table.ts';

/** The texts of a key; a language without one is a fault, unless there is none in any. */
export function wholeTexts(row: TableRow, key: string, reading: SheetReading): LocalText | undefined {
  const texts = textsAt(row, key, reading);
  if (!texts) return undefined;
  for (const language of reading.languages)
    if (!(language in texts))
      reading.report.say(cellPlace(row, key, language), 'faulty', 'text.missing', Object.values(texts)[0] ?? '', {
        language,
      });
  return Object.fromEntries(reading.languages.flatMap((tag) => (texts[tag] === undefined ? [] : [[tag, texts[tag]]])));
}
