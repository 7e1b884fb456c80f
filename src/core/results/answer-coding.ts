import { specifies } from '../answering/flow.ts';
import { holds } from '../answering/rule.ts';
import type { Answer, PossibleAnswers } from '../survey/answers.ts';
import type { Question, Survey } from '../survey/questionnaire.ts';
import { bandsOf, type ResultsFile } from './results-file.ts';

/*
 * A response as a few bytes, one or two for most items: a million of them fit in memory, and any table is counted by one pass
 * over them. Texts and exact numbers are not in it.
 */

/** What a byte says when it is no option: these five are never mixed up. */
export const STATUS = { notAsked: 0, notReached: 1, blank: 2, unknown: 3, given: 4 } as const;
/** The first option, level or band. */
export const FIRST = 5;

/** Options that one byte can tell apart. */
const ONE_BYTE = 256 - FIRST;

export interface ItemCoding {
  readonly item: string;
  readonly question: Question;
  /** Its first byte in the code. */
  readonly at: number;
  /** `place`: one option, in one byte, or two with the higher first. `mask`: a status byte, then a bit for each option. `given`: a text. */
  readonly kind: 'place' | 'mask' | 'given';
  readonly width: number;
  /** Ids of options and levels; of bands, where each begins. Those of later revisions come last. */
  readonly options: readonly string[];
}

/** One survey's code, all its revisions together: an item or option keeps its place from revision to revision. */
export interface Coding {
  /** Bytes of one response. */
  readonly width: number;
  readonly items: readonly ItemCoding[];
  readonly item: ReadonlyMap<string, ItemCoding>;
  readonly edges: ReadonlyMap<string, readonly number[]>;
}

/** `revisions` in ascending order. */
export function codingOf(revisions: readonly Survey[], file: ResultsFile): Coding {
  const questions = new Map<string, { question: Question; options: Set<string> }>();
  const edges = new Map<string, readonly number[]>();
  for (const { questions: asked } of revisions) {
    for (const question of asked) {
      if (question.kind === 'number') edges.set(question.id, bandsOf(question, file));
      for (const item of question.items) {
        const known = questions.get(item) ?? { question, options: new Set<string>() };
        for (const option of optionsOf(question, item, edges)) known.options.add(option);
        // The words of the last revision.
        questions.set(item, { ...known, question });
      }
    }
  }
  const items: ItemCoding[] = [];
  let at = 0;
  for (const [item, { question, options }] of questions) {
    const kind = kindOf(question, item);
    const width = kind === 'mask' ? 1 + Math.ceil(options.size / 8) : options.size > ONE_BYTE ? 2 : 1;
    items.push({ item, question, at, kind, width, options: [...options] });
    at += width;
  }
  return { width: at, items, item: new Map(items.map((one) => [one.item, one])), edges };
}

function kindOf(question: Question, item: string): ItemCoding['kind'] {
  if (question.kind === 'text' || item === question.otherItem) return 'given';
  return question.kind === 'multiple' ? 'mask' : 'place';
}

function optionsOf(question: Question, item: string, edges: ReadonlyMap<string, readonly number[]>): readonly string[] {
  if (item === question.otherItem) return [];
  return question.kind === 'number' ? (edges.get(item) ?? []).map(String) : question.choices.map(({ id }) => id);
}

export interface Coded {
  /** Those of the path, as they are once they were checked. */
  readonly answers: PossibleAnswers;
  readonly status: 'partial' | 'complete';
  /** The furthest question reached. */
  readonly lastQuestion: string | null;
}

/** Writes the code of a response to this revision. Throws for an answer that the revision does not offer: intake refuses those. */
export function encoderOf(coding: Coding, survey: Survey): (coded: Coded) => Uint8Array {
  const asked = survey.questions.map((question) => ({
    question,
    items: question.items.map((item) => {
      const place = coding.item.get(item);
      if (!place) throw new Error(`the code of ${survey.id} has no item ${item}`);
      return { item, place, isOther: item === question.otherItem, write: writerOf(place, coding) };
    }),
  }));
  return ({ answers, status, lastQuestion }) => {
    const code = new Uint8Array(coding.width);
    const reached = status === 'complete' ? Infinity : (survey.question.get(lastQuestion ?? '')?.number ?? 0);
    for (const { question, items } of asked) {
      if (question.showIf && !holds(question.showIf, answers)) continue;
      for (const { item, place, isOther, write } of items) {
        const answer = answers[item];
        if (answer !== undefined) write(code, answer);
        else if (!isOther || specifies(question, answers))
          code[statusAt(place)] = question.number > reached ? STATUS.notReached : STATUS.blank;
      }
    }
    return code;
  };
}

