import type * as v from 'valibot';
import type { surveySchema } from '../../../core/survey/survey-schema.ts';
import type { TableRow } from '../report/table.ts';

/* The parts of a survey file while it is made: they may still change, and the check reads them once the file is whole. */

type DraftSurvey = v.InferInput<typeof surveySchema>;
export type DraftSection = DraftSurvey['sections'][number];
export type DraftQuestion = DraftSection['questions'][number];
export type DraftOption = DraftSurvey['scales'][string]['levels'][number];

/** Omits keys of each kind of question. */
type OmitOfEach<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
/** What the type and the constraint of a question make of it. */
export type QuestionBody = OmitOfEach<DraftQuestion, 'id' | 'text' | 'help' | 'showIf' | 'required'>;

/** The rows that parts were made of. */
export type Rows = WeakMap<object, TableRow>;

/** Returns the options of a choice, or the levels of a scale. */
export function optionsOf(
  question: DraftQuestion | undefined,
  scales: ReadonlyMap<string, { readonly id: string; readonly levels: readonly DraftOption[] }> = new Map(),
): readonly DraftOption[] {
  if (!question) return [];
  if (question.kind === 'matrix') return [...scales.values()].find(({ id }) => id === question.scale)?.levels ?? [];
  return 'options' in question ? question.options : [];
}
