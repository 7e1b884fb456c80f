import { codingOf } from '../../core/results/answer-coding.ts';
import { dayNamed, dayNumber, type HeadedColumns } from '../../core/results/columns.ts';
import type { DaySum, StoredResponse } from '../storage/storage.ts';
import { type CountedSurvey, counterOf } from './counted-response.ts';

/** The columns of one survey, with what its flags and its participation need. Rows that hold nothing count nowhere. */
export interface StoredColumns extends HeadedColumns {
  readonly present: Uint8Array;
  /** 1 for a complete response, set aside or not. */
  readonly complete: Uint8Array;
  readonly aside: Uint8Array;
  /** 1 for one that was excluded twice: it counts again in the final results only. */
  readonly held: Uint8Array;
  /** The number of the last question in its own revision; 0 for none. */
  readonly lastQuestions: Uint16Array;
  readonly minutes: Uint16Array;
  /** 1 for a whole questionnaire that was answered faster than anybody reads. */
  readonly quick: Uint8Array;
  /** The halves of a digest of the answers without texts, 48 bits in all; both 0 where there are too few. */
  readonly alikeHigh: Uint16Array;
  readonly alikeLow: Uint32Array;
  readonly idAt: (row: number) => string;
}

export interface ColumnStore {
  readonly columns: () => StoredColumns;
  /** Replaces the response of the same id, or appends it. Responses to an unknown revision count nowhere. */
  readonly put: (response: StoredResponse & { readonly stamp?: number }) => void;
  readonly remove: (id: string) => void;
  /** Those set aside, all of them, and those that were set aside twice. */
  readonly setAside: (ids: readonly string[], twice?: readonly string[]) => void;
  readonly daySums: () => ReadonlyMap<string, DaySum>;
  readonly idsOf: (days: ReadonlySet<string>) => readonly string[];
  /** Nothing for a response that is not here. */
  readonly stampOf: (id: string) => number | undefined;
}

/** Characters of an id. */
export const ID = 36;
/** No power of two: planes that begin at the same place of the cache would push one another out of it. */
const LEAST_ROWS = 1_000;

