import type { LocalText } from '../../../core/survey/survey-parts.ts';
import {
  cellPlace,
  codeAt,
  type SheetReading,
  type Table,
  type TableRow,
  textAt,
  textsAt,
  yesAt,
} from '../report/table.ts';
import { wholeTexts } from '../report/whole-texts.ts';
import { nameTaker } from './names.ts';

export interface Choice {
  readonly id: string;
  /** As the workbook names it. */
  readonly name: string;
  readonly label: LocalText;
  readonly isExclusive: boolean;
  readonly isSpecified: boolean;
  readonly row: TableRow;
}

/** By the name that the workbook gives the list. */
export type ChoiceLists = ReadonlyMap<string, readonly Choice[]>;

/** Reads the sheet `choices`. A choice without a label is named by its name. */
export function readChoices(table: Table | undefined, reading: SheetReading): ChoiceLists {
  const lists = new Map<string, Choice[]>();
  const takers = new Map<string, ReturnType<typeof nameTaker>>();
  const { report } = reading;
  for (const row of table?.rows ?? []) {
    const list = textAt(row, 'list_name') || textAt(row, 'our-list_name');
    const nameKey = table?.columns.some(({ key }) => key === 'name') ? 'name' : 'value';
    const name = codeAt(row, nameKey, reading);
    // A day or an error in the place of the code was said already.
    if (list !== '' && name === '' && textAt(row, nameKey) !== '') continue;
    if (list === '' || name === '') {
      report.say(
        cellPlace(row, list === '' ? 'list_name' : nameKey),
        'faulty',
        list === '' ? 'choice.no-list' : 'choice.no-name',
        name || list,
      );
      continue;
    }
    const choices = lists.get(list) ?? [];
    lists.set(list, choices);
    const twin = choices.find((one) => one.name === name);
    if (twin) {
      // The same option again, as forms have it that filter their choices, says nothing else.
      const isSame =
        JSON.stringify(textsAt(row, 'label', reading)) === JSON.stringify(textsAt(twin.row, 'label', reading));
      const words = { row: twin.row.number };
      if (isSame) report.say(cellPlace(row, nameKey), 'otherwise', 'choice.again', name, words);
      else report.say(cellPlace(row, nameKey), 'faulty', 'choice.twice', name, words);
      continue;
    }
    const taker = takers.get(list) ?? nameTaker(true);
    takers.set(list, taker);
    const id = taker.take(name);
    if (id !== name) report.say(cellPlace(row, nameKey), 'otherwise', 'name.changed', name, { id });
    const label = wholeTexts(row, 'label', reading) ?? namedOnly(row, name, reading);
    choices.push({
      id,
      name,
      label,
      isExclusive: yesAt(row, 'our-exclusive') === true,
      isSpecified: yesAt(row, 'our-specify') === true,
      row,
    });
  }
  return lists;
}

function namedOnly(row: TableRow, name: string, { report, languages }: SheetReading): LocalText {
  report.say(cellPlace(row, 'label'), 'otherwise', 'choice.no-label', name);
  return Object.fromEntries(languages.map((language) => [language, name]));
}
