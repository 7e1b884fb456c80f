import type { PastStudy } from '../../core/results/past-study.ts';

/** `undefined` without network, or for a survey that no study came before. */
export async function fetchPastStudy(survey: string): Promise<PastStudy | undefined> {
  let past: unknown;
  try {
    const response = await fetch(`/surveys/${survey}/past.json`);
    if (response.status !== 200) return undefined;
    past = await response.json();
  } catch (error) {
    // No network, or a page of the Wi-Fi network in place of the file.
    if (error instanceof TypeError || error instanceof SyntaxError) return undefined;
    throw error;
  }
  return isPast(past) ? past : undefined;
}

/** The build made it; here it only has to be that file, and not a portal's answer, nor that of another release. */
function isPast(past: unknown): past is PastStudy {
  return (
    typeof past === 'object' &&
    past !== null &&
    'year' in past &&
    'groups' in past &&
    'flaws' in past &&
    'figures' in past &&
    Array.isArray(past.figures)
  );
}
