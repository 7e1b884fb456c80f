import { type Desk, useDesk } from './desk-context.ts';

type Counting = Pick<Desk, 'withToday' | 'words' | 'me'>;

/** The query of a request that counts: `today=1` is in it only while today is included, since each such request is logged. */
export function countQuery(
  { withToday }: Pick<Desk, 'withToday'>,
  asked: Readonly<Record<string, string>> = {},
): string {
  const query = new URLSearchParams({ ...asked, ...(withToday && { today: '1' }) }).toString();
  return query && `?${query}`;
}

/** The day before which responses are counted, in words; empty while today is included. */
export function beforeText({ withToday, words, me }: Counting): string {
  return withToday ? '' : words.date(me.today);
}

/** Up to when responses are counted: « aujourd’hui compris ». */
export function cutText(desk: Counting): string {
  return desk.words.desk.today.cut(beforeText(desk));
}

/** Says why nothing is counted: a bare 0 would pass for all that came. */
export function NothingCounted({ isFiltered = false }: { readonly isFiltered?: boolean }) {
  const desk = useDesk();
  const { today: text, crossing } = desk.words.desk;
  return (
    <p data-nothing>
      {isFiltered ? crossing.noMatch : `${text.none(beforeText(desk))}.`} {desk.withToday ? '' : text.leftOut}
    </p>
  );
}
