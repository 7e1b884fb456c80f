import { toId } from '../form/names.ts';
import { byName, folded, languageNamed } from '../report/headers.ts';
import NAMES from '../report/names.json' with { type: 'json' };
import { isSheetColumn } from '../report/sheet-columns.ts';
import type { Table, TableColumn, TableRow } from '../report/table.ts';
import { presentationOf, profileOf } from './profile-texts.ts';
import { criterionOf } from './read-criterion.ts';
import type { DecisionColumn, DraftFact, TypologyContext } from './typology-context.ts';

export interface DecisionTable {
  readonly criteria: readonly object[];
  readonly profiles: readonly { readonly id: string; readonly json: object }[];
  /** The facts that criteria named like questions brought. */
  readonly facts: readonly DraftFact[];
  readonly presentation: object | undefined;
}

const OWN_ROWS = byName(NAMES.rowsOfProfiles);

/** Reads the sheet `profiles`, a decision table: a row for each criterion, a column for each profile. */
export function readProfiles(
  table: Table,
  facts: ReadonlyMap<string, DraftFact>,
  context: TypologyContext,
): DecisionTable {
  const columns = columnsOf(table);
  const implicit = new Map<string, DraftFact>();
  const criteria: object[] = [];
  const words: { row: TableRow; criterion: string; language: string }[] = [];
  for (const row of table.rows) {
    const written = row.text('criterion');
    const [, name, tag, of] = /^\(([\p{L}-]+)(?:::\s*(.+?))?\)(?:\s+(\S+))?$/u.exec(written) ?? [];
    if (name !== undefined) {
      row.carried();
      const key = OWN_ROWS.get(folded(name));
      const language = tag === undefined ? context.reading.languages[0] : languageNamed(tag).language;
      if (key === undefined || language === undefined) row.say('criterion', 'faulty', 'profiles.row', written);
      else if (key === 'says' && of !== undefined) words.push({ row, criterion: of, language });
      else
        for (const { column, texts } of columns)
          if (row.cell(column)) texts.set(key, { ...texts.get(key), ...textOfCell(row, column, language) });
    } else if (written === '') row.say('criterion', 'faulty', 'criterion.missing');
    // A prepared row that the author left empty: no profile asks anything of this question.
    else if (columns.every(({ column }) => !row.cell(column))) row.carried();
    else {
      const criterion = criterionOf(row, written, columns, { facts, implicit, context });
      if (!criterion) continue;
      row.carried();
      context.rows.set(criterion, row);
      criteria.push(criterion);
    }
  }
  for (const { row, criterion, language } of words)
    for (const { requires, column } of columns) {
      const required = requires[criterion];
      if (required) required.says = { ...required.says, ...textOfCell(row, column, language) };
    }
  return {
    criteria,
    facts: [...implicit.values()],
    presentation: presentationOf(columns, table),
    profiles: columns.map((column) => ({ id: column.id, json: profileOf(column, table, context) })),
  };
}

function columnsOf(table: Table): readonly DecisionColumn[] {
  const taken = new Set<string>();
  return table.columns.flatMap((column): readonly DecisionColumn[] => {
    if (isSheetColumn('profiles', column.key)) return [];
    const id = toId(column.written);
    if (taken.has(id)) {
      table.say(column, 'faulty', 'profile.twice', column.written);
      return [];
    }
    taken.add(id);
    return [{ id, column, texts: new Map(), requires: {} }];
  });
}

function textOfCell(row: TableRow, column: TableColumn, language: string): Record<string, string> {
  const cell = row.cell(column);
  return cell && cell.kind !== 'error' ? { [language]: cell.text } : {};
}
