import type { Survey } from '../../../src/core/survey/questionnaire.ts';

export interface PlainQuestion {
  readonly id: string;
  readonly kind: 'single' | 'multiple' | 'matrix' | 'number' | 'text' | 'territory';
  readonly text: string;
  readonly options: readonly (readonly [id: string, label: string])[];
  /** The rows of a matrix. */
  readonly rows?: readonly (readonly [id: string, label: string])[];
}

/** Returns the questions of a survey by section, in its first language, without conditions: what a page needs to ask them. */
export function plainQuestions(survey: Survey): readonly (readonly PlainQuestion[])[] {
  const [language = 'fr'] = survey.languages;
  return survey.sections.map((section) =>
    section.questions.map((question) => ({
      id: question.id,
      kind: question.kind,
      text: question.text[language] ?? '',
      options: question.choices.map(({ id, label }) => [id, label[language] ?? ''] as const),
      ...(question.kind === 'matrix' && {
        rows: question.rows.map(({ id, label }) => [id, label[language] ?? ''] as const),
      }),
    })),
  );
}
