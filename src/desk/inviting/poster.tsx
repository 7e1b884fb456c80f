import { QrCode } from '../../ui/elements/qr-code.tsx';
import { useDesk } from '../parts/desk-context.ts';
import { type InvitationLink, linkOf, typedAddress } from './invitation-link.ts';

interface PosterProps extends InvitationLink {
  /** A4, or a sheet of two halves. */
  readonly paper: 'poster' | 'card';
}

/** What is printed and put on a wall or a table: it says what it is, how long it takes, who asks, and where. */
export function Poster({ paper, channel, mode }: PosterProps) {
  const desk = useDesk();
  const { survey, words } = desk;
  const { inviting: text } = words.desk;
  const link = linkOf(desk, { channel, mode });
  const back = `#/inviting?${new URLSearchParams({ s: survey.id, ...(channel !== null && { c: channel }) })}`;
  const sheet = (
    <article class="sheet">
      <h2>{words.of(survey.title)}</h2>
      <p class="why">{words.of(survey.opening.why)}</p>
      <div class="qr">
        <QrCode text={link} label={text.qr(channel ?? text.noChannel)} />
      </div>
      <p class="scan">{text.posterScan}</p>
      <p>
        {text.posterType} <b class="typed">{typedAddress(link)}</b>
      </p>
      <p>{text.minutes(survey.opening.minutes)}</p>
      <p class="small">{survey.notice ? text.controller(words.of(survey.notice.controller)) : text.demonstration}</p>
    </article>
  );
  return (
    <div class="paper" data-paper={paper}>
      <h1 tabIndex={-1} class="screen-only">
        {paper === 'poster' ? text.poster : text.card}
      </h1>
      <div class="row screen-only">
        <button type="button" class="primary" onClick={() => print()}>
          {text.print}
        </button>
        <a class="button secondary" href={back}>
          {text.back}
        </a>
      </div>
      {sheet}
      {paper === 'card' ? sheet : null}
    </div>
  );
}
