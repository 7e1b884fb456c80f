import type { Json } from '../form/form-context.ts';
import type { TableColumn } from '../report/table.ts';

/** A column of the decision table while it is read. */
export interface DecisionColumn {
  readonly id: string;
  readonly column: TableColumn;
  /** By the name of the row in parentheses, then by language. */
  readonly texts: Map<string, Record<string, string>>;
  readonly requires: Record<string, Json>;
}
