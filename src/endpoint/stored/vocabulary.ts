import type { Surveys } from '../../authoring/published-surveys.ts';
import type { Survey } from '../../core/survey/questionnaire.ts';
import type { Vocabulary } from '../storage/packing.ts';

/** The words of every revision ever published: what its answers say but for texts and numbers. */
export function vocabularyOf(surveys: Surveys): readonly Vocabulary[] {
  return [...surveys.values()].flatMap(({ revisions }) =>
    [...revisions.values()].map((survey) => ({
      survey: survey.id,
      revision: survey.revision,
      words: wordsOf(survey),
    })),
  );
}

function wordsOf({ questions }: Survey): readonly string[] {
  const words = questions.flatMap(({ id, items, choices }) => [id, ...items, ...choices.map((option) => option.id)]);
  return [...new Set([...words, 'unknown'])];
}
