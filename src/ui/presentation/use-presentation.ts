import type { Presentation } from '../../core/survey/presentation.ts';
import { useCode } from '../elements/use-code.ts';

type Load = () => Promise<Presentation>;

const loaders = new Map<string, Load>();

/** The same function for the same survey and language: it names what it loads. */
export function presentationLoader(survey: string, language: string): Load {
  const name = `${survey} ${language}`;
  const load =
    loaders.get(name) ??
    (() => import('./fetch-presentation.ts').then(({ fetchPresentation }) => fetchPresentation(survey, language)));
  loaders.set(name, load);
  return load;
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
