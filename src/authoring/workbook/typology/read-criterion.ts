import type { LocalText } from '../../../core/survey/survey-parts.ts';
import type { Condition } from '../../../core/survey/typology-schema.ts';
import type { Json } from '../form/form-context.ts';
import { toId } from '../form/names.ts';
import { cellPlace, type TableRow, textAt, textsAt } from '../report/table.ts';
import { wholeTexts } from '../report/whole-texts.ts';
import { idOfValue, readDecisionCell } from './decision-cell.ts';
import type { DecisionColumn } from './decision-column.ts';
import { languagesWithoutTemplates } from './default-sentences.ts';
import { describeCondition } from './describe-condition.ts';
import { factOfQuestion } from './implicit-fact.ts';
import type { FactMade, TypologyContext } from './typology-context.ts';

export interface CriterionParts {
  readonly facts: ReadonlyMap<string, FactMade>;
  readonly implicit: Map<string, FactMade>;
  readonly context: TypologyContext;
}

/** Reads a row of the decision table: the criterion, and what each profile requires of it. */
export function criterionOf(
  row: TableRow,
  written: string,
  profiles: readonly DecisionColumn[],
  parts: CriterionParts,
): Json | undefined {
  const { reading } = parts.context;
  const id = toId(written);
  if (id !== written) reading.report.say(cellPlace(row, 'criterion'), 'otherwise', 'name.changed', written, { id });
  const title = wholeTexts(row, 'title', reading) ?? titleInLanguages(written, parts.context);
  const cells = profiles.flatMap((profile) => {
    const cell = row.cells[profile.column.place];
    return cell
      ? [{ profile, cell, place: { sheet: row.table.sheet, row: row.number, column: profile.column.place } }]
      : [];
  });
  const own = factsOf(
    row,
    id,
    title,
    cells.map(({ cell }) => cell.text),
    parts,
  );
  if (own.length === 0) {
    reading.report.say(cellPlace(row, 'criterion'), 'faulty', 'criterion.no-fact', written);
    return undefined;
  }
  const used = new Set<FactMade>();
  for (const { profile, cell, place } of cells) {
    if (cell.kind === 'date' || cell.kind === 'error') {
      if (cell.kind === 'date') reading.report.say(place, 'faulty', 'cell.date', cell.text);
      continue;
    }
    const read = readDecisionCell(cell.text, own);
    if (read.kind === 'faulty') {
      // A count is compared, so that it has no value to name.
      const examples = own.flatMap(({ id, kind, values }) =>
        kind === 'count' ? [`${id} ≥ 1`, `${id} ≤ 1`, `${id} = 1`] : values.map((value) => value.id),
      );
      const values = examples.join(', ');
      reading.report.say(place, 'faulty', read.code, cell.text, {
        what: read.what,
        values,
        facts: own.map((one) => one.id).join(', '),
      });
      continue;
    }
    const when: Condition = read.condition;
    for (const fact of read.facts) used.add(fact);
    profile.requires[id] = { when, says: describeCondition(when, read.facts, reading.languages) };
  }
  const isOfQuestion = own.some((fact) => !parts.facts.has(fact.id));
  const kept = isOfQuestion && used.size > 0 ? [...used] : own.filter(({ boundFlag }) => !boundFlag);
  if (kept.length === 0) {
    reading.report.say(cellPlace(row, 'criterion'), 'faulty', 'criterion.no-fact', written);
    return undefined;
  }
  if (isOfQuestion) sayMade(row, id, kept, parts);
  const short = textsAt(row, 'short', reading) && wholeTexts(row, 'short', reading);
  return { id, title, ...(short && { short }), facts: kept.map((one) => one.id) };
}

function titleInLanguages(written: string, { reading, questions }: TypologyContext): LocalText {
  const text = questions.get(written)?.text as LocalText | undefined;
  return text ?? Object.fromEntries(reading.languages.map((tag) => [tag, written]));
}

/** The facts of a criterion: those it names, its namesake, the question of its name, or the only one that has the values of its cells. */
function factsOf(
  row: TableRow,
  id: string,
  title: LocalText,
  cells: readonly string[],
  { facts, context }: CriterionParts,
): readonly FactMade[] {
  const { report } = context.reading;
  const named = textAt(row, 'facts')
    .split(/[\s,;]+/)
    .filter(Boolean);
  if (named.length > 0)
    return named.flatMap((name) => {
      const fact = facts.get(toId(name));
      if (!fact) report.say(cellPlace(row, 'facts'), 'faulty', 'cell.fact', name, { what: name });
      return fact ?? [];
    });
  const namesake = facts.get(id);
  if (namesake) return [namesake];
  const question = context.questions.get(textAt(row, 'criterion')) ?? context.questions.get(id);
  const made = question && factOfQuestion(id, question, title, context);
  if (made) return [made];
  const mentioned = [...facts.values()].filter((fact) => cells.some((cell) => mentions(cell, fact.id)));
  if (mentioned.length > 0) return mentioned;
  const plain = cells.flatMap((cell) => cell.split(/,|\bou\b|\bor\b/i).map((part) => part.trim())).filter(Boolean);
  const holding = [...facts.values()].filter((fact) => plain.every((value) => idOfValue(fact, value) !== undefined));
  return holding.length === 1 ? holding : [];
}

/** Keeps the facts that were made of a question, and says that their sentences are made too. */
function sayMade(row: TableRow, id: string, made: readonly FactMade[], { implicit, context }: CriterionParts): void {
  for (const fact of made) implicit.set(fact.id, fact);
  const place = cellPlace(row, 'criterion');
  const [untranslated] = languagesWithoutTemplates(context.reading.languages);
  const count = made.reduce((sum, { values }) => sum + values.length * 2, 0);
  if (untranslated !== undefined)
    context.reading.report.say(place, 'faulty', 'sentences.language', id, { language: untranslated });
  else if (count > 0) context.reading.report.say(place, 'advice', 'sentences.made', id, { count });
}

function mentions(cell: string, id: string): boolean {
  return new RegExp(`(^|[\\s(+])${id}(\\s*(\\+|≥|≤|>=|<=|=|:|au |at ))`, 'iu').test(cell);
}
