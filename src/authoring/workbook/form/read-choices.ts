import type { LocalText } from '../../../core/survey/survey-parts.ts';
import { folded } from '../report/headers.ts';
import { inEach, type SheetReading, type Table, type TableRow } from '../report/table.ts';
import { nameTaker } from './names.ts';

export interface Choice {
  readonly id: string;
  /** The name that the workbook gives it. */
  readonly name: string;
  readonly label: LocalText;
  readonly isExclusive: boolean;
  readonly isSpecified: boolean;
  readonly row: TableRow;
}

/** Choices by the name that the workbook gives their list. */
export type ChoiceLists = ReadonlyMap<string, readonly Choice[]>;

/** Returns the ids of choices by what a condition may call them: their names, and their labels where no name is the same. */
export function idsOfChoices(choices: readonly Choice[]): Map<string, string> {
  const labels = choices.flatMap(({ id, label }) => Object.values(label).map((text) => [folded(text), id] as const));
  return new Map([...labels, ...choices.map(({ name, id }) => [name, id] as const)]);
}

/** Reads the sheet `choices`. A choice without a label is named by its name. */
export function readChoices(table: Table | undefined, reading: SheetReading): ChoiceLists {
  const lists = new Map<string, Choice[]>();
  const takers = new Map<string, ReturnType<typeof nameTaker>>();
  const nameKey = table?.columns.some(({ key }) => key === 'name') ? 'name' : 'value';
  for (const row of table?.rows ?? []) {
    const list = row.text('list_name') || row.text('our-list_name');
    const name = row.code(nameKey);
    // A day or an error in the place of the code is reported already.
    if (list !== '' && name === '' && row.text(nameKey) !== '') continue;
    if (list === '') row.say('list_name', 'faulty', 'choice.no-list', name);
    else if (name === '') row.say(nameKey, 'faulty', 'choice.no-name', list);
    if (list === '' || name === '') continue;
    const choices = lists.get(list) ?? [];
    lists.set(list, choices);
    const twin = choices.find((one) => one.name === name);
    if (twin) {
      // The same option again, as forms have it that filter their choices, says nothing else.
      const isSame = JSON.stringify(row.texts('label')) === JSON.stringify(twin.row.texts('label'));
      const words = { row: twin.row.number };
      if (isSame) row.say(nameKey, 'otherwise', 'choice.again', name, words);
      else row.say(nameKey, 'faulty', 'choice.twice', name, words);
      continue;
    }
    const taker = takers.get(list) ?? nameTaker(true);
    takers.set(list, taker);
    const id = taker.take(name);
    if (id !== name) row.say(nameKey, 'otherwise', 'name.changed', name, { id });
    const label = row.wholeTexts('label');
    if (!label) row.say('label', 'otherwise', 'choice.no-label', name);
    choices.push({
      id,
      name,
      label: label ?? inEach(name, reading),
      isExclusive: row.yes('our-exclusive') === true,
      isSpecified: row.yes('our-specify') === true,
      row,
    });
  }
  return lists;
}
