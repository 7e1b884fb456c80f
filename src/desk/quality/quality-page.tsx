import { asideReply, participationReply } from '../calls/desk-reply.ts';
import { useCalled } from '../calls/use-called.ts';
import { useStatusText } from '../calls/use-status-text.ts';
import type { Desk } from '../parts/desk-context.ts';
import { AsideList } from './aside-list.tsx';
import { FlagList } from './flag-list.tsx';
import { RefusedTable } from './refused-table.tsx';

/** What deserves a look: flagged, set aside, refused. */
export function QualityPage({ desk }: { readonly desk: Desk }) {
  const { client, survey, words } = desk;
  const { quality: text } = words.desk;
  const [statusText, setStatusText] = useStatusText(client);
  const aside = useCalled(
    (signal) => client.get(`/api/organiser/set-aside/${survey.id}`, asideReply, signal),
    [client, survey.id],
  );
  const counts = useCalled(
    (signal) => client.get(`/api/organiser/participation/${survey.id}?today=1`, participationReply, signal),
    [client, survey.id],
  );
  // The consequences are shown when they are known; nothing waits for them.
  const counted = counts.called?.kind === 'ok' ? counts.called.value.counted : undefined;
  const done = (what: string) => {
    setStatusText(what);
    aside.again();
    counts.again();
  };
  return (
    <>
      <h1 tabIndex={-1}>{text.title}</h1>
      <p>{text.lead}</p>
      <p role="status" class="status-text">
        {statusText}
      </p>
      <FlagList desk={desk} counted={counted} onDone={done} />
      <AsideList desk={desk} aside={aside} counted={counted} onDone={done} />
      <RefusedTable desk={desk} />
      <section aria-labelledby="erasing">
        <h2 id="erasing">{text.erasing}</h2>
        <p>{text.erasingHelp}</p>
        <p>
          <a href={`/${desk.isHome ? '' : `?s=${survey.id}`}#/receipt`}>{text.erasingLink}</a>
        </p>
      </section>
    </>
  );
}
