import { codingOf } from '../../core/results/answer-coding.ts';
import { dayNamed, dayNumber, type HeadedColumns } from '../../core/results/columns.ts';
import { onceEach } from '../process/once-each.ts';
import type { DaySum, StoredResponse } from '../storage/storage.ts';
import { type CountedResponse, type CountedSurvey, counterOf } from './counted-response.ts';
import { type Planes, planesOf } from './planes.ts';
import { ID, type RowIndex, rowIndex } from './row-index.ts';

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
  readonly readBy: Uint8Array;
  /** 1 for a whole questionnaire that was answered faster than anybody reads. */
  readonly quick: Uint8Array;
  /** The halves of a digest of the answers without texts, 48 bits in all; both 0 where there are too few. */
  readonly alikeHigh: Uint16Array;
  readonly alikeLow: Uint32Array;
  readonly idAt: (row: number) => string;
}

/** Rows in the order of their ids, which follow one another. */
interface Slab {
  readonly ids: string;
  readonly channels: readonly (string | null)[];
  readonly planes: readonly ArrayLike<number>[];
}

export type ColumnStore = ReturnType<typeof columnStore>;

/** Not a power of two: planes that begin at the same place of the cache would evict one another. */
const LEAST_ROWS = 1_000;

/** Room for so many responses to begin with; those that come in the order of their ids cost no index. */
export function columnStore(survey: CountedSurvey, published: readonly number[], expected = 0) {
  const revisions = [...survey.revisions.values()].toSorted((one, other) => one.revision - other.revision);
  const coding = codingOf(
    revisions.filter(({ revision }) => published.includes(revision)),
    survey.results,
  );
  const counters = new Map(
    revisions.map((one, place) => [one.revision, { place, count: counterOf(one, survey.current, coding) }]),
  );
  const revisionNumbers = revisions.map(({ revision }) => revision);
  const channels = channelPlaces();
  // Parsing a day costs more than looking it up.
  const numberOf = onceEach(dayNumber);
  const index = rowIndex();
  const planes = planesOf(coding.width);
  const { words, halves, marks, bytes } = planes;
  const sums = daySumsOf(planes);
  let capacity = 0;
  const counts = { changes: 0, removals: 0 };
  grow(Math.ceil(expected * 1.02));

  function grow(wanted: number): void {
    capacity = Math.max(LEAST_ROWS, wanted);
    index.grow(capacity);
    planes.grow(capacity);
  }

  function append(id: string): number {
    const length = index.length();
    if (length === capacity) grow(Math.ceil(length * 1.5));
    return index.append(id);
  }

  /** The row of a response that is neither erased nor unknown. */
  const presentRow = (id: string) => {
    const row = index.rowOf(id);
    return row !== undefined && marks.present[row] === 1 ? row : undefined;
  };

  return {
    columns: (): StoredColumns => ({
      coding,
      length: index.length(),
      idAt: index.idAt,
      channelNames: channels.names,
      revisionNumbers,
      bytes,
      ...words,
      ...halves,
      ...marks,
    }),
    /** Replaces the response of the same id, or appends it. Responses to an unknown revision count nowhere. */
    put(response: StoredResponse & { readonly stamp?: number }): void {
      const counter = counters.get(response.revision);
      if (!counter) return;
      const counted = counter.count(response);
      const row = index.rowOf(response.id) ?? append(response.id);
      if (marks.present[row] === 1) sums.add(row, -1);
      write(planes, row, counted, {
        day: numberOf(response.receivedOn),
        revision: counter.place,
        minutes: response.minutes,
        channel: channels.placeOf(response.channel),
        stamp: response.stamp ?? 0,
      });
      sums.add(row, 1);
      setCounted(marks, row);
      counts.changes++;
    },
    remove(id: string): void {
      const row = presentRow(id);
      if (row === undefined) return;
      sums.add(row, -1);
      // The id stays, as in a tombstone.
      planes.clear(row);
      counts.changes++;
      counts.removals++;
    },
    /** Those set aside, all of them, and those that were set aside twice. */
    setAside(aside: readonly string[], twice: readonly string[] = []): void {
      const before = marks.aside;
      marks.aside = marked(aside, capacity, presentRow);
      marks.held = marked(twice, capacity, presentRow);
      for (let row = 0; row < index.length(); row++) if (marks.aside[row] !== before[row]) setCounted(marks, row);
    },
    daySums: sums.all,
    /** Nothing for a response that is not here. */
    stampOf(id: string): number | undefined {
      const row = presentRow(id);
      return row === undefined ? undefined : words.stamps[row];
    },
    idsOf: (days: ReadonlySet<string>) => idsReceivedOn(days, index, planes),
    /** Grow with each change, and with each removal. */
    counts,
    /** Copies those of these rows that are present. */
    slab(some: readonly number[]): Slab {
      const rows = some.filter((row) => marks.present[row] === 1);
      rows.sort((one, other) => (index.idAt(one) < index.idAt(other) ? -1 : 1));
      return {
        ids: rows.map(index.idAt).join(''),
        channels: rows.map((row) => channels.names[words.channels[row] ?? 0] ?? null),
        planes: planes.kept().map((plane) => plane.slice(0, rows.length).map((_, at) => plane[rows[at] ?? 0] ?? 0)),
      };
    },
    /** Appends the rows of a slab; false where their ids do not follow those before. */
    take({ ids, channels: names, planes: copied }: Slab): boolean {
      const from = index.length();
      if (from + names.length > capacity) grow(Math.ceil((from + names.length) * 1.5));
      for (const [at, plane] of planes.kept().entries()) plane.set(copied[at] ?? [], from);
      return names.every((name, at) => {
        const id = ids.slice(at * ID, (at + 1) * ID);
        const row = index.append(id);
        marks.present[row] = 1;
        words.channels[row] = channels.placeOf(name);
        sums.add(row, 1);
        setCounted(marks, row);
        return row === 0 || index.idAt(row - 1) < id;
      });
    },
  };
}

