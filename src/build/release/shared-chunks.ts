import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

const FRENCH = 'words/compiled/respondent/fr';

/**
 * Modules that several later screens share, by the name of their chunk. Without a separate chunk each would be in the file of one
 * screen, which the others then had to load, or in a file too small to be worth a request.
 */
const SHARED: Readonly<Record<string, readonly string[]>> = {
  // Late screens write days and lists with them, in any language.
  writing: ['ui/words/writing.ts', 'ui/words/late-words.ts', `${FRENCH}/format.mjs`, 'lazy/loader-by.ts'],
  'past-words': ['ui/words/past-words.ts', `${FRENCH}/past.mjs`],
  'sharing-words': ['ui/words/sharing-words.ts', `${FRENCH}/sharing.mjs`],
  'results-words': ['ui/words/results-words.ts', `${FRENCH}/results.mjs`],
  // Late screens fetch their data with it; the card does not.
  'lazy-data': ['ui/elements/use-async.ts', 'ui/address/survey-object.ts', 'ui/state/use-publication.ts'],
  // The check, the card and the line at the top say these.
  'card-words': ['ui/words/later-words.ts', `${FRENCH}/card.mjs`],
  // The card, the capsule and the results show profiles with them.
  emblems: ['ui/emblems/emblem.tsx', 'ui/emblems/drawings.ts', 'ui/presentation/use-presentation.ts'],
  'fetch-presentation': ['ui/presentation/fetch-presentation.ts', 'ui/emblems/learn-emblems.ts'],
  // The page of results requests these before it is there.
  'results-ahead': ['ui/results/site-files.ts', 'ui/past/fetch-past.ts'],
  // A preview looks for answers of each profile: without it the card would come in twice as many files.
  'card-profile': [
    'core/typology/typology.ts',
    'core/typology/decided.ts',
    'core/typology/card-profiles.ts',
    'core/typology/completions.ts',
    'core/typology/open-answers.ts',
    'core/typology/condition.ts',
    'core/typology/fact-values.ts',
    'core/typology/fact-domain.ts',
    'core/answering/three-valued.ts',
    'ui/profile/card-reading.ts',
    'ui/profile/card-sentences.ts',
  ],
  // They read a publication: in files of their own each would be requested when the one before has come.
  published: ['core/results/results-file.ts', 'core/results/disclosure/geometric.ts', 'wire/results.ts'],
};

/** Returns the groups of the bundler. Throws if a file of the list does not exist: renamed, it would leave its chunk in silence. */
export function sharedChunks(): readonly { readonly name: string; readonly test: (id: string) => boolean }[] {
  return Object.entries(SHARED).map(([name, files]) => {
    const paths = new Set(files.map((file) => resolve('src', file)));
    const missing = [...paths].filter((path) => !existsSync(path));
    if (missing.length > 0) throw new Error(`The chunk ${name} names files that do not exist: ${missing.join(', ')}`);
    return { name, test: (id: string) => paths.has(id.replace(/\?.*$/, '')) };
  });
}