/** Room for so many responses to begin with; those that come in the order of their ids cost no index. */
export function columnStore(survey: CountedSurvey, expected = 0): ColumnStore {
  const revisions = [...survey.revisions.values()].toSorted((one, other) => one.revision - other.revision);
  const coding = codingOf(revisions, survey.results);
  const counters = new Map(
    revisions.map((one, place) => [one.revision, { place, count: counterOf(one, survey.current, coding) }]),
  );
  const revisionNumbers = revisions.map(({ revision }) => revision);
  const channelNames: (string | null)[] = [null];
  const channelPlaces = new Map<string | null, number>([[null, 0]]);
  const dayNumbers = new Map<string, number>();
  /** By number of the day. */
  const sums = new Map<number, { responses: number; stamps: number }>();

  let length = 0;
  let capacity = 0;
  /** So many rows are in the order of their ids, the last of which is this one. */
  let sorted = 0;
  let lastSorted = '';
  const later = new Map<string, number>();
  let ids = Buffer.alloc(0);
  const words = {
    stamps: new Uint32Array(),
    channels: new Uint32Array(),
    alikeLow: new Uint32Array(),
  };
  const halves = {
    days: new Uint16Array(),
    revisions: new Uint16Array(),
    lastQuestions: new Uint16Array(),
    minutes: new Uint16Array(),
    alikeHigh: new Uint16Array(),
  };
  const marks = {
    present: new Uint8Array(),
    complete: new Uint8Array(),
    aside: new Uint8Array(),
    held: new Uint8Array(),
    counted: new Uint8Array(),
    unfinished: new Uint8Array(),
    inField: new Uint8Array(),
    quick: new Uint8Array(),
    profiles: new Uint8Array(),
  };
  const bytes = Array.from({ length: coding.width }, () => new Uint8Array());
  grow(Math.ceil(expected * 1.02));

  function grow(wanted: number): void {
    capacity = Math.max(LEAST_ROWS, wanted);
    ids = Buffer.concat([ids], ID * capacity);
    for (const name of keysOf(words)) words[name] = copied(new Uint32Array(capacity), words[name]);
    for (const name of keysOf(halves)) halves[name] = copied(new Uint16Array(capacity), halves[name]);
    for (const name of keysOf(marks)) marks[name] = copied(new Uint8Array(capacity), marks[name]);
    for (const [at, plane] of bytes.entries()) bytes[at] = copied(new Uint8Array(capacity), plane);
  }

  const idAt = (row: number) => ids.toString('latin1', row * ID, (row + 1) * ID);

  function rowOf(id: string): number | undefined {
    const appended = later.get(id);
    if (appended !== undefined || id > lastSorted) return appended;
    let [low, high] = [0, sorted - 1];
    while (low <= high) {
      const middle = (low + high) >> 1;
      const found = idAt(middle);
      if (found === id) return middle;
      if (found < id) low = middle + 1;
      else high = middle - 1;
    }
    return undefined;
  }

  function append(id: string): number {
    if (length === capacity) grow(Math.ceil(length * 1.5));
    const row = length++;
    ids.write(id, row * ID, ID, 'latin1');
    if (later.size === 0 && id > lastSorted) {
      sorted++;
      lastSorted = id;
    } else later.set(id, row);
    return row;
  }

  function count(row: number, sign: 1 | -1): void {
    const day = halves.days[row] ?? 0;
    const sum = sums.get(day) ?? { responses: 0, stamps: 0 };
    sum.responses += sign;
    sum.stamps += sign * (words.stamps[row] ?? 0);
    if (sum.responses > 0) sums.set(day, sum);
    else sums.delete(day);
  }

  function place(row: number): void {
    const isIn = marks.present[row] === 1 && marks.aside[row] === 0;
    marks.counted[row] = isIn && marks.complete[row] === 1 ? 1 : 0;
    marks.unfinished[row] = isIn && marks.complete[row] === 0 ? 1 : 0;
  }

  function markedBy(marked: readonly string[]): Uint8Array<ArrayBuffer> {
    const found = new Uint8Array(capacity);
    for (const id of marked) {
      const row = rowOf(id);
      if (row !== undefined && marks.present[row] === 1) found[row] = 1;
    }
    return found;
  }

  function numberOf(day: string): number {
    let number = dayNumbers.get(day);
    if (number === undefined) {
      number = dayNumber(day);
      dayNumbers.set(day, number);
    }
    return number;
  }

  function placeOf(channel: string | null): number {
    let place = channelPlaces.get(channel);
    if (place === undefined) {
      place = channelNames.push(channel) - 1;
      channelPlaces.set(channel, place);
    }
    return place;
  }

  return {
    columns: () => ({ coding, length, idAt, channelNames, revisionNumbers, bytes, ...words, ...halves, ...marks }),
    put(response) {
      const counter = counters.get(response.revision);
      if (!counter) return;
      const { id, receivedOn, channel, minutes, stamp = 0 } = response;
      const counted = counter.count(response);
      const row = rowOf(id) ?? append(id);
      if (marks.present[row] === 1) count(row, -1);
      marks.present[row] = 1;
      marks.complete[row] = counted.isComplete ? 1 : 0;
      marks.inField[row] = counted.inField ? 1 : 0;
      marks.quick[row] = counted.isQuick ? 1 : 0;
      marks.profiles[row] = counted.profile;
      halves.days[row] = numberOf(receivedOn);
      halves.revisions[row] = counter.place;
      halves.lastQuestions[row] = counted.lastQuestion;
      halves.minutes[row] = minutes;
      halves.alikeHigh[row] = Math.floor(counted.alike / 2 ** 32);
      words.channels[row] = placeOf(channel);
      words.alikeLow[row] = counted.alike % 2 ** 32;
      words.stamps[row] = stamp;
      for (let at = 0; at < bytes.length; at++) {
        const plane = bytes[at];
        if (plane) plane[row] = counted.code[at] ?? 0;
      }
      count(row, 1);
      place(row);
    },
    remove(id) {
      const row = rowOf(id);
      if (row === undefined || marks.present[row] === 0) return;
      count(row, -1);
      // Its id stays, as in a tombstone; of what it said, nothing.
      for (const name of keysOf(words)) words[name][row] = 0;
      for (const name of keysOf(halves)) halves[name][row] = 0;
      for (const name of keysOf(marks)) marks[name][row] = 0;
      for (const plane of bytes) plane[row] = 0;
    },
    setAside(aside, twice = []) {
      const before = marks.aside;
      marks.aside = markedBy(aside);
      marks.held = markedBy(twice);
      for (let row = 0; row < length; row++) if (marks.aside[row] !== before[row]) place(row);
    },
    daySums: () =>
      new Map(
        [...sums].map(([number, sum]) => {
          const receivedOn = dayNamed(number);
          return [receivedOn, { receivedOn, ...sum }];
        }),
      ),
    stampOf(id) {
      const row = rowOf(id);
      return row !== undefined && marks.present[row] === 1 ? words.stamps[row] : undefined;
    },
    idsOf(days) {
      const numbers = new Set([...days].map(dayNumber));
      const found: string[] = [];
      for (let row = 0; row < length; row++)
        if (marks.present[row] === 1 && numbers.has(halves.days[row] ?? 0)) found.push(idAt(row));
      return found;
    },
  };
}

function copied<T extends { set(from: ArrayLike<number>): void }>(into: T, from: ArrayLike<number>): T {
  into.set(from);
  return into;
}

function keysOf<T extends object>(record: T): readonly (keyof T)[] {
  return Object.keys(record) as (keyof T)[];
}
