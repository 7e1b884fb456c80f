import type { ComponentChildren } from 'preact';
import { CHANNEL, OTHER_CHANNELS } from '../../core/survey/channel-id.ts';
import { QrCode } from '../../ui/elements/qr-code.tsx';
import { lifecycleReply, participationReply } from '../../wire/organiser/organiser-reply.ts';
import { countQuery } from '../parts/counted.tsx';
import { DataForm } from '../parts/data-form.tsx';
import { addressTo } from '../parts/desk-address.ts';
import { channelLabel, LOOPBACK, useDesk } from '../parts/desk-context.ts';
import { useGet } from '../parts/use-get.ts';
import { CopyText } from './copy-text.tsx';
import { FieldSheet } from './field-sheet.tsx';
import { linkOf, posterAddress } from './invitation-link.ts';
import { Poster } from './poster.tsx';

interface InvitingPageProps {
  readonly query: URLSearchParams;
  /** The form of the survey's channels. */
  readonly channels: ComponentChildren;
}

/** A link for each channel, with all that carries it: QR code, poster, card, message. */
export function InvitingPage({ query, channels }: InvitingPageProps) {
  const desk = useDesk();
  const { survey, words } = desk;
  const { inviting: text } = words.desk;
  // Without the counts the links are there all the same.
  const counts = useGet(`/api/organiser/participation/${survey.id}${countQuery(desk)}`, participationReply);
  const conduct = useGet(`/api/organiser/conduct/${survey.id}`, lifecycleReply);
  const closedFrom = conduct.called?.kind === 'ok' ? conduct.called.value.closedFrom : null;
  const closing = closedFrom && (closedFrom <= desk.me.today ? text.closed : text.closesBefore)(words.date(closedFrom));
  const paper = query.get('print');
  const channel = query.get('c');
  if (paper === 'field' && channel !== null) return <FieldSheet channel={channel} />;
  if (paper === 'poster' || paper === 'slide' || paper === 'card') return <Poster channel={channel} paper={paper} />;

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
        <h1 tabIndex={-1}>{words.desk.pages.inviting}</h1>
        <p>{text.lead}</p>
        {closing ? <p class="notice">{closing}</p> : null}
        {LOOPBACK.test(new URL(desk.origin).hostname) ? <p class="notice">{text.onlyHere(location.host)}</p> : null}
        {desk.me.origins && desk.me.origins.length > 0 ? <OriginChoice /> : null}
        {declared.length === 0 ? (
          <>
            <p class="notice">{text.noneDeclared}</p>
            <OtherChannel />
          </>
        ) : (
          <p class="help">{text.allDeclared}</p>
        )}
        {channels}
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

interface ChannelLinksProps {
  readonly channel: string | null;
  readonly label: string;
  /** Complete responses that came by it; `undefined` while it is not known, or for so few that they are counted with others. */
  readonly complete: number | undefined;
}

function ChannelLinks({ channel, label, complete }: ChannelLinksProps) {
  const desk = useDesk();
  const { survey, words } = desk;
  const { inviting: text } = words.desk;
  const link = linkOf(desk, { channel, mode: 'self' });
  const message = text.messageText(words.of(survey.title), words.of(survey.opening.why), survey.opening.minutes, link);
  const paper = (kind: 'poster' | 'slide' | 'card' | 'field') =>
    addressTo('inviting', { s: survey.id, c: channel ?? undefined, print: kind });
  return (
    <section class="channel" aria-label={label}>
      <div class="qr">
        <QrCode text={link} label={text.qr(label)} />
      </div>
      <div class="stack">
        <h2>{label}</h2>
        {complete === undefined ? null : <p>{text.responses(words.number(complete), complete)}</p>}
        <p class="address">{link}</p>
        <p class="address">{posterAddress(desk, channel).typed}</p>
        <div class="row">
          <CopyText text={link} label={text.copyLink} />
          {(['poster', 'slide', 'card'] as const).map((kind) => (
            <a key={kind} class="button secondary" href={paper(kind)}>
              {text[kind]}
            </a>
          ))}
        </div>
        <details>
          <summary>{text.message}</summary>
          <pre class="message box">{message}</pre>
          <CopyText text={message} label={text.copyMessage} />
        </details>
        {channel === null ? null : (
          <details>
            <summary>{text.field}</summary>
            <p class="help">{text.fieldHelp}</p>
            <a class="button secondary" href={paper('field')}>
              {text.fieldPrepare}
            </a>
          </details>
        )}
      </div>
    </section>
  );
}

/** Chooses the address of the links, where tablets find this laptop by more than one. */
function OriginChoice() {
  const { me, origin, chooseOrigin, words } = useDesk();
  const { inviting: text } = words.desk;
  return (
    <div class="fields">
      <label>
        {text.origin}
        <select onChange={(event) => chooseOrigin(event.currentTarget.value)}>
          {me.origins?.map((one) => (
            <option key={one} selected={one === origin}>
              {one}
            </option>
          ))}
        </select>
      </label>
      <p class="help">
        {text.originHelp} <a href="/organisateur/tablets">{text.originPage}</a>
      </p>
    </div>
  );
}

/** A channel of one's own, where the notice declares none: where it does, a response keeps no other. */
function OtherChannel() {
  const { survey, words } = useDesk();
  const { inviting: text } = words.desk;
  const fault = (channel: string) =>
    CHANNEL.test(channel) && channel !== OTHER_CHANNELS ? undefined : text.otherInvalid;
  return (
    <DataForm
      class="fields"
      fields={[{ name: 'channel', label: text.other, isCode: true, help: text.otherHelp, fault }]}
      submit={text.prepare}
      isSecondary
      save={() => undefined}
      onDone={({ channel = '' }) => {
        location.hash = addressTo('inviting', { s: survey.id, c: channel });
      }}
    />
  );
}
