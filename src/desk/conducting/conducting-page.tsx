import type * as v from 'valibot';
import { daysAfter } from '../../wire/day.ts';
import { conductReply } from '../calls/desk-reply.ts';
import { useCalled } from '../calls/use-called.ts';
import { CalledPart } from '../parts/called-part.tsx';
import { type Desk, may } from '../parts/desk-context.ts';
import { AddedCrossings } from './added-crossings.tsx';
import { DecisionForm } from './decision-form.tsx';
import { PublicView } from './public-view.tsx';
import { PublicationCost } from './publication-cost.tsx';

/** Shows the state of the survey, the decisions that it allows, and what the public sees. */
export function ConductingPage({ desk }: { readonly desk: Desk }) {
  const { client, survey, words } = desk;
  const conduct = useCalled(
    (signal) => client.get(`/api/organiser/conduct/${survey.id}`, conductReply, signal),
    [client, survey.id],
  );
  const again = conduct.again;
  return (
    <>
      <h1 tabIndex={-1}>{words.desk.conducting.title}</h1>
      <CalledPart asked={conduct} words={words}>
        {(state) => (
          <>
            <Standing desk={desk} state={state} />
            <div class="conduct">
              {may(desk, 'decide') && <Decisions desk={desk} state={state} onDone={again} />}
              <PublicView desk={desk} />
            </div>
          </>
        )}
      </CalledPart>
      <CalledPart asked={conduct} words={words}>
        {({ crossings, today, isFinalMade }) => (
          <AddedCrossings desk={desk} crossings={crossings} isFinalMade={isFinalMade} today={today} onDone={again} />
        )}
      </CalledPart>
    </>
  );
}

interface StateProps {
  readonly desk: Desk;
  readonly state: v.InferOutput<typeof conductReply>;
}

function isClosed({ closedFrom, today }: StateProps['state']): boolean {
  return closedFrom !== null && closedFrom <= today;
}

function Standing({ desk: { words }, state }: StateProps) {
  const { conducting: text } = words.desk;
  const { closedFrom, finalOn, isFinalMade, publication } = state;
  return (
    <p class="standing">
      {closedFrom === null
        ? text.open
        : isClosed(state)
          ? text.closed(words.date(closedFrom))
          : text.closesAfter(words.date(daysAfter(closedFrom, -1)))}{' '}
      {isFinalMade ? text.finalMade : finalOn === null ? '' : text.finalOn(words.date(finalOn))}{' '}
      {!isFinalMade && publication ? text.nextOn(words.date(publication.next)) : ''}{' '}
      {publication && publication.restores > 0 ? text.restores(publication.restores) : ''}
    </p>
  );
}

interface DecisionsProps extends StateProps {
  readonly onDone: () => void;
}

function Decisions({ desk, state, onDone }: DecisionsProps) {
  const { words } = desk;
  const { conducting: text } = words.desk;
  const { today, closedFrom, isFinalMade, orders } = state;
  const given = { desk, today, onDone };
  return (
    <section aria-labelledby="decisions">
      <h2 id="decisions">{text.decisions}</h2>
      <div class="decisions">
        {closedFrom === null ? (
          <DecisionForm {...given} call="close" label={text.close} days={['lastDay', 'finalOn']} />
        ) : (
          <>
            <DecisionForm {...given} call="reopen" label={isClosed(state) ? text.reopen : text.stayOpen} days={[]} />
            {!isFinalMade && <FinalDay desk={desk} state={state} closedFrom={closedFrom} onDone={onDone} />}
          </>
        )}
        {!isFinalMade && (
          <div>
            <DecisionForm {...given} call="publish" label={text.publish(words.date(daysAfter(today, 1)))} days={[]} />
            <p class="help">{text.publishHelp}</p>
            <PublicationCost desk={desk} />
            {orders.map((day) => (
              <p key={day}>{text.ordered(words.date(day))}</p>
            ))}
          </div>
        )}
      </div>
    </section>
  );
}

function FinalDay({ desk, state, closedFrom, onDone }: DecisionsProps & { readonly closedFrom: string }) {
  const { words } = desk;
  const { conducting: text } = words.desk;
  const { today, finalOn } = state;
  const tomorrow = daysAfter(today, 1);
  const earliest = closedFrom > tomorrow ? closedFrom : tomorrow;
  const now = finalOn === null ? '' : text.finalDayNow(words.date(finalOn));
  return (
    <DecisionForm
      desk={desk}
      call="final"
      label={finalOn === null ? text.setFinalUnknown : text.setFinal(words.date(finalOn))}
      days={['finalOn']}
      today={today}
      dayFirst={{ from: earliest, help: [text.finalDayBounds(words.date(earliest)), now].join(' ') }}
      onDone={onDone}
    />
  );
}
