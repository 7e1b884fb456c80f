/** Names of places as `foldName` writes them, and how many words the longest has. */
export interface PlaceNames {
  readonly names: ReadonlySet<string>;
  readonly longest: number;
}

/** Shorter names are words of everybody: *Eu*, *Ars*, *Lot*. */
const LEAST_LETTERS = 4;

/** Without accents, hyphens, apostrophes and capitals, one space between words: *L’Haÿ-les-Roses* as `l hay les roses`. */
export function foldName(name: string): string {
  return wordsOf(name)
    .map(({ folded }) => folded)
    .join(' ');
}

/** One name a line, for `readPlaceNames`. */
export function writePlaceNames(names: Iterable<string>): string {
  // What tells two places of one name apart, *(Canton de …)*, is seldom written.
  const written = [...names].flatMap((name) => [name, name.replace(/ \(.*\)/, '')]);
  const folded = new Set(written.map(foldName).filter((name) => name.replaceAll(' ', '').length >= LEAST_LETTERS));
  return [...folded].sort().join('\n');
}

export function readPlaceNames(lines: string): PlaceNames {
  const names = lines.split('\n');
  return { names: new Set(names), longest: Math.max(...names.map((name) => name.split(' ').length)) };
}

interface Range {
  readonly start: number;
  readonly end: number;
}

/** Where a text names a place: whole words, of which the first, articles apart, has a capital. The longest name wins. */
export function placesIn(text: string, { names, longest }: PlaceNames): readonly Range[] {
  const words = wordsOf(text);
  const found: Range[] = [];
  for (let first = 0; first < words.length; first++) {
    const last = lastOfName(first);
    const [from, to] = [words[first], words[last ?? first]];
    if (last === undefined || !from || !to) continue;
    found.push({ start: from.start, end: to.end });
    first = last;
  }
  return found;

  function lastOfName(first: number): number | undefined {
    if (!hasCapital(first)) return undefined;
    const article = CONTRACTED[words[first - 1]?.folded ?? ''];
    for (let last = Math.min(first + longest, words.length) - 1; last >= first; last--) {
      if (!isOneRun(first, last)) continue;
      const name = words
        .slice(first, last + 1)
        .map(({ folded }) => folded)
        .join(' ');
      if (names.has(name) || (article !== undefined && names.has(`${article} ${name}`))) return last;
    }
    return undefined;
  }

  function hasCapital(first: number): boolean {
    const named = ARTICLES.has(words[first]?.folded ?? '') ? words[first + 1] : words[first];
    return named !== undefined && /^\p{Lu}/u.test(text.slice(named.start, named.end));
  }

  function isOneRun(first: number, last: number): boolean {
    return words.slice(first + 1, last + 1).every((word, at) => {
      const between = text.slice(words[first + at]?.end, word.start);
      return (
        /^[\s'’\-‐‑()]{1,3}$/.test(between) || (between === '. ' && /^sainte?$/.test(words[first + at]?.folded ?? ''))
      );
    });
  }
}

const ARTICLES: ReadonlySet<string> = new Set(['l', 'la', 'le', 'les']);

/** *Au Mans*, *du Havre*, *aux Ulis*: the article of the name is in the word before. */
const CONTRACTED: Readonly<Record<string, string>> = { au: 'le', du: 'le', aux: 'les', des: 'les' };

interface FoldedWord extends Range {
  readonly folded: string;
}

function wordsOf(text: string): readonly FoldedWord[] {
  return [...text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)].map(({ 0: word, index }) => ({
    start: index,
    end: index + word.length,
    folded: foldWord(word),
  }));
}

function foldWord(word: string): string {
  const bare = word
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae');
  if (bare === 'st') return 'saint';
  return bare === 'ste' ? 'sainte' : bare;
}
