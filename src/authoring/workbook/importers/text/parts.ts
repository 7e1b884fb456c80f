export interface TextOption {
  readonly line: number;
  readonly text: string;
}

/** An option as the survey has it, or a level of a table. */
export interface NamedOption extends TextOption {
  readonly name: string;
  readonly isSpecified: boolean;
  readonly isExclusive: boolean;
  /** The number of the question that its answer goes on with. */
  readonly next?: string | undefined;
}

/** The instructions around a question. */
export interface Instructions {
  readonly isSeveral?: true;
  readonly most?: number;
  readonly isRequired?: true;
  readonly isNumber?: true;
  readonly isGrid?: true;
  readonly isDate?: true;
  readonly unit?: string;
  readonly bounds?: readonly [from: number, to: number];
  readonly help?: string;
}

export interface TextMatrix {
  readonly levels: readonly TextOption[];
  readonly rows: readonly TextOption[];
}

export type QuestionKind = 'single' | 'multiple' | 'number' | 'text' | 'matrix' | 'left-out';

export interface TextQuestion {
  readonly line: number;
  /** It is the one that is written, or it is counted. */
  readonly number: string;
  readonly name: string;
  /** The text as its author wrote it. */
  readonly written: string;
  text: string;
  instructions: Instructions;
  /** They are in the grammar of the sheets; empty ones ask for nothing. */
  readonly conditions: string[];
  readonly options: TextOption[];
  readonly help: string[];
  matrix?: TextMatrix;
  /** Lines that end with a colon, and how many options come before each. */
  readonly heads: { readonly line: number; readonly text: string; readonly from: number }[];
  /** The options have numbers. */
  isCounted?: true;
  /** These are set once the next question begins. */
  kind: QuestionKind;
  named: readonly NamedOption[];
}

export interface TextSection {
  readonly line: number;
  readonly title: string;
  /** It is read with the question after it. */
  readonly isNote?: true;
}
