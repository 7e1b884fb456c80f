import WORDS from './failure-words.json' with { type: 'json' };

/** Returns words for the operator of an error code of a disk or a database, by the first prefix that matches, and the code for a search. */
export function inWords(code: string): string {
  const words = Object.entries(WORDS).find(([begin]) => code.startsWith(begin))?.[1];
  return words === undefined ? code : `${words} (${code})`;
}
