import type { PublishedSurvey } from '../../../authoring/published-surveys.ts';
import type { Question } from '../../../core/survey/questionnaire.ts';
import type { LocalText } from '../../../core/survey/survey-parts.ts';
import type { Option } from '../../../core/survey/survey-schema.ts';
import { itemsOfExport } from '../../stored/export-rows.ts';
import { matrixRow, newestFirst } from './codebook.ts';

/** A column as every revision knows it: whatever a response of any of them may hold. */
export interface ExportItem {
  readonly id: string;
  /** As the latest revision that has it asks it. */
  readonly question: Question;
  readonly title: LocalText;
  /** The last revision that asks it, if the current one does not. */
  readonly former: number | undefined;
  /** The options of every revision, in the latest wording. */
  readonly options: readonly Option[];
  /** Whether a number may be "je ne sais pas", in any revision. */
  readonly unknown: boolean;
  /** Bounds that hold in every revision. */
  readonly min: number;
  readonly max: number;
  readonly decimals: number;
  readonly maxBytes: number;
}

export function exportItems(published: PublishedSurvey, items = itemsOfExport(published)): readonly ExportItem[] {
  const surveys = newestFirst(published);
  return items.map((id) => {
    const asked = surveys.flatMap((survey) => survey.questionOfItem.get(id) ?? []);
    const [question] = asked;
    if (!question) throw new Error(`no revision asks ${id}`);
    const numbers = asked.flatMap((one) => (one.kind === 'number' ? [one] : []));
    const options = new Map(asked.toReversed().flatMap((one) => one.choices.map((option) => [option.id, option])));
    const inOrder = new Set(asked.flatMap((one) => one.choices.map((option) => option.id)));
    return {
      id,
      question,
      title: titleOf(question, id),
      former: published.current.questionOfItem.has(id)
        ? undefined
        : surveys.find(({ questionOfItem }) => questionOfItem.has(id))?.revision,
      options: [...inOrder].flatMap((option) => options.get(option) ?? []),
      unknown: numbers.some((one) => one.unknown),
      min: Math.min(...numbers.map((one) => one.min)),
      max: Math.max(...numbers.map((one) => one.max)),
      decimals: Math.max(0, ...numbers.map((one) => one.decimals)),
      maxBytes: Math.max(0, ...asked.map((one) => (one.kind === 'text' ? one.maxBytes : 0))),
    };
  });
}

function titleOf(question: Question, item: string): LocalText {
  const row = matrixRow(question, item);
  if (!row) return question.text;
  const languages = Object.keys(question.text);
  return Object.fromEntries(
    languages.map((language) => [language, `${row.label[language] ?? item} – ${question.text[language] ?? ''}`]),
  );
}
