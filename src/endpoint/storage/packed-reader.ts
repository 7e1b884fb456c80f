import type { WireAnswer } from '../../wire/envelope.ts';
import {
  endOfNumber,
  endOfText,
  FIRST_CODE,
  LIST,
  LIST_END,
  NotAsPacked,
  PACKED,
  ROWS,
  ROWS_END,
  wordAt,
} from './packing.ts';

/** The answer to one item. */
type ItemAnswer = Exclude<WireAnswer, Readonly<Record<string, string>>>;

const QUOTE = '"';
const NOWHERE = -1;

/**
 * Reads the answers to a list of items from what was packed, in its order. Words come out as the survey has them, so that no text is made for
 * what was chosen.
 */
export function packedReader(
  words: readonly string[],
  items: readonly string[],
): (stored: string) => (ItemAnswer | undefined)[] {
  const places = new Map(items.map((item, place) => [item, place]));
  const placeOfWord = words.map((word) => places.get(word) ?? NOWHERE);
  let stored = '';
  let at = 0;
  let answers: (ItemAnswer | undefined)[] = [];

  function pairs(end: string | undefined): void {
    while (at < stored.length && stored[at] !== end) {
      const place = key();
      // A matrix: its rows are items too.
      if (stored[at] === ROWS) {
        at++;
        pairs(ROWS_END);
        if (stored[at++] !== ROWS_END) throw new NotAsPacked();
      } else {
        const answer = value();
        if (place !== NOWHERE) answers[place] = answer;
      }
    }
  }

  function key(): number {
    if (stored[at] === QUOTE) return places.get(text()) ?? NOWHERE;
    const place = placeOfWord[wordAt(stored, at)];
    if (place === undefined) throw new NotAsPacked();
    at += 2;
    return place;
  }

  function value(): ItemAnswer {
    if (stored.charCodeAt(at) >= FIRST_CODE || stored[at] === QUOTE) return text();
    if (stored[at] !== LIST) return number();
    const texts: string[] = [];
    for (at++; stored[at] !== LIST_END; ) texts.push(text());
    at++;
    return texts;
  }

  function text(): string {
    const start = at;
    if (stored[start] === QUOTE) {
      at = endOfText(stored, start);
      return JSON.parse(stored.slice(start, at));
    }
    const word = words[wordAt(stored, start)];
    if (word === undefined) throw new NotAsPacked();
    at += 2;
    return word;
  }

  function number(): number {
    const start = at;
    const end = endOfNumber(stored, start);
    at = end + 1;
    return Number(stored.slice(start, end));
  }

  return (packed) => {
    stored = packed;
    at = PACKED.length;
    answers = new Array(items.length).fill(undefined);
    pairs(undefined);
    return answers;
  };
}
