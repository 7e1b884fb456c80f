import { asDivided } from '../../core/results/everyone.ts';
import { type Results, resultsSchema } from '../../wire/results.ts';
import type { Called } from '../calls/desk-client.ts';
import { type CallState, useCalled } from '../calls/use-called.ts';
import { CalledPart } from '../parts/called-part.tsx';
import { type Desk, useDesk } from '../parts/desk-context.ts';
import { stratumName } from '../parts/item-name.ts';
import { NumberTable } from '../parts/number-table.tsx';

/** The day of the group whose tables were drawn last; empty where none is shown. */
function latestIn({ strata }: Results): string {
  return (
    Object.values(strata)
      .map((shown) => shown?.asOf ?? '')
      .toSorted()
      .at(-1) ?? ''
  );
}

export function PublicView() {
  const desk = useDesk();
  const { survey, words, isHome } = desk;
  const { conducting: text } = words.desk;
  const asked = usePublished(desk);
  return (
    <section aria-labelledby="public">
      <h2 id="public">{text.public}</h2>
      <CalledPart asked={asked}>
        {(results) =>
          results === undefined ? (
            <p>{text.publicNone}</p>
          ) : (
            <>
              <p>
                {text.publicPhase[results.phase]}
                {latestIn(results) ? `, ${text.receivedBefore(words.date(latestIn(results)))}` : ''}
              </p>
              <NumberTable
                first={words.desk.coverage.group}
                numbers={[text.publicCount]}
                rows={Object.entries(results.strata).map(([id, shown]) => ({
                  key: id,
                  name: (
                    <>
                      {stratumName({ ...desk, survey: asDivided(survey, results) }, id)}
                      {shown && shown.asOf !== latestIn(results) ? (
                        <span class="help">{` ${text.receivedBefore(words.date(shown.asOf))}`}</span>
                      ) : null}
                    </>
                  ),
                  numbers: [shown ? text.about(words.number(shown.n)) : text.hidden],
                }))}
              />
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

/** Reads what is published now. `undefined` before the first publication is an answer, too. */
export function usePublished({ client, survey }: Pick<Desk, 'client' | 'survey'>): CallState<Results | undefined> {
  return useCalled(
    async (signal): Promise<Called<Results | undefined>> => {
      const called = await client.get(`/api/results/${survey.id}`, resultsSchema, signal);
      return called.kind === 'refused' && called.code === 'not-found' ? { kind: 'ok', value: undefined } : called;
    },
    [client, survey.id],
  );
}