/** The lower byte of a place. */
function statusAt({ at, kind, width }: ItemCoding): number {
  return kind === 'place' ? at + width - 1 : at;
}

function writerOf(
  { item, at, kind, width, options, question }: ItemCoding,
  { edges }: Coding,
): (code: Uint8Array, answer: Answer) => void {
  const places = new Map(options.map((option, place) => [option, place]));
  const placeOf = (option: string) => {
    const place = places.get(option);
    if (place === undefined) throw new Error('an answer that its survey does not offer');
    return place;
  };
  switch (kind) {
    case 'given':
      return (code) => {
        code[at] = STATUS.given;
      };
    case 'mask':
      return (code, answer) => {
        code[at] = STATUS.given;
        for (const option of typeof answer === 'object' ? answer : [String(answer)]) {
          const place = placeOf(option);
          code[at + 1 + (place >> 3)] = (code[at + 1 + (place >> 3)] ?? 0) | (1 << (place & 7));
        }
      };
    case 'place':
      return (code, answer) => {
        if (answer === 'unknown' && question.kind === 'number') {
          code[at + width - 1] = STATUS.unknown;
          return;
        }
        const isNumber = typeof answer === 'number';
        const value = FIRST + (isNumber ? bandAt(edges.get(item) ?? [], answer) : placeOf(String(answer)));
        if (width === 2) code[at] = value >> 8;
        code[at + width - 1] = value & 255;
      };
  }
}

function bandAt(edges: readonly number[], value: number): number {
  let band = 0;
  while (band + 1 < edges.length && value >= (edges[band + 1] ?? Infinity)) band++;
  return band;
}

/** Writes the code of one coding, from `offset` on, into a row of the planes of another one, which knows all its items and options. */
export type Translate = (code: Uint8Array, offset: number, planes: readonly Uint8Array[], row: number) => void;

/**
 * From a revision's own coding to that of all revisions together, in which items and options may lie elsewhere. Items that the revision
 * does not have are `notAsked`.
 */
export function translatorOf(from: Coding, to: Coding): Translate {
  const copied: (readonly [from: number, to: number])[] = [];
  const moved: Translate[] = [];
  for (const item of from.items) {
    const target = to.item.get(item.item);
    if (!target) throw new Error(`no item ${item.item} in the coding of all revisions`);
    const places = item.options.map((option) => target.options.indexOf(option));
    if (places.includes(-1)) throw new Error(`an option of ${item.item} is not in the coding of all revisions`);
    const isSame = item.kind === target.kind && item.width === target.width && places.every((to, at) => to === at);
    if (isSame) for (let byte = 0; byte < item.width; byte++) copied.push([item.at + byte, target.at + byte]);
    else moved.push(item.kind === 'mask' ? movingMask(item, target, places) : movingPlace(item, target, places));
  }
  const sources = Uint16Array.from(copied, ([source]) => source);
  const targets = Uint16Array.from(copied, ([, target]) => target);
  return (code, offset, planes, row) => {
    if (copied.length < planes.length) for (const plane of planes) plane[row] = 0;
    for (let index = 0; index < sources.length; index++) {
      const plane = planes[targets[index] ?? 0];
      if (plane) plane[row] = code[offset + (sources[index] ?? 0)] ?? 0;
    }
    for (const move of moved) move(code, offset, planes, row);
  };
}

function movingMask(from: ItemCoding, to: ItemCoding, places: readonly number[]): Translate {
  return (code, offset, planes, row) => {
    const at = offset + from.at;
    write(planes, to.at, row, code[at] ?? 0);
    for (const [place, moved] of places.entries())
      if (((code[at + 1 + (place >> 3)] ?? 0) >> (place & 7)) & 1)
        write(planes, to.at + 1 + (moved >> 3), row, 1 << (moved & 7));
  };
}

function movingPlace(from: ItemCoding, to: ItemCoding, places: readonly number[]): Translate {
  return (code, offset, planes, row) => {
    const at = offset + from.at;
    const value = from.width === 2 ? ((code[at] ?? 0) << 8) | (code[at + 1] ?? 0) : (code[at] ?? 0);
    const moved = value < FIRST ? value : FIRST + (places[value - FIRST] ?? 0);
    if (to.width === 2) write(planes, to.at, row, moved >> 8);
    write(planes, to.at + to.width - 1, row, moved & 255);
  };
}

/** Into a row that was emptied. */
function write(planes: readonly Uint8Array[], at: number, row: number, bits: number): void {
  const plane = planes[at];
  if (plane) plane[row] = (plane[row] ?? 0) | bits;
}
