import type { LocalText } from '../../../core/survey/survey-parts.ts';
import { toId } from '../form/names.ts';
import { inEach, type TableRow } from '../report/table.ts';
import { idOfValue, readDecisionCell } from './decision-cell.ts';
import { describeCondition } from './default-sentences.ts';
import { sayMadeSentences } from './fact-parts.ts';
import { factOfQuestion } from './implicit-fact.ts';
import type { DecisionColumn, DraftFact, TypologyContext } from './typology-context.ts';

interface CriterionParts {
  readonly facts: ReadonlyMap<string, DraftFact>;
  readonly implicit: Map<string, DraftFact>;
  readonly context: TypologyContext;
}

/** Reads a row of the decision table: the criterion, and what each profile requires of it. */
export function criterionOf(
  row: TableRow,
  written: string,
  columns: readonly DecisionColumn[],
  parts: CriterionParts,
): object | undefined {
  const { facts, implicit, context } = parts;
  const id = toId(written);
  if (id !== written) row.say('criterion', 'otherwise', 'name.changed', written, { id });
  const title = row.wholeTexts('title') ?? context.questions.get(written)?.text ?? inEach(written, context.reading);
  const own = factsOf(row, id, title, columns, parts);
  const used = own.length === 0 ? new Set<DraftFact>() : readCells(row, id, columns, own, context);
  const isOfQuestion = own.some((fact) => !facts.has(fact.id));
  const kept =
    isOfQuestion && used.size > 0 ? [...used] : own.filter(({ kind, boundFlag }) => kind !== 'count' || !boundFlag);
  if (kept.length === 0) {
    row.say('criterion', 'faulty', 'criterion.no-fact', written);
    return undefined;
  }
  if (isOfQuestion) {
    for (const fact of kept) implicit.set(fact.id, fact);
    const count = kept.reduce((sum, { values }) => sum + values.length * 2, 0);
    sayMadeSentences(row, 'criterion', id, count);
  }
  const short = row.wholeTexts('short');
  return { id, title, ...(short && { short }), facts: kept.map((one) => one.id) };
}

/** Reads what each profile requires, and returns the facts that this takes. */
function readCells(
  row: TableRow,
  id: string,
  columns: readonly DecisionColumn[],
  own: readonly DraftFact[],
  { reading }: TypologyContext,
): ReadonlySet<DraftFact> {
  const used = new Set<DraftFact>();
  for (const { column, requires } of columns) {
    const cell = row.cell(column);
    if (cell?.kind === 'date') row.say(column, 'faulty', 'cell.date', cell.text);
    if (!cell || cell.kind === 'date' || cell.kind === 'error') continue;
    const read = readDecisionCell(cell.text, own);
    if (read.kind === 'faulty') {
      // A count is compared, so that it has no value to name.
      const examples = own.flatMap((fact) =>
        fact.kind === 'count'
          ? ['≥ 1', '≤ 1', '< 1', '> 1', '= 1'].map((bound) => `${fact.id} ${bound}`)
          : fact.values.map((value) => value.id),
      );
      const facts = own.map((one) => one.id).join(', ');
      row.say(column, 'faulty', read.code, cell.text, { what: read.what, values: examples.join(', '), facts });
      continue;
    }
    for (const fact of read.facts) used.add(fact);
    const when = read.condition;
    requires[id] = { when, says: describeCondition(when, read.facts, reading.languages) };
  }
  return used;
}

/** Returns the facts of a criterion: those it names, its namesake, the question of its name, or the only one that has the values of its cells. */
function factsOf(
  row: TableRow,
  id: string,
  title: LocalText,
  columns: readonly DecisionColumn[],
  { facts, context }: CriterionParts,
): readonly DraftFact[] {
  const named = row.names('facts');
  if (named.length > 0)
    return named.flatMap((name) => {
      const fact = facts.get(toId(name));
      if (!fact) row.say('facts', 'faulty', 'cell.fact', name, { what: name });
      return fact ?? [];
    });
  const namesake = facts.get(id);
  if (namesake) return [namesake];
  const question = context.questions.get(row.text('criterion')) ?? context.questions.get(id);
  const fact = question && factOfQuestion(id, question, title, context);
  if (fact) return [fact];
  const cells = columns.flatMap(({ column }) => row.cell(column)?.text ?? []);
  const mentioned = [...facts.values()].filter((one) => cells.some((cell) => mentions(cell, one.id)));
  if (mentioned.length > 0) return mentioned;
  const plain = cells.flatMap((cell) => cell.split(/,|\bou\b|\bor\b/i).map((part) => part.trim())).filter(Boolean);
  const holding = [...facts.values()].filter((one) => plain.every((value) => idOfValue(one, value) !== undefined));
  return holding.length === 1 ? holding : [];
}

function mentions(cell: string, id: string): boolean {
  return new RegExp(`(^|[\\s(+])${id}(\\s*(\\+|≥|≤|>=|<=|=|:|au |at ))`, 'iu').test(cell);
}
