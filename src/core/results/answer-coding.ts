import { specifies } from '../answering/flow.ts';
import { holds } from '../answering/rule.ts';
import type { Answer, PossibleAnswers } from '../survey/answers.ts';
import type { Question, Survey } from '../survey/questionnaire.ts';
import { bandsOf, type ResultsFile } from './results-file.ts';

/*
 * A response as a few bytes, one or two for most items: a million of them fit in memory, and any table is counted by one pass
 * over them. Texts and exact numbers are not in it.
 */

/** The values of a byte that is no option: these five are never mixed up. */
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

/** One survey's code, its published revisions together: an item or option is the same from revision to revision, bands are those of the last. */
export interface Coding {
  /** Those that it joins, by number: only these make items and options, whatever responses say. */
  readonly revisions: ReadonlyMap<number, Survey>;
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
        const before = questions.get(item);
        const known = before && question.kind !== 'number' ? before : { options: new Set<string>() };
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
  const item = new Map(items.map((one) => [one.item, one]));
  return { revisions: new Map(revisions.map((one) => [one.revision, one])), width: at, items, item, edges };
}

function kindOf(question: Question, item: string): ItemCoding['kind'] {
  if (question.kind === 'text' || item === question.otherItem) return 'given';
  return question.kind === 'multiple' ? 'mask' : 'place';
}

function optionsOf(question: Question, item: string, edges: ReadonlyMap<string, readonly number[]>): readonly string[] {
  if (item === question.otherItem) return [];
  return question.kind === 'number' ? (edges.get(item) ?? []).map(String) : question.choices.map(({ id }) => id);
}

interface Coded {
  /** Those of the path, as they are once they were checked. */
  readonly answers: PossibleAnswers;
  readonly status: 'partial' | 'complete';
  /** The furthest question reached. */
  readonly lastQuestion: string | null;
}

/**
 * Writes the code of a response to this revision. Throws for an answer that the revision does not offer: intake refuses those. Where the
 * code does not join the revision, an option that the code lacks counts as blank, and an item that it lacks is left out.
 */
export function encoderOf(coding: Coding, survey: Survey): (coded: Coded) => Uint8Array {
  const isJoined = coding.revisions.has(survey.revision);
  const asked = survey.questions.map((question) => ({
    question,
    items: question.items.flatMap((item) => {
      const place = coding.item.get(item);
      if (!place && isJoined) throw new Error(`the code of ${survey.id} has no item ${item}`);
      return place ? [{ item, place, isOther: item === question.otherItem, write: writerOf(place, coding) }] : [];
    }),
  }));
  return ({ answers, status, lastQuestion }) => {
    const code = new Uint8Array(coding.width);
    const reached = status === 'complete' ? Infinity : (survey.question.get(lastQuestion ?? '')?.number ?? 0);
    for (const { question, items } of asked) {
      if (question.showIf && !holds(question.showIf, answers)) continue;
      for (const { item, place, isOther, write } of items) {
        const given = answers[item];
        const answer = isJoined || given === undefined ? given : codedPart(place, given);
        if (answer !== undefined) write(code, answer);
        else if (!isOther || specifies(question, answers))
          code[statusAt(place)] = question.number > reached ? STATUS.notReached : STATUS.blank;
      }
    }
    return code;
  };
}

/** The part of an answer that the code has; `undefined` where it has nothing of it. */
function codedPart({ kind, options, question }: ItemCoding, answer: Answer): Answer | undefined {
  if (kind === 'given') return answer;
  if (question.kind === 'number')
    return typeof answer === 'number' || (answer === 'unknown' && question.unknown) ? answer : undefined;
  const known = [answer]
    .flat()
    .map(String)
    .filter((one) => options.includes(one));
  return kind === 'mask' && known.length > 0 ? known : known[0];
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
