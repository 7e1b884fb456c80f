import { type Desk, useDesk } from './desk-context.ts';

/** The query of a request that counts: `today=1` is in it only while today is included, since each such request is logged. */
export function countQuery({ withToday }: Pick<Desk, 'withToday'>, asked: Record<string, string> = {}): string {
  const query = new URLSearchParams({ ...asked, ...(withToday && { today: '1' }) }).toString();
  return query && `?${query}`;
}

/** Up to when responses are counted: « aujourd’hui compris ». */
export function cutText({ withToday, words, me }: Desk): string {
  return words.desk.today.cut(withToday ? '' : words.date(me.today));
}

/** Says why nothing is counted: a bare 0 would pass for all that came. */
export function NothingCounted({ isFiltered = false }: { readonly isFiltered?: boolean }) {
  const { words, me, withToday } = useDesk();
  const { today: text, crossing } = words.desk;
  const none = text.none(withToday ? '' : words.date(me.today));
  return (
    <p data-nothing>
      {isFiltered ? crossing.noMatch : `${none}.`} {withToday ? '' : text.leftOut}
    </p>
  );
}
