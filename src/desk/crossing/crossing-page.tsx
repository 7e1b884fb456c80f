import { useMemo } from 'preact/hooks';
import { crossingReply } from '../../wire/organiser/organiser-reply.ts';
import { CalledPart } from '../parts/called-part.tsx';
import { countQuery } from '../parts/counted.tsx';
import { addressTo } from '../parts/desk-address.ts';
import { useDesk } from '../parts/desk-context.ts';
import { useGet } from '../parts/use-get.ts';
import { CrossingForm } from './crossing-form.tsx';
import { CrossingResult } from './crossing-result.tsx';
import { addressFault } from './filter-words.ts';
import { crossableItems } from './item-words.ts';
import { WithEarlierOptions } from './use-naming.tsx';

/** What the address carries for the service, and no more. */
const ASKED = /^(rows|columns|channel|from|to|mode|revision|item\..+)$/;

/** Any question against any other, among those that the filters let through: exact, and addressable. */
export function CrossingPage({ query }: { readonly query: URLSearchParams }) {
  const desk = useDesk();
  const { survey, words } = desk;
  const { crossing: text } = words.desk;
  const items = useMemo(() => crossableItems(desk), [survey, words]);
  const asked = useMemo(() => new URLSearchParams([...query].filter(([name]) => ASKED.test(name))), [query.toString()]);
  if (!asked.has('rows')) asked.set('rows', survey.stratum ?? items[0]?.item ?? '');
  if (!asked.has('columns')) asked.set('columns', items.find(({ item }) => item !== asked.get('rows'))?.item ?? '');
  const path = `/api/organiser/crossings/${survey.id}${countQuery(desk, Object.fromEntries(asked))}`;
  const crossing = useGet(path, crossingReply);
  // Asking again would not help.
  const isNotThere = crossing.called?.kind === 'refused' && crossing.called.code === 'not-found';
  return (
    <>
      <h1 tabIndex={-1}>{words.desk.pages.crossing}</h1>
      <CrossingForm
        items={items}
        asked={asked}
        onAsk={(next) => {
          location.hash = `#/crossing?${new URLSearchParams([['s', survey.id], ...next])}`;
        }}
      />
      {isNotThere ? (
        <div role="alert" class="failure">
          <p>{addressFault(words.desk, asked, items)}</p>
          <a href={addressTo('crossing', { s: survey.id })}>{text.withoutFilters}</a>
        </div>
      ) : (
        <WithEarlierOptions>
          <CalledPart asked={crossing}>{(reply) => <CrossingResult reply={reply} asked={asked} />}</CalledPart>
        </WithEarlierOptions>
      )}
    </>
  );
}
