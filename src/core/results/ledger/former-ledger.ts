import * as v from 'valibot';
import type { Survey } from '../../survey/questionnaire.ts';
import type { Frozen } from '../../survey/survey-parts.ts';
import type { Coding } from '../answer-coding.ts';
import { type Book, bookSchema, type Ledger, ledgerSchema } from '../disclosure/ledger.ts';
import { type DefinedSurvey, definitionsOf, OUTSIDE_STRATA } from '../disclosure/table-definitions.ts';
import { EVERYONE } from '../everyone.ts';

/* Ledgers of releases whose books did not keep what they began with, and had crossings by id, their cells by place. */

const { epsilon: _, ...kept } = bookSchema.entries;
const formerBook = v.object({ ...kept, crossings: v.record(v.string(), v.unknown()) });
const anyBook = v.exactOptional(v.union([bookSchema, formerBook]));
export const storedLedgerSchema = v.object({ ...ledgerSchema.entries, preview: anyBook, final: anyBook });
export type StoredLedger = Frozen<v.InferOutput<typeof storedLedgerSchema>>;
export type Books<T extends StoredLedger> = Pick<T, 'preview' | 'final'>;

/** With all revisions in its folder: those that count are in the coding. */
export interface StoredSurvey extends DefinedSurvey {
  readonly revisions: ReadonlyMap<number, Survey>;
}

/**
 * Returns books that know what they began with. `undefined` where that is not known, or where no published revision divides
 * respondents as a book does: a publication would then be a second look at everybody.
 */
export function completedBooks(
  { preview, final }: Books<StoredLedger>,
  survey: StoredSurvey,
  coding: Coding,
): Books<Ledger> | undefined {
  const books = Object.entries({ preview, final }).flatMap(([name, book]) =>
    book ? [[name, completedBook(book, survey, coding)] as const] : [],
  );
  return books.some(([, book]) => book === undefined) ? undefined : Object.fromEntries(books);
}

function completedBook(
  book: NonNullable<StoredLedger['preview']>,
  survey: StoredSurvey,
  coding: Coding,
): Book | undefined {
  const names = book.sizes.cells.filter((name) => name !== OUTSIDE_STRATA);
  const isDividing = (item: string) => {
    const asked = [...survey.revisions.values()].flatMap(({ question }) => question.get(item) ?? []);
    const isSingle = coding.item.has(item) && asked.every(({ kind }) => kind === 'single');
    return isSingle && names.every((name) => asked.some(({ choice }) => choice.has(name)));
  };
  if ('epsilon' in book) return book.dividedBy === undefined || isDividing(book.dividedBy) ? book : undefined;
  const ofToday = survey.current.stratum ?? '';
  const [dividedBy, other] = isDividing(ofToday) ? [ofToday] : [...coding.item.keys()].filter(isDividing);
  const isAlone = names[0] === EVERYONE;
  if (!isAlone && (dividedBy === undefined || other !== undefined)) return undefined;
  const { epsilon } = definitionsOf(survey, coding);
  return {
    ...book,
    ...(!isAlone && dividedBy !== undefined && { dividedBy }),
    epsilon,
    // They may hold any item: none has anything left for another.
    ...(Object.keys(book.crossings).length > 0 && { perItem: 0 }),
    crossings: {},
  };
}
