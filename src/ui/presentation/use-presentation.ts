import type { Presentation } from '../../core/survey/presentation.ts';
import { loaderBy } from '../../lazy/loader-by.ts';
import { useCode } from '../elements/use-code.ts';

const loaderOf = loaderBy(async (_: string, survey: string, language: string) =>
  (await import('./fetch-presentation.ts')).fetchPresentation(survey, language),
);

export function presentationLoader(survey: string, language: string): () => Promise<Presentation> {
  return loaderOf(`${survey} ${language}`, survey, language);
}

/** The same object each time, so that what is drawn from it is drawn once. */
const NONE: Presentation = { emblems: {}, words: {} };

/**
 * The presentation of a survey; a screen that calls this is drawn again when its emblems arrive. Without the file there is no emblem,
 * and the interface uses its own words: all that the card says is there.
 */
export function usePresentation(survey: { readonly id: string }, language: string): Presentation {
  const found = useCode(presentationLoader(survey.id, language));
  return typeof found === 'object' ? found : NONE;
}
