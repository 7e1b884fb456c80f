import { toId } from '../form/names.ts';
import type { SettingValues } from '../form/read-settings.ts';
import { folded, type SheetName } from '../report/headers.ts';
import { isSheetColumn } from '../report/sheet-columns.ts';
import { inEach, type Table, type TableRow } from '../report/table.ts';
import { readFacts } from './read-facts.ts';
import { type DecisionTable, readProfiles } from './read-profiles.ts';
import type { TypologyContext } from './typology-context.ts';

interface DraftTypology {
  readonly facts: readonly object[];
  readonly typology?: object;
  /** `presentation.json`, where the sheet says how a profile looks. */
  readonly presentation?: object;
}

/** Reads the sheets `facts` and `profiles`, or `weights` for a quiz. */
export function typologyOf(
  tables: ReadonlyMap<SheetName, Table>,
  { texts, values }: SettingValues,
  context: TypologyContext,
): DraftTypology {
  const facts = readFacts(tables.get('facts'), context);
  const table = completed('profiles', tables);
  const weights = completed('weights', tables);
  const own = [...facts.values()].map(({ json }) => json);
  const head = weights ?? table;
  if (!head) {
    tables.get('profiles')?.say(undefined, 'advice', 'profiles.prepared');
    return { facts: own };
  }
  const read = table ? readProfiles(table, facts, context) : undefined;
  const quiz = weights && quizOf(weights, read, table, context);
  const profiles = quiz?.profiles ?? read?.profiles.map(({ json }) => json) ?? [];
  if (profiles.length < 2) head.say(undefined, 'faulty', 'profile.few');
  const compositeMargin = values.get('typology.affinity.compositeMargin');
  const affinity = quiz && { weights: quiz.weights, ...(compositeMargin !== undefined && { compositeMargin }) };
  const optional = {
    blankRows: values.get('typology.blankRows'),
    compositeBelow: values.get('typology.compositeBelow'),
  };
  const typology = {
    title: texts.get('typology.title') ?? { ...context.title },
    criteria: read?.criteria ?? [],
    profiles,
    ...(affinity && { affinity }),
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)),
  };
  return {
    facts: [...own, ...(read?.facts ?? []).map(({ json }) => json)],
    typology,
    ...(read?.presentation && { presentation: read.presentation }),
  };
}

/** Returns whether a sheet has no column for a profile yet: it then says nothing of the survey. */
export function isPrepared(role: SheetName | undefined, columns: readonly { readonly key: string }[]): boolean {
  return (role === 'profiles' || role === 'weights') && columns.every(({ key }) => isSheetColumn(role, key));
}

/** Returns the sheet, if it has a column for a profile. */
function completed(role: 'profiles' | 'weights', tables: ReadonlyMap<SheetName, Table>): Table | undefined {
  const table = tables.get(role);
  if (!table || !isPrepared(role, table.columns)) return table;
  for (const row of table.rows) row.carried();
  return undefined;
}

function quizOf(
  weights: Table,
  read: DecisionTable | undefined,
  table: Table | undefined,
  context: TypologyContext,
): { readonly weights: readonly object[]; readonly profiles: readonly object[] } {
  const given = readWeights(weights, context);
  const inProfiles = table ?? weights;
  if (read && read.criteria.length > 0) inProfiles.say(undefined, 'faulty', 'weights.criteria');
  const named = new Set(read?.profiles.map(({ id }) => id));
  for (const { id, written } of given.profiles)
    if (read && !named.has(id)) weights.say(undefined, 'faulty', 'weights.profile', written);
  for (const id of named)
    if (!given.profiles.some((one) => one.id === id)) inProfiles.say(undefined, 'faulty', 'weights.profile', id);
  if (read) return { weights: given.weights, profiles: read.profiles.map(({ json }) => json) };
  const bare = given.profiles.map(({ id, written }) => {
    weights.say(undefined, 'advice', 'profile.sentence', id);
    const [name, sentence] = [inEach(written, context.reading), inEach(`${written}.`, context.reading)];
    return { id, name, sentence, requires: {} };
  });
  return { weights: given.weights, profiles: bare };
}

interface QuizWeights {
  readonly weights: readonly object[];
  /** The profiles that its columns name, in their order. */
  readonly profiles: readonly { readonly id: string; readonly written: string }[];
}

const MOST_POINTS = 3;

/** Reads the sheet `weights`: the points of each option for each profile. A question continues in the rows below whose first cell is empty. */
function readWeights(table: Table, context: TypologyContext): QuizWeights {
  const columns = table.columns.filter(({ key }) => !isSheetColumn('weights', key));
  const weights: object[] = [];
  let question = '';
  for (const row of table.rows) {
    question = row.code('question') || question;
    const weighted = optionOfRow(row, question, context);
    if (!weighted) continue;
    row.carried();
    // A prepared row that the author left empty.
    if (columns.every((column) => !row.cell(column))) continue;
    const points: Record<string, number> = {};
    for (const column of columns) {
      const cell = row.cell(column);
      if (!cell) continue;
      const number = Number(cell.text.trim().replaceAll('−', '-'));
      if (!Number.isInteger(number) || Math.abs(number) > MOST_POINTS || cell.kind === 'date')
        row.say(column, 'faulty', 'weight.wrong', cell.text);
      else if (number !== 0) points[toId(column.written)] = number;
    }
    const weight = { ...weighted, points };
    context.rows.set(weight, row);
    weights.push(weight);
  }
  return { weights, profiles: columns.map(({ written }) => ({ id: toId(written), written })) };
}

function optionOfRow(row: TableRow, question: string, { find, questions }: TypologyContext) {
  const found = find(question);
  if (found.kind !== 'item') {
    row.say('question', 'faulty', 'condition.unknown', question, { what: question });
    return undefined;
  }
  const written = row.code('option');
  const options = questions.get(question)?.options ?? [];
  const byLabel = options.filter(({ label }) => Object.values(label).some((text) => folded(text) === folded(written)));
  const option = found.item.options.get(written) ?? (byLabel.length === 1 ? byLabel[0]?.id : undefined);
  if (option === undefined) {
    row.say('option', 'faulty', 'condition.option', written, { what: written, of: question });
    return undefined;
  }
  return { item: found.item.id, option };
}
