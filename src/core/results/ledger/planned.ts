import type { Coding } from '../answer-coding.ts';
import { type Book, crossingRoom, goesOn, OTHER, tableName, UNBOUND } from '../disclosure/ledger.ts';
import { definitionsOf } from '../disclosure/table-definitions.ts';
import { type Books, completedBooks, type StoredLedger, type StoredSurvey } from './former-ledger.ts';

/**
 * Part of a survey's files that publications leave as it was when they began. `id`: the question that divides, or nothing; an option
 * beyond the strata that there may be; the item, or `PROFILES`, whose table has other cells; a channel that was left out, or would be.
 */
export interface BookPart {
  readonly what: 'division' | 'group' | 'table' | 'channel' | 'epsilon';
  readonly id: string;
}

/**
 * What publications will do with the files of a survey: what waits for the closing, what is in no final results any more, which crossings
 * do not fit, and by item how many more it may have, if there is a bound. `undefined` where the ledger fits no published revision.
 */
export function plannedOf(stored: Books<StoredLedger>, survey: StoredSurvey, coding: Coding) {
  const books = completedBooks(stored, survey, coding);
  if (!books) return undefined;
  const definitions = definitionsOf(survey, coding, books.final);
  const { refused, leftOf } = crossingRoom(books.final, definitions);
  const left = definitions.tables.map(({ name }) => [name, leftOf(name)] as const);
  const held = (book: Book | undefined) => (book ? heldBy(book, survey, coding) : []);
  const [previews, final] = [held(books.preview), held(books.final)];
  return { previews, final, refused, left: Object.fromEntries(left.filter(([, number]) => number !== UNBOUND)) };
}

function heldBy(book: Book, survey: StoredSurvey, coding: Coding): readonly BookPart[] {
  const { stratum, strata, tables, channels } = definitionsOf(survey, coding, book);
  const wanted = definitionsOf(survey, coding);
  const asked = survey.results.groups === 'none' ? undefined : survey.current.stratum;
  const isRedivided = asked !== stratum && wanted.stratum !== stratum;
  const options = coding.item.get(stratum ?? '')?.options ?? [];
  const drawn = Object.values(book.strata).map((one) => one.tables);
  const isChanged = (table: (typeof tables)[number]) =>
    drawn.some(({ [tableName(table)]: last }) => last && !goesOn(last, table));
  const [start, now] = [OTHER.channel(''), channels.map(OTHER.channel)];
  const gone = book.others.cells.filter((cell) => book.others.gone?.includes(cell) || !now.includes(cell));
  const found: readonly (readonly [BookPart['what'], readonly string[]])[] = [
    ['division', isRedivided ? [asked ?? ''] : []],
    ['group', options.filter((option) => !strata.includes(option))],
    ['table', tables.filter(isChanged).map(({ name }) => name)],
    ['channel', gone.flatMap((cell) => (cell.startsWith(start) ? [cell.slice(start.length)] : []))],
    ['epsilon', wanted.epsilon.s === book.epsilon.s ? [] : ['']],
  ];
  return found.flatMap(([what, ids]) => [...new Set(ids)].map((id) => ({ what, id })));
}
