import { lifecycleReply, participationReply } from '../../wire/organiser/organiser-reply.ts';
import { channelLabel, useDesk } from '../parts/desk-context.ts';
import { useGet } from '../parts/use-get.ts';
import { ChannelLinks } from './channel-links.tsx';
import { FieldSheet } from './field-sheet.tsx';
import { OtherChannel } from './other-channel.tsx';
import { Poster } from './poster.tsx';

/** A name of this machine for itself: on any other it leads elsewhere. */
const LOOPBACK = /^(localhost|127\..+|\[::1\])$/;

/** A link for each channel, with all that carries it: QR code, poster, card, message. */
export function InvitingPage({ query }: { readonly query: URLSearchParams }) {
  const desk = useDesk();
  const { survey, words } = desk;
  const { inviting: text } = words.desk;
  // Without the counts the links are there all the same.
  const counts = useGet(`/api/organiser/participation/${survey.id}?today=1`, participationReply);
  const conduct = useGet(`/api/organiser/conduct/${survey.id}`, lifecycleReply);
  const paper = query.get('print');
  const channel = query.get('c');
  if (paper === 'field' && channel !== null) return <FieldSheet channel={channel} />;
  if (paper === 'poster' || paper === 'card')
    return <Poster channel={channel} paper={paper} mode={query.get('mode') === 'field' ? 'field' : 'self'} />;

  const completeBy = new Map<string | null, number>();
  if (counts.called?.kind === 'ok')
    for (const day of counts.called.value.days)
      completeBy.set(day.channel, (completeBy.get(day.channel) ?? 0) + day.complete);
  const declared = survey.notice?.channels ?? [];
  const shown = [
    ...declared.map(({ id }) => id),
    ...(channel !== null && !declared.some(({ id }) => id === channel) ? [channel] : []),
  ];
  return (
    <div class={shown.length === 0 ? 'inviting is-single halves' : 'inviting'}>
      <div>
        <h1 tabIndex={-1}>{text.title}</h1>
        <p>{text.lead}</p>
        {conduct.called?.kind === 'ok' && conduct.called.value.closedFrom !== null ? (
          <p class="notice">
            {conduct.called.value.closedFrom <= conduct.called.value.today
              ? text.closed(words.date(conduct.called.value.closedFrom))
              : text.closesBefore(words.date(conduct.called.value.closedFrom))}
          </p>
        ) : null}
        {LOOPBACK.test(location.hostname) ? <p class="notice">{text.onlyHere(location.host)}</p> : null}
        {declared.length === 0 ? (
          <>
            <p class="notice">{text.noneDeclared}</p>
            <OtherChannel />
          </>
        ) : (
          <p class="help">{text.allDeclared}</p>
        )}
      </div>
      <div class="channels halves">
        {shown.map((id) => (
          <ChannelLinks key={id} channel={id} label={channelLabel(desk, id)} complete={completeBy.get(id)} />
        ))}
        <ChannelLinks channel={null} label={text.noChannel} complete={completeBy.get(null)} />
      </div>
    </div>
  );
}
