import type { SurveyFile } from '../../../core/survey/survey-schema.ts';
import { inColumns, languageHead, type WrittenRow } from './survey-sheets.ts';

/** Sheets of a survey without profiles, to be completed: its author adds a column for each profile to one of them. */
export interface PreparedSheets {
  readonly profiles: readonly WrittenRow[];
  readonly weights: readonly WrittenRow[];
}

/** Writes a row for each question that a criterion can be named like, and one for each option that may have a weight. */
export function preparedSheets({ sections, scales, languages }: SurveyFile): PreparedSheets {
  const asked = sections.flatMap(({ questions }) => questions);
  const answered = asked.flatMap((question) => {
    if (question.kind === 'matrix') {
      const options = scales[question.scale]?.levels ?? [];
      return question.rows.map(({ id, label }) => ({ id, text: label, options }));
    }
    const { id, text } = question;
    if (question.kind === 'single' || question.kind === 'multiple') return [{ id, text, options: question.options }];
    return question.kind === 'number' ? [{ id, text, options: [] }] : [];
  });
  return {
    profiles: [
      ...['name', 'said'].flatMap((row) =>
        languages.length === 1
          ? [{ criterion: `(${row})` }]
          : languages.map((tag) => ({ criterion: `(${row}::${languageHead(tag)})` })),
      ),
      ...answered.map(({ id, text }) => ({ criterion: id, ...inColumns('title', text) })),
    ],
    weights: answered.flatMap(({ id, text, options }) =>
      options.map((option, index) => {
        const label = Object.entries(option.label).map(([tag, words]) => [
          tag,
          index === 0 ? `${text[tag] ?? ''} — ${words}` : words,
        ]);
        return { question: id, option: option.id, ...inColumns('label', Object.fromEntries(label)) };
      }),
    ),
  };
}
