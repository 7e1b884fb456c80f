import { refusedReply } from '../../wire/organiser/organiser-reply.ts';
import { CalledPart } from '../parts/called-part.tsx';
import { useDesk } from '../parts/desk-context.ts';
import { useGet } from '../parts/use-get.ts';

/** Codes of sealed envelopes that could not be decrypted here. */
const UNREAD: readonly string[] = ['sealed.unreadable', 'sealed.key-unknown'];

/** Shows envelopes refused for this survey, and those that name no survey. */
export function RefusedTable() {
  const { survey, words } = useDesk();
  const { quality: text } = words.desk;
  const asked = useGet('/api/organiser/refused', refusedReply);
  return (
    <section aria-labelledby="refused">
      <h2 id="refused">{text.refused}</h2>
      <p>{text.refusedLead}</p>
      <CalledPart asked={asked}>
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
