import { type Results, resultsSchema } from '../../wire/results.ts';
import type { Called } from '../calls/desk-client.ts';
import { useCalled } from '../calls/use-called.ts';
import { CalledPart } from '../parts/called-part.tsx';
import type { Desk } from '../parts/desk-context.ts';

/** Shows the numbers that the public sees, with a link to the page itself. */
export function PublicView({ desk: { client, survey, words, isHome } }: { readonly desk: Desk }) {
  const { conducting: text } = words.desk;
  const asked = useCalled(
    async (signal): Promise<Called<Results | undefined>> => {
      const called = await client.get(`/api/results/${survey.id}`, resultsSchema, signal);
      // Nothing published yet, which is an answer.
      return called.kind === 'refused' && called.code === 'not-found' ? { kind: 'ok', value: undefined } : called;
    },
    [client, survey.id],
  );
  const stratum = survey.stratum === undefined ? undefined : survey.question.get(survey.stratum);
  const nameOf = (id: string) => {
    if (id === 'all') return text.everyone;
    const option = stratum?.choice.get(id);
    return option ? words.of(option.label) : id;
  };
  return (
    <section aria-labelledby="public">
      <h2 id="public">{text.public}</h2>
      <CalledPart asked={asked} words={words}>
        {(results) =>
          results === undefined ? (
            <p>{text.publicNone}</p>
          ) : (
            <>
              <p>{text.publicPhase[results.phase]}</p>
              <table>
                <thead>
                  <tr>
                    <th scope="col">{text.stratum}</th>
                    <th scope="col" class="number">
                      {text.publicCount}
                    </th>
                    <th scope="col">{text.publicDay}</th>
                  </tr>
                </thead>
                <tbody>
                  {Object.entries(results.strata).map(([id, shown]) => (
                    <tr key={id}>
                      <th scope="row">{nameOf(id)}</th>
                      <td class="number">{shown ? words.number(shown.n) : text.hidden}</td>
                      <td>{shown ? words.date(shown.asOf) : ''}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
              {Object.values(results.strata).some((shown) => !shown) ? (
                <p class="help">{text.whyHidden[results.phase]}</p>
              ) : null}
              <p class="help">{text.moved}</p>
            </>
          )
        }
      </CalledPart>
      <p>
        <a href={`/${isHome ? '' : `?s=${survey.id}`}#/results`}>{text.publicLink}</a>
      </p>
    </section>
  );
}
