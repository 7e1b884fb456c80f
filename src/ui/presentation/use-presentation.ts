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

/** The same each time: what is drawn from it is drawn once. */
const NO_WORDS: Presentation['words'] = {};

/**
 * The words that a survey has of its own, on a screen that is drawn again when its emblems come. Without its file it has no emblem
 * and the words of the interface: all that the card says is there.
 */
export function usePresentation(survey: { readonly id: string }, language: string): Presentation['words'] {
  const found = useCode(presentationLoader(survey.id, language));
  return typeof found === 'object' ? found.words : NO_WORDS;
}