function idsReceivedOn(days: ReadonlySet<string>, index: RowIndex, { marks, halves }: Planes): readonly string[] {
  const numbers = new Set([...days].map(dayNumber));
  const found: string[] = [];
  for (let row = 0; row < index.length(); row++)
    if (marks.present[row] === 1 && numbers.has(halves.days[row] ?? 0)) found.push(index.idAt(row));
  return found;
}

/** Returns a plane with 1 in the rows of these ids. */
function marked(
  ids: readonly string[],
  capacity: number,
  rowOf: (id: string) => number | undefined,
): Uint8Array<ArrayBuffer> {
  const found = new Uint8Array(capacity);
  for (const id of ids) {
    const row = rowOf(id);
    if (row !== undefined) found[row] = 1;
  }
  return found;
}

/** Sets whether a row counts, as a complete response or as an unfinished one. */
function setCounted(marks: Planes['marks'], row: number): void {
  const isIn = marks.present[row] === 1 && marks.aside[row] === 0;
  marks.counted[row] = isIn && marks.complete[row] === 1 ? 1 : 0;
  marks.unfinished[row] = isIn && marks.complete[row] === 0 ? 1 : 0;
}

interface RowHeader {
  readonly day: number;
  readonly revision: number;
  readonly minutes: number;
  readonly channel: number;
  readonly stamp: number;
}

function write({ words, halves, marks, bytes }: Planes, row: number, counted: CountedResponse, head: RowHeader): void {
  marks.present[row] = 1;
  marks.complete[row] = counted.isComplete ? 1 : 0;
  marks.inField[row] = counted.inField ? 1 : 0;
  marks.readBy[row] = counted.isTranslated ? 1 : 0;
  marks.quick[row] = counted.isQuick ? 1 : 0;
  marks.profiles[row] = counted.profile;
  halves.days[row] = head.day;
  halves.revisions[row] = head.revision;
  halves.lastQuestions[row] = counted.lastQuestion;
  halves.minutes[row] = head.minutes;
  halves.alikeHigh[row] = Math.floor(counted.alike / 2 ** 32);
  words.channels[row] = head.channel;
  words.alikeLow[row] = counted.alike % 2 ** 32;
  words.stamps[row] = head.stamp;
  for (let at = 0; at < bytes.length; at++) {
    const plane = bytes[at];
    if (plane) plane[row] = counted.code[at] ?? 0;
  }
}

/** Counts responses and adds up their stamps by the day of receipt, to compare with the database. */
function daySumsOf({ halves, words }: Planes) {
  const sums = new Map<number, { responses: number; stamps: number }>();
  return {
    add(row: number, sign: 1 | -1): void {
      const day = halves.days[row] ?? 0;
      const sum = sums.get(day) ?? { responses: 0, stamps: 0 };
      sum.responses += sign;
      sum.stamps += sign * (words.stamps[row] ?? 0);
      if (sum.responses > 0) sums.set(day, sum);
      else sums.delete(day);
    },
    all: (): ReadonlyMap<string, DaySum> =>
      new Map(
        [...sums].map(([number, sum]) => {
          const receivedOn = dayNamed(number);
          return [receivedOn, { receivedOn, ...sum }];
        }),
      ),
  };
}

/** Numbers channels in the order in which they come; 0 is no channel. */
function channelPlaces() {
  const names: (string | null)[] = [null];
  const placeOf = onceEach((channel: string | null) => (channel === null ? 0 : names.push(channel) - 1));
  return { names, placeOf };
}
