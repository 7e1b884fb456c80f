import type { AskedQuestion, SurveyFile } from '../core/survey/survey-file.ts';

interface Marked {
  readonly evidence?: 'study' | 'inferred' | 'reconstructed' | undefined;
  readonly source?: string | undefined;
}

/**
 * What of a questionnaire the study behind it does not print, by question and by row: what the results page marks. `undefined`
 * for a survey without such marks. A wording that is printed is named too where some of its answers are not.
 */
export function originsOf(file: SurveyFile): Readonly<Record<string, Marked>> | undefined {
  const found = file.sections
    .flatMap(({ questions }) => questions)
    .flatMap((question): (readonly [string, Marked])[] => {
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

function markOf({ evidence, source }: Marked): Marked {
  return { evidence: evidence ?? 'study', source: source && linesIn(source) };
}

/** « l. 848-856 » of all that a source says, some of which is for the organiser alone. */
function linesIn(source: string): string | undefined {
  return /l\. \d[\d, -]*(?<=\d)/.exec(source)?.[0];
}
