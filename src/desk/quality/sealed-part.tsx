import { participationReply } from '../calls/desk-reply.ts';
import { useCalled } from '../calls/use-called.ts';
import { CalledPart } from '../parts/called-part.tsx';
import type { Desk } from '../parts/desk-context.ts';

/** What is kept here and nobody here can open, where there is some; what should have been opened and was not is among the refused. */
export function SealedPart({ desk: { client, survey, words } }: { readonly desk: Desk }) {
  const { quality: text } = words.desk;
  const asked = useCalled(
    (signal) => client.get(`/api/organiser/participation/${survey.id}`, participationReply, signal),
    [client, survey.id],
  );
  return (
    <CalledPart asked={asked} words={words}>
      {({ sealed }) => {
        const count = sealed ? sealed.complete + sealed.partial : 0;
        return count === 0 ? null : (
          <section aria-labelledby="sealed">
            <h2 id="sealed">{text.sealed}</h2>
            <p>{text.sealedLead(words.number(count), count)}</p>
          </section>
        );
      }}
    </CalledPart>
  );
}
