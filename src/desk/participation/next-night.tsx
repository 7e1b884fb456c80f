import { addressTo } from '../parts/desk-address.ts';
import { may, useDesk } from '../parts/desk-context.ts';

interface NextNightProps {
  /** The day of the next publication; `null` before the first and after the final one. */
  readonly next: string | null;
}

/** When the public sees new numbers, and the two pages where one goes on from here. */
export function NextNight({ next }: NextNightProps) {
  const desk = useDesk();
  const { survey, words } = desk;
  const { participation: text } = words.desk;
  const of = { s: survey.id };
  return (
    <section aria-labelledby="next-night">
      <h2 id="next-night">{next === null ? text.noNextNight : text.nextNight(words.date(next))}</h2>
      <p class="row screen-only">
        <a class="button secondary" href={addressTo('inviting', of)}>
          {text.invite}
        </a>
        {may(desk, 'decide') ? (
          <a class="button secondary" href={addressTo('conducting', of)}>
            {text.publishOrClose}
          </a>
        ) : null}
      </p>
    </section>
  );
}
