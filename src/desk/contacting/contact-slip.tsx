import type { Notice } from '../../core/survey/notice.ts';
import { useDesk } from '../parts/desk-context.ts';

interface ContactSlipProps {
  readonly notice: Notice;
  /** In months. */
  readonly retention: number;
}

/** A paper slip for an address, two per sheet, to be put into a separate box: a shared tablet does not ask for addresses. */
export function ContactSlip({ notice, retention }: ContactSlipProps) {
  const { survey, words } = useDesk();
  const { contacting: text, inviting } = words.desk;
  const slip = (
    <article class="sheet slip">
      <h2>{words.of(survey.title)}</h2>
      <p class="why">{text.slipAsk}</p>
      <p class="line">{text.slipAddress}</p>
      <ul>
        {Object.entries(text.for).map(([purpose, name]) => (
          <li key={purpose}>{name}</li>
        ))}
      </ul>
      <p class="line">{text.slipComment}</p>
      <p class="small">{text.slipApart(retention, words.of(notice.contact))}</p>
    </article>
  );
  return (
    <div class="paper" data-paper="card">
      <h1 tabIndex={-1} class="screen-only">
        {text.slip}
      </h1>
      <div class="row screen-only">
        <button type="button" class="primary" onClick={() => print()}>
          {inviting.print}
        </button>
        <a class="button secondary" href={`#/contacting?${new URLSearchParams({ s: survey.id })}`}>
          {text.slipBack}
        </a>
      </div>
      {slip}
      {slip}
    </div>
  );
}
