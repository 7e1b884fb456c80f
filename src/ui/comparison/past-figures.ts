/** What a past study printed of one answer in one group, and where. */
export interface PastFigure {
  readonly item: string;
  readonly options: readonly string[];
  /** A stratum, or everyone. */
  readonly group: string;
  /** In the study's own words. */
  readonly published: string;
  /** A share of citations, not of respondents. */
  readonly ofCitations?: true;
  readonly lines: readonly number[];
}

/** Made by the build from the survey's reference file: the figures of the answers that the card compares, and no other. */
export interface PastFigures {
  readonly year: number;
  readonly figures: readonly PastFigure[];
}

/** `undefined` without network, or for a survey that no study came before. */
export async function fetchPastFigures(survey: string): Promise<PastFigures | undefined> {
  try {
    const response = await fetch(`/surveys/${survey}/past.json`);
    if (response.status !== 200) return undefined;
    const past: unknown = await response.json();
    return isPast(past) ? past : undefined;
  } catch (error) {
    // No network, or a page of the Wi-Fi network in place of the file.
    if (error instanceof TypeError || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** The build made it; here it only has to be that file, and not a portal's answer. */
function isPast(past: unknown): past is PastFigures {
  return (
    typeof past === 'object' && past !== null && 'year' in past && 'figures' in past && Array.isArray(past.figures)
  );
}
