import { CopyButton } from '../../ui/elements/copy-button.tsx';
import { QrCode } from '../../ui/elements/qr-code.tsx';
import { useDesk } from '../parts/desk-context.ts';
import { linkOf } from './invitation-link.ts';

interface ChannelLinksProps {
  readonly channel: string | null;
  readonly label: string;
  /** Complete responses that came by it; `undefined` while it is not known, or for so few that they are counted with others. */
  readonly complete: number | undefined;
}

export function ChannelLinks({ channel, label, complete }: ChannelLinksProps) {
  const desk = useDesk();
  const { survey, words } = desk;
  const { inviting: text } = words.desk;
  const link = linkOf(desk, { channel, mode: 'self' });
  const message = text.messageText(words.of(survey.title), words.of(survey.opening.why), survey.opening.minutes, link);
  const paper = (kind: 'poster' | 'card') =>
    `#/inviting?${new URLSearchParams({ s: survey.id, ...(channel !== null && { c: channel }), print: kind })}`;
  return (
    <section class="channel" aria-label={label}>
      <div class="qr">
        <QrCode text={link} label={text.qr(label)} />
      </div>
      <div class="stack">
        <h2>{label}</h2>
        {complete === undefined ? null : <p>{text.responses(words.number(complete), complete)}</p>}
        <p class="address">{link}</p>
        <div class="row">
          <CopyButton text={link} label={text.copyLink} copied={text.copied} refused={text.copyRefused} />
          <a class="button secondary" href={paper('poster')}>
            {text.makePoster}
          </a>
          <a class="button secondary" href={paper('card')}>
            {text.makeCard}
          </a>
        </div>
        <details>
          <summary>{text.message}</summary>
          <pre class="message">{message}</pre>
          <CopyButton text={message} label={text.copyMessage} copied={text.copied} refused={text.copyRefused} />
        </details>
        {channel === null ? null : (
          <details>
            <summary>{text.field}</summary>
            <p class="help">{text.fieldHelp}</p>
            <a
              class="button secondary"
              href={`#/inviting?${new URLSearchParams({ s: survey.id, c: channel, print: 'field' })}`}
            >
              {text.fieldPrepare}
            </a>
          </details>
        )}
      </div>
    </section>
  );
}
