import type { WireAnswer, WireAnswers } from '../../wire/envelope.ts';

/** The words that the answers to one revision of a survey are mostly made of: its items, rows and options. */
export interface Vocabulary {
  readonly survey: string;
  readonly revision: number;
  readonly words: readonly string[];
}

/** Answers as they lie in the database, and back to the JSON text that they came as. */
export interface Packing {
  /** Those that have a code, by its number. */
  readonly words: readonly string[];
  readonly pack: (answers: WireAnswers) => string;
  /** Throws when the text is not as `pack` writes it. */
  readonly unpack: (stored: string) => string;
}

/** Answers as they lie there, of which a reader of a million takes out what it needs: see `answerReader`. */
export interface PackedAnswers {
  readonly stored: string;
  readonly packing: Packing;
}

/** Begins what is packed; what is not is JSON, which begins with a brace. */
export const PACKED = '!';
/*
 * A word is written in two characters, the first of them from `@` to `~`, so that whatever begins otherwise is no word:
 * a text in JSON's quotes, a number with its end, a list or the rows of a matrix.
 */
export const FIRST_CODE = 64;
const SECOND = 36;
const LAST = 126;
const SECONDS = LAST - SECOND + 1;
const MOST_WORDS = (LAST - FIRST_CODE + 1) * SECONDS;
export const [LIST, LIST_END, ROWS, ROWS_END, NUMBER_END] = ['(', ')', '<', '>', ';'] as const;

/**
 * Answers written a fifth as long, a free text apart. A row then fills no more than its own page of the database, where what
 * runs over is laid down in the order in which it comes; and each commit flushes fewer bytes. Nothing but the words of the
 * published survey is known by a code: what people wrote stands in full, and goes with their row.
 */
export function packingOf(words: readonly string[]): Packing {
  const known = words.slice(0, MOST_WORDS);
  const codes = new Map(known.map((word, index) => [word, codeOf(index)]));
  const quoted = known.map((word) => JSON.stringify(word));

  const text = (value: string) => codes.get(value) ?? JSON.stringify(value);
  const entries = (rows: Readonly<Record<string, WireAnswer>>) => {
    let written = '';
    for (const key in rows) written += text(key) + value(rows[key] as WireAnswer);
    return written;
  };
  function value(answer: WireAnswer): string {
    if (typeof answer === 'string') return text(answer);
    if (typeof answer === 'number') return answer + NUMBER_END;
    return isList(answer) ? LIST + answer.map(text).join('') + LIST_END : ROWS + entries(answer) + ROWS_END;
  }

  return {
    words: known,
    pack: (answers) => PACKED + entries(answers),
    unpack: (stored) => (stored.startsWith(PACKED) ? unpacking(stored, quoted) : stored),
  };
}

export function textOf(answers: string | PackedAnswers): string {
  return typeof answers === 'string' ? answers : answers.packing.unpack(answers.stored);
}

/** The packing of a survey's revision. */
export type Packings = (survey: string, revision: number) => Packing;

/** Those whose words are found, each made once. */
export function packings(find: (survey: string, revision: number) => readonly string[] | undefined): Packings {
  const made = new Map<string, Packing>();
  return (survey, revision) => {
    const name = `${survey} ${revision}`;
    const before = made.get(name);
    if (before) return before;
    const words = find(survey, revision);
    // Another endpoint may teach them to the database at any time.
    if (words === undefined) return UNPACKED;
    const packing = packingOf(words);
    made.set(name, packing);
    return packing;
  };
}

/** What a database that knows no words of a revision reads and writes. */
export const UNPACKED: Packing = {
  words: [],
  pack: JSON.stringify,
  unpack(stored) {
    if (stored.startsWith(PACKED)) throw new NotAsPacked();
    return stored;
  },
};

/** The text in the database was changed by something else than this program. */
export class NotAsPacked extends Error {
  override readonly name = 'NotAsPacked';
}

function isList(answer: WireAnswer): answer is readonly string[] {
  return Array.isArray(answer);
}

function codeOf(index: number): string {
  return String.fromCharCode(FIRST_CODE + Math.floor(index / SECONDS), SECOND + (index % SECONDS));
}

/** The number of the word whose code stands here. */
export function wordAt(stored: string, at: number): number {
  return (stored.charCodeAt(at) - FIRST_CODE) * SECONDS + stored.charCodeAt(at + 1) - SECOND;
}

/** The place after the quote that ends the text begun here. */
export function endOfText(stored: string, start: number): number {
  let at = start + 1;
  for (; stored[at] !== '"'; at++) {
    if (stored[at] === '\\') at++;
    if (at >= stored.length) throw new NotAsPacked();
  }
  return at + 1;
}

/** The end of the number that begins here. */
export function endOfNumber(stored: string, start: number): number {
  const end = stored.indexOf(NUMBER_END, start);
  if (end < 0 || !Number.isFinite(Number(stored.slice(start, end)))) throw new NotAsPacked();
  return end;
}

function unpacking(stored: string, quoted: readonly string[]): string {
  let at = PACKED.length;

  function entries(end: string | undefined): string {
    const pairs: string[] = [];
    while (at < stored.length && stored[at] !== end) pairs.push(`${text()}:${value()}`);
    return `{${pairs.join(',')}}`;
  }

  function value(): string {
    switch (stored[at]) {
      case LIST: {
        const texts: string[] = [];
        for (at++; stored[at] !== LIST_END; ) texts.push(text());
        at++;
        return `[${texts.join(',')}]`;
      }
      case ROWS: {
        at++;
        const rows = entries(ROWS_END);
        if (stored[at++] !== ROWS_END) throw new NotAsPacked();
        return rows;
      }
      default:
        return stored.charCodeAt(at) >= FIRST_CODE || stored[at] === '"' ? text() : number();
    }
  }

  function text(): string {
    const start = at;
    if (stored[at] === '"') {
      at = endOfText(stored, start);
      return stored.slice(start, at);
    }
    const word = quoted[wordAt(stored, at)];
    if (word === undefined) throw new NotAsPacked();
    at += 2;
    return word;
  }

  function number(): string {
    const start = at;
    at = endOfNumber(stored, start) + 1;
    return stored.slice(start, at - 1);
  }

  return entries(undefined);
}
