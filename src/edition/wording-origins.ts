import type { AskedQuestion, Option, SurveyFile } from '../core/survey/survey-schema.ts';

type Marked = Pick<Option, 'evidence' | 'source'>;

interface Origin {
  readonly evidence: NonNullable<Marked['evidence']>;
  /** The page of the study, as its readers number it. */
  readonly page?: string | undefined;
}

/**
 * Returns, by question and by row, which wordings the study behind a questionnaire does not print; the results page marks them.
 * A printed wording is included if some of its answers are not printed. `undefined` for a survey without such marks.
 */
export function originsOf(file: SurveyFile): Readonly<Record<string, Origin>> | undefined {
  const found = file.sections
    .flatMap(({ questions }) => questions)
    .flatMap((question): (readonly [string, Origin])[] => {
      const answers = 'options' in question ? question.options : scaleOf(file, question);
      const rows = 'rows' in question ? question.rows : [];
      const isMade = isNotPrinted(question) || [...answers, ...rows].some(isNotPrinted);
      return [
        ...(isMade ? [[question.id, markOf(question)] as const] : []),
        ...rows.filter(isNotPrinted).map((row) => [row.id, markOf(row)] as const),
      ];
    });
  return found.length > 0 ? Object.fromEntries(found) : undefined;
}

function scaleOf({ scales }: SurveyFile, question: AskedQuestion): readonly Marked[] {
  return question.kind === 'matrix' ? (scales[question.scale]?.levels ?? []) : [];
}

function isNotPrinted({ evidence }: Marked): boolean {
  return evidence === 'inferred' || evidence === 'reconstructed';
}

function markOf({ evidence, source }: Marked): Origin {
  return { evidence: evidence ?? 'study', page: source && pageIn(source) };
}

/** Extracts « 11-22 » from a source: its line numbers are those of a transcript, and the rest is for the organiser alone. */
function pageIn(source: string): string | undefined {
  return /; page (\d[\d-]*)/.exec(source)?.[1];
}
