import { refusedReply } from '../calls/desk-reply.ts';
import { useCalled } from '../calls/use-called.ts';
import { CalledPart } from '../parts/called-part.tsx';
import type { Desk } from '../parts/desk-context.ts';

/** Codes of sealed envelopes that could not be decrypted here. */
const UNREAD: readonly string[] = ['sealed.unreadable', 'sealed.key-unknown'];

/** Shows envelopes refused for this survey, and those that name no survey. */
export function RefusedTable({ desk: { client, survey, words } }: { readonly desk: Desk }) {
  const { quality: text } = words.desk;
  const asked = useCalled((signal) => client.get('/api/organiser/refused', refusedReply, signal), [client]);
  return (
    <section aria-labelledby="refused">
      <h2 id="refused">{text.refused}</h2>
      <p>{text.refusedLead}</p>
      <CalledPart asked={asked} words={words}>
        {({ refused }) => {
          const ours = refused.filter((one) => one.survey === survey.id || one.survey === '');
          if (ours.length === 0) return <p>{text.refusedNone}</p>;
          const unread = ours
            .filter(({ code }) => UNREAD.includes(code))
            .reduce((sum, { envelopes }) => sum + envelopes, 0);
          return (
            <>
              {unread > 0 ? <p class="notice">{text.sealedUnread(words.number(unread), unread)}</p> : null}
              <div class="wide">
                <table>
                  <thead>
                    <tr>
                      <th scope="col">{text.refusedDay}</th>
                      <th scope="col">{text.refusedWhy}</th>
                      <th scope="col" class="number">
                        {text.refusedCount}
                      </th>
                    </tr>
                  </thead>
                  <tbody>
                    {ours.map(({ day, code, survey: of, envelopes }) => (
                      <tr key={`${day}/${code}/${of}`}>
                        <td>{words.date(day)}</td>
                        <td>{text.reasons[code] ?? code}</td>
                        <td class="number">{words.number(envelopes)}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
            </>
          );
        }}
      </CalledPart>
    </section>
  );
}
