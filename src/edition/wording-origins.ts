import type { AskedQuestion, SurveyFile } from '../core/survey/survey-schema.ts';

interface Marked {
  readonly evidence?: 'study' | 'inferred' | 'reconstructed' | undefined;
  readonly source?: string | undefined;
}

interface Origin {
  readonly evidence: 'study' | 'inferred' | 'reconstructed';
  /** Of the study, as its readers have it. */
  readonly page?: string | undefined;
}

/**
 * What of a questionnaire the study behind it does not print, by question and by row: what the results page marks. `undefined`
 * for a survey without such marks. A wording that is printed is named too where some of its answers are not.
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

/** « 11-22 » of all that a source says: its lines are those of a transcript, and the rest is for the organiser alone. */
function pageIn(source: string): string | undefined {
  return /; page (\d[\d-]*)/.exec(source)?.[1];
}
