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
  /** The ids of cases or members; `yes` and `no` of a flag; none of a count. */
  /** The labels of its values are whole sentences. */
  readonly hasSentences: boolean;
  readonly values: readonly { readonly id: string; readonly label: LocalText }[];
  /** Of a multiple choice that a criterion is named like: a flag for one of its options. */
  readonly optionFlag?: (option: string) => FactMade;
  /** Of a number that a criterion is named like: a flag for a bound. */
  readonly boundFlag?: (bound: { readonly atLeast: number } | { readonly atMost: number }) => FactMade;
}

export interface TypologyContext {
  readonly reading: SheetReading;
  readonly find: FindItem;
  /** The questions of the survey by the name in the workbook, as they are in its file. */
  readonly questions: ReadonlyMap<string, Json>;
  readonly rows: Rows;
}
