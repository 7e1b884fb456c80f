import type { LocalText } from '../../../core/survey/survey-parts.ts';
import type { Json } from '../form/form-context.ts';
import { toId } from '../form/names.ts';
import { folded, languageNamed } from '../report/headers.ts';
import { cellPlace, type Table, type TableColumn, type TableRow, textAt } from '../report/table.ts';
import type { DecisionColumn } from './decision-column.ts';
import { OWN_COLUMNS } from './prepared-tables.ts';
import { aloudOf, looksOf, profileOf } from './profile-texts.ts';
import { criterionOf } from './read-criterion.ts';
import type { FactMade, TypologyContext } from './typology-context.ts';

export interface ProfilesRead {
  readonly criteria: readonly Json[];
  readonly profiles: readonly Json[];
  /** The facts that criteria named like questions brought. */
  readonly facts: readonly FactMade[];
  /** By profile: what `presentation.json` says of it. */
  readonly looks: Readonly<Record<string, Json>>;
  readonly aloud: Readonly<Record<string, Json>>;
}

const OWN_ROWS: Readonly<Record<string, string>> = {
  name: 'name',
  nom: 'name',
  said: 'said',
  dit: 'said',
  rule: 'rule',
  regle: 'rule',
  emblem: 'emblem',
  embleme: 'emblem',
  hue: 'hue',
  teinte: 'hue',
  says: 'says',
};

/** Reads the sheet `profiles`, a decision table: a row for each criterion, a column for each profile. */
export function readProfiles(
  table: Table,
  facts: ReadonlyMap<string, FactMade>,
  context: TypologyContext,
): ProfilesRead {
  const { reading, rows } = context;
  const { report } = reading;
  const profiles = profilesOf(table, context);
  const implicit = new Map<string, FactMade>();
  const criteria: Json[] = [];
  const words: { row: TableRow; criterion: string; language: string }[] = [];
  for (const row of table.rows) {
    const written = textAt(row, 'criterion');
    const [, name, language, of] = /^\(([\p{L}-]+)(?:::\s*(.+?))?\)(?:\s+(\S+))?$/u.exec(written) ?? [];
    if (name !== undefined) {
      report.carried(table.sheet, row.number);
      const key = OWN_ROWS[folded(name)];
      const tag = language === undefined ? reading.languages[0] : languageNamed(language).language;
      if (key === undefined || tag === undefined)
        report.say(cellPlace(row, 'criterion'), 'faulty', 'profiles.row', written);
      else if (key === 'says' && of !== undefined) words.push({ row, criterion: of, language: tag });
      else
        for (const { column, texts } of profiles)
          if (row.cells[column.place]) texts.set(key, { ...texts.get(key), ...textOfCell(row, column, tag) });
      continue;
    }
    if (written === '') {
      report.say(cellPlace(row, 'criterion'), 'faulty', 'criterion.missing', '');
      continue;
    }
    // A prepared row that the author left empty: no profile asks anything of this question.
    if (profiles.every(({ column }) => !row.cells[column.place])) {
      report.carried(table.sheet, row.number);
      continue;
    }
    const criterion = criterionOf(row, written, profiles, { facts, implicit, context });
    if (!criterion) continue;
    report.carried(table.sheet, row.number);
    rows.set(criterion, row);
    criteria.push(criterion);
  }
  for (const { row, criterion, language } of words)
    for (const { requires, column } of profiles) {
      const required = requires[criterion];
      if (required) required.says = { ...(required.says as LocalText), ...textOfCell(row, column, language) };
    }
  return {
    criteria,
    facts: [...implicit.values()],
    looks: looksOf(profiles, table, context),
    aloud: aloudOf(profiles),
    profiles: profiles.map((one) => profileOf(one, table, context)),
  };
}

function profilesOf(table: Table, { reading }: TypologyContext): readonly DecisionColumn[] {
  const taken = new Set<string>();
  return table.columns.flatMap((column): readonly DecisionColumn[] => {
    if ((OWN_COLUMNS.profiles as readonly string[]).includes(column.key)) return [];
    const id = toId(column.written);
    const place = { sheet: table.sheet, row: table.headRow, column: column.place };
    if (taken.has(id)) {
      reading.report.say(place, 'faulty', 'profile.twice', column.written);
      return [];
    }
    taken.add(id);
    return [{ id, column, texts: new Map(), requires: {} }];
  });
}

function textOfCell(row: TableRow, column: TableColumn, language: string): Record<string, string> {
  const cell = row.cells[column.place];
  return cell && cell.kind !== 'error' ? { [language]: cell.text } : {};
}
