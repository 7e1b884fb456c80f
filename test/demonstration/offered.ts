import { bandsOf, type ResultsFile } from '../../src/core/results/results-file.ts';
import type { Question, Survey } from '../../src/core/survey/questionnaire.ts';

interface TableRow {
  readonly item?: unknown;
  readonly option?: unknown;
}

/** The rows of published tables or of a codebook whose item or option the survey does not offer. */
export function unofferedIn(rows: readonly TableRow[], survey: Survey, file: ResultsFile): readonly string[] {
  const optionsOf = (question: Question) =>
    question.kind === 'number' ? bandsOf(question, file).map(String) : question.choices.map(({ id }) => id);
  const offered = new Map(survey.questions.flatMap((one) => one.items.map((item) => [item, optionsOf(one)] as const)));
  return rows
    .map(({ item, option }) => [String(item), String(option ?? '(none)')] as const)
    .filter(([item]) => !/^\(profile\)$|^crossing:/.test(item))
    .filter(([item, option]) => !offered.has(item) || !(option.startsWith('(') || offered.get(item)?.includes(option)))
    .map((row) => row.join(' '));
}
