import type { LocalText } from '../../../core/survey/survey-parts.ts';
import type { FindItem } from '../form/condition-rule.ts';
import type { Json, Rows } from '../form/form-context.ts';
import type { SheetReading } from '../report/table.ts';

/** A fact, with what cells of the decision table may call its values. */
export interface FactMade {
  readonly id: string;
  readonly kind: 'flag' | 'count' | 'category' | 'set';
  readonly json: Json;
  readonly title: LocalText;
  /** Whether the labels of the values are whole sentences, which a condition shows without the fact's title before them. */
  readonly hasSentences: boolean;
  /** The cases of a category, the members of a set, `yes` and `no` of a flag; empty for a count. */
  readonly values: readonly { readonly id: string; readonly label: LocalText }[];
  /**
   * Present if a criterion has the name of a multiple-choice question. Returns a flag for whether the option was chosen, and the same
   * object for the same option. Throws for an option that is not a member.
   */
  readonly optionFlag?: (option: string) => FactMade;
  /**
   * Present if a criterion has the name of a number question. Returns a flag for whether the number is within the bound, and the same
   * object for the same bound.
   */
  readonly boundFlag?: (bound: { readonly atLeast: number } | { readonly atMost: number }) => FactMade;
}

export interface TypologyContext {
  readonly reading: SheetReading;
  readonly find: FindItem;
  /** The questions of the survey by the name in the workbook, as they are in its file. */
  readonly questions: ReadonlyMap<string, Json>;
  readonly rows: Rows;
}
