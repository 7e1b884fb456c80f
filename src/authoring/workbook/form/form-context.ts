import type * as v from 'valibot';
import type { Areas } from '../../../core/survey/questionnaire.ts';
import type { LocalText, Rule } from '../../../core/survey/survey-parts.ts';
import type { surveySchema } from '../../../core/survey/survey-schema.ts';
import { inEach, type SheetReading, type TableRow } from '../report/table.ts';
import { type FindItem, type ItemResult, readRule } from './condition-rule.ts';
import { type NameTaker, toId } from './names.ts';
import type { ChoiceLists } from './read-choices.ts';

/* The parts of a survey file while it is made: they may still change, and the check reads them once the file is whole. */

type DraftSurvey = v.InferInput<typeof surveySchema>;
export type DraftSection = DraftSurvey['sections'][number];
export type DraftQuestion = DraftSection['questions'][number];
export type DraftOption = DraftSurvey['scales'][string]['levels'][number];

/** Omits keys of each kind of question. */
type OmitOfEach<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
/** The part of a question that its type and its constraint make. */
export type QuestionBody = OmitOfEach<DraftQuestion, 'id' | 'text' | 'help' | 'showIf' | 'required'>;

/** The rows that parts were made of. */
export type Rows = WeakMap<object, TableRow>;

/** Returns the options of a choice; none for another kind of question. */
export function optionsOf(question: DraftQuestion | undefined): readonly DraftOption[] {
  return question && 'options' in question ? question.options : [];
}

/** A text that waits for the question after it. */
export interface NoteText {
  readonly row: TableRow;
  readonly texts: LocalText;
  readonly rule: Rule | undefined;
}

/** The scale that a list of choices becomes. */
interface DraftScale {
  readonly id: string;
  readonly levels: DraftOption[];
}

/** The state that the readers of the sheet `survey` share. */
export interface FormContext {
  readonly reading: SheetReading;
  readonly lists: ChoiceLists;
  readonly areas: Areas;
  /** Gives ids to questions and rows, which may not share one, and to sections. */
  readonly names: NameTaker;
  readonly sectionNames: NameTaker;
  /** The items that conditions further down may name, by their name in the workbook. */
  readonly items: Map<string, ItemResult>;
  readonly rows: Rows;
  /** Notes that are read with the next question. */
  readonly waiting: NoteText[];
  /** The lists that questions use. */
  readonly used: Set<string>;
  /** The scales of matrices, by list. */
  readonly scales: Map<string, DraftScale>;
}

/** Finds the items that conditions may name. */
export function finderOf({ items }: Pick<FormContext, 'items'>): FindItem {
  return (name) => items.get(name) ?? { kind: 'unknown' };
}

/** Takes a name for a question, a row or a section, and reports where it is another. */
export function takeName(row: TableRow, { names }: FormContext, taker = names): string {
  const name = row.text('name');
  const id = taker.take(name === '' ? 'question' : name);
  if (name === '') row.say('name', 'otherwise', 'name.missing', '', { id });
  else if (id !== name) row.say('name', 'otherwise', id === toId(name) ? 'name.changed' : 'name.taken', name, { id });
  return id;
}

/** Returns the label of a row; its name where it has none, which is reported. */
export function labelOrName(row: TableRow, name: string, { reading }: FormContext): LocalText {
  const label = row.wholeTexts('label');
  if (label) return label;
  row.say('label', 'otherwise', 'label.missing', row.text('name') || name);
  return inEach(name, reading);
}

/** Reads the condition of a row. One that our rules cannot express is left to decide: the row is then shown to everybody. */
export function ruleOf(row: TableRow, context: FormContext): Rule | undefined {
  const key = 'relevant';
  const written = row.text(key);
  if (written === '') return undefined;
  const read = readRule(written, finderOf(context));
  if (read.kind === 'beyond') row.say(key, 'to-decide', 'condition.beyond', written, { what: read.what });
  else if (read.kind === 'faulty') row.say(key, 'faulty', read.code, written, { what: read.what, of: read.of ?? '' });
  else {
    if (read.hasSmartQuotes) row.say(key, 'otherwise', 'condition.quotes', written);
    return read.rule;
  }
  return undefined;
}

/** Joins conditions of which each must hold. */
export function allOfRules(rules: readonly (Rule | undefined)[]): Rule | undefined {
  // Each question gets a copy of the rule, which the sheet `more` may change.
  const some = rules.filter((rule) => rule !== undefined).map((rule) => structuredClone(rule));
  if (some.length < 2) return some[0];
  return { all: some.flatMap((rule) => ('all' in rule ? rule.all : [rule])) };
}
