import { daysAfter } from '../../wire/day.ts';
import { conductReply } from '../calls/desk-reply.ts';
import { useCalled } from '../calls/use-called.ts';
import { CalledPart } from '../parts/called-part.tsx';
import { type Desk, may } from '../parts/desk-context.ts';
import { AddedCrossings } from './added-crossings.tsx';
import { DecisionForm } from './decision-form.tsx';
import { PublicView } from './public-view.tsx';

/** How the survey stands, what may be decided about it, and what the public sees. */
export function ConductingPage({ desk }: { readonly desk: Desk }) {
  const { client, survey, words } = desk;
  const { conducting: text } = words.desk;
  const conduct = useCalled(
    (signal) => client.get(`/api/organiser/conduct/${survey.id}`, conductReply, signal),
    [client, survey.id],
  );
  return (
    <>
      <h1 tabIndex={-1}>{text.title}</h1>
      <CalledPart asked={conduct} words={words}>
        {({ today, closedFrom, finalOn, isFinalMade, ordered }) => {
          const isClosed = closedFrom !== null && closedFrom <= today;
          const tomorrow = daysAfter(today, 1);
          const earliestFinal = closedFrom !== null && closedFrom > tomorrow ? closedFrom : tomorrow;
          return (
            <>
              <p class="standing">
                {closedFrom === null
                  ? text.open
                  : isClosed
                    ? text.closed(words.date(closedFrom))
                    : text.closesAfter(words.date(daysAfter(closedFrom, -1)))}{' '}
                {isFinalMade ? text.finalMade : finalOn === null ? '' : text.finalOn(words.date(finalOn))}
              </p>
              {may(desk, 'decide') ? (
                <section aria-labelledby="decisions">
                  <h2 id="decisions">{text.decisions}</h2>
                  <div class="decisions">
                    {closedFrom === null ? (
                      <DecisionForm
                        desk={desk}
                        call="close"
                        label={text.close}
                        days={['lastDay', 'finalOn']}
                        today={today}
                        onDone={conduct.again}
                      />
                    ) : (
                      <>
                        <DecisionForm
                          desk={desk}
                          call="reopen"
                          label={isClosed ? text.reopen : text.stayOpen}
                          days={[]}
                          today={today}
                          onDone={conduct.again}
                        />
                        {isFinalMade ? null : (
                          <DecisionForm
                            desk={desk}
                            call="final"
                            label={text.setFinal}
                            days={['finalOn']}
                            today={today}
                            dayFirst={{
                              from: earliestFinal,
                              help: [
                                text.finalDayBounds(words.date(earliestFinal)),
                                finalOn === null ? '' : text.finalDayNow(words.date(finalOn)),
                              ].join(' '),
                            }}
                            onDone={conduct.again}
                          />
                        )}
                      </>
                    )}
                    {isFinalMade ? null : (
                      <div>
                        <DecisionForm
                          desk={desk}
                          call="publish"
                          label={text.publish}
                          days={[]}
                          today={today}
                          onDone={conduct.again}
                        />
                        <p class="help">{text.publishHelp}</p>
                        {ordered ? <p>{text.ordered(words.date(ordered))}</p> : null}
                      </div>
                    )}
                  </div>
                </section>
              ) : null}
            </>
          );
        }}
      </CalledPart>
      <PublicView desk={desk} />
      <CalledPart asked={conduct} words={words}>
        {({ crossings, today, isFinalMade }) => (
          <AddedCrossings
            desk={desk}
            crossings={crossings}
            isFinalMade={isFinalMade}
            today={today}
            onDone={conduct.again}
          />
        )}
      </CalledPart>
    </>
  );
}
