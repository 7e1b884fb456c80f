import type { Participation } from '../../wire/organiser/organiser-reply.ts';
import { useDesk } from '../parts/desk-context.ts';

/** What is not there: erased at somebody's request, or lost with a backup that was put back. */
export function NoLongerThere({ participation }: { readonly participation: Participation }) {
  const { words } = useDesk();
  const { participation: text } = words.desk;
  const { erased, restoredOn, missing } = participation;
  return (
    <>
      {restoredOn ? (
        <div class="notice">
          <p>{text.restored(words.date(restoredOn))}</p>
          {missing.map(({ day, responses }) => (
            <p key={day}>{text.missing(words.date(day), responses)}</p>
          ))}
        </div>
      ) : null}
      {erased.length > 0 ? (
        <details>
          <summary>{text.erasedByDay}</summary>
          <ul>
            {erased.map(({ day, responses }) => (
              <li key={day}>{text.erasedOn(words.date(day), words.number(responses))}</li>
            ))}
          </ul>
        </details>
      ) : null}
    </>
  );
}
