import type { LocalText, Rule } from '../../../core/survey/survey-parts.ts';
import type { Condition } from '../../../core/survey/typology-schema.ts';
import type { FindItem } from '../form/condition-rule.ts';
import type { DraftOption, DraftQuestion, Rows } from '../form/form-context.ts';
import type { SheetReading, TableColumn } from '../report/table.ts';

/** A bound of a count or of a number. */
export type Bound = { readonly atLeast: number } | { readonly atMost: number };

/** A fact while it is made, with what cells of the decision table may call its values. */
export interface DraftFact {
  readonly id: string;
  readonly kind: 'flag' | 'count' | 'category' | 'set';
  readonly json: object;
  readonly title: LocalText;
  /** Whether the labels of the values are whole sentences, which a condition shows without the fact's title before them. */
  readonly hasSentences: boolean;
  /** The cases of a category, the members of a set, `yes` and `no` of a flag; empty for a count. */
  readonly values: readonly { readonly id: string; readonly label: LocalText }[];
  /**
   * Present if a criterion has the name of a multiple-choice question. Returns a flag for whether the option was chosen, and the same
   * object for the same option. Throws for an option that is not a member.
   */
  readonly optionFlag?: (option: string) => DraftFact;
  /**
   * Present if a criterion has the name of a number question, or of a multiple choice, whose chosen options it counts. Returns a flag for
   * whether the number is within the bound, and the same object for the same bound.
   */
  readonly boundFlag?: (bound: Bound) => DraftFact;
}

/** A question, or a row of a matrix, by whose name a criterion may be called. */
export interface CriterionQuestion {
  readonly id: string;
  readonly kind: DraftQuestion['kind'];
  readonly text: LocalText;
  readonly options: readonly DraftOption[];
}

/** Sentences are made in these languages, and parts remember their rows. */
export interface MakingContext {
  readonly reading: Pick<SheetReading, 'languages'>;
  readonly rows: Rows;
}

export interface TypologyContext extends MakingContext {
  /** The title of the survey. */
  readonly title: LocalText;
  readonly reading: SheetReading;
  readonly find: FindItem;
  /** Questions by their name in the workbook, and by their id. */
  readonly questions: ReadonlyMap<string, CriterionQuestion>;
}

/** A rule that could not be read is missing, and the report says so. */
export type DraftRule = Rule | undefined;

/** A column of the decision table while it is read. */
export interface DecisionColumn {
  readonly id: string;
  readonly column: TableColumn;
  /** Texts by the name of their row in parentheses, then by language. */
  readonly texts: Map<string, Record<string, string>>;
  /** Requirements, by criterion. */
  readonly requires: Record<string, { readonly when: Condition; says: LocalText }>;
}
