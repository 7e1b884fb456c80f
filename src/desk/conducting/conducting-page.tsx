import { daysAfter } from '../../wire/day.ts';
import { type LifecycleReply, lifecycleReply } from '../../wire/organiser/organiser-reply.ts';
import { CalledPart } from '../parts/called-part.tsx';
import { may, useDesk } from '../parts/desk-context.ts';
import { nameOfItem, stratumName } from '../parts/item-name.ts';
import { NumberTable } from '../parts/number-table.tsx';
import { useGet } from '../parts/use-get.ts';
import { DecisionForm } from './decision-form.tsx';
import { lastCountedDay } from './last-day.ts';
import { LastDayNotice } from './last-day-notice.tsx';
import { noiseCosts } from './noise-cost.ts';
import { PublicView, usePublished } from './public-view.tsx';

/** Shows the state of the survey, the decisions that it allows, and what the public sees. */
export function ConductingPage() {
  const desk = useDesk();
  const { survey, words } = desk;
  const conduct = useGet(`/api/organiser/conduct/${survey.id}`, lifecycleReply);
  return (
    <>
      <h1 tabIndex={-1}>{words.desk.pages.conducting}</h1>
      <CalledPart asked={conduct}>
        {(state) => (
          <>
            <Standing state={state} />
            <div class="halves">
              {may(desk, 'decide') && <Decisions state={state} onDone={conduct.again} />}
              <PublicView />
            </div>
            <AddedCrossings state={state} onDone={conduct.again} />
          </>
        )}
      </CalledPart>
    </>
  );
}

interface StateProps {
  readonly state: LifecycleReply;
}

function isClosed({ closedFrom, today }: StateProps['state']): boolean {
  return closedFrom !== null && closedFrom <= today;
}

function Standing({ state }: StateProps) {
  const { words } = useDesk();
  const { conducting: text } = words.desk;
  const { today, closedFrom, finalOn, isFinalMade, publication } = state;
  const lastDay = lastCountedDay(state);
  const { missed = [], held = [] } = publication ?? {};
  const notices = [
    ...(missed.length > 0 ? [text.missed(missed.map(words.date).join(', '))] : []),
    ...held.map((says) => words.of(says)),
  ];
  return (
    <>
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
      {notices.length > 0 ? (
        <ul class="notice">
          {notices.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
      ) : null}
      {lastDay ? <LastDayNotice day={lastDay} today={today} /> : null}
    </>
  );
}

interface DecisionsProps extends StateProps {
  readonly onDone: () => void;
}

function Decisions({ state, onDone }: DecisionsProps) {
  const desk = useDesk();
  const { words } = desk;
  const { conducting: text } = words.desk;
  const { today, closedFrom, finalOn, isFinalMade, orders, publication } = state;
  const given = { desk, today, onDone };
  const tomorrow = daysAfter(today, 1);
  // The first night of the calendar follows the opening.
  const isPlanned = !publication || tomorrow === finalOn || tomorrow === publication.next;
  return (
    <section aria-labelledby="decisions">
      <h2 id="decisions">{text.decisions}</h2>
      <div class="decisions stack">
        {closedFrom === null ? (
          <DecisionForm {...given} call="close" label={text.close} days={['lastDay', 'finalOn']} />
        ) : (
          <>
            {!isClosed(state) && (
              <DecisionForm
                {...given}
                call="close"
                label={text.moveLastDay}
                days={['lastDay', 'finalOn']}
                dayFirst={{ from: today, help: text.finalDayHelp }}
              />
            )}
            {!isFinalMade && <FinalDay state={state} closedFrom={closedFrom} onDone={onDone} />}
            <DecisionForm {...given} call="reopen" label={isClosed(state) ? text.reopen : text.stayOpen} days={[]} />
          </>
        )}
        {!isFinalMade && !isPlanned && (
          <div>
            <DecisionForm {...given} call="publish" label={text.publish(words.date(tomorrow))} days={[]} />
            <p class="help">{text.publishHelp}</p>
            <PublicationCost />
            {orders.map((day) => (
              <p key={day}>{text.ordered(words.date(day))}</p>
            ))}
          </div>
        )}
      </div>
    </section>
  );
}

function FinalDay({ state, closedFrom, onDone }: DecisionsProps & { readonly closedFrom: string }) {
  const { words } = useDesk();
  const { conducting: text } = words.desk;
  const { today, finalOn } = state;
  const tomorrow = daysAfter(today, 1);
  const earliest = closedFrom > tomorrow ? closedFrom : tomorrow;
  const now = finalOn === null ? '' : text.finalDayNow(words.date(finalOn));
  // Responses may still be arriving: the form begins with one day more, or with the first that is left once the results are due.
  const later = lastCountedDay(state) && daysAfter(finalOn !== null && finalOn > today ? finalOn : today, 1);
  return (
    <DecisionForm
      call="final"
      {...(later && { also: { finalOn: later } })}
      label={later ? text.anotherDay : finalOn === null ? text.setFinalUnknown : text.setFinal(words.date(finalOn))}
      days={['finalOn']}
      today={today}
      dayFirst={{ from: earliest, help: [text.finalDayBounds(words.date(earliest)), now].join(' ') }}
      onDone={onDone}
    />
  );
}

/** Said before a publication is ordered: how much less accurate it makes the previews. */
function PublicationCost() {
  const desk = useDesk();
  const { words } = desk;
  const { conducting: text } = words.desk;
  const asked = usePublished(desk);
  const points = (value: number) => words.number(Number(value.toFixed(1)));
  return (
    <CalledPart asked={asked}>
      {(results) =>
        results === undefined || results.phase === 'results' || noiseCosts(results).length === 0 ? null : (
          <>
            <NumberTable
              first={words.desk.coverage.group}
              numbers={[text.costNow, text.costAfter]}
              caption={
                <>
                  <b>{text.cost}</b> {text.costHelp}
                </>
              }
              rows={noiseCosts(results).map(({ stratum, now, after }) => ({
                key: stratum,
                name: stratumName(desk, stratum),
                numbers: [points(now), points(after)],
              }))}
            />
            <p class="help">{text.costFinal}</p>
          </>
        )
      }
    </CalledPart>
  );
}

/** Lists the tables that the organiser has added to the fixed ones, each with its removal. */
function AddedCrossings({ state: { crossings, isFinalMade, today }, onDone }: DecisionsProps) {
  const desk = useDesk();
  const { words } = desk;
  const { conducting: text } = words.desk;
  if (crossings.length === 0) return null;
  return (
    <section aria-labelledby="added">
      <h2 id="added">{text.added}</h2>
      <p class="help">{isFinalMade ? text.addedFinal : text.addedHelp}</p>
      <ul class="flags lines">
        {crossings.map(({ rows, columns, on }) => {
          const name = `${nameOfItem(desk, rows)} × ${nameOfItem(desk, columns)}`;
          return (
            <li key={`${rows} ${columns}`}>
              <p>
                {name} <span class="help">{text.addedOn(words.date(on))}</span>
              </p>
              {may(desk, 'decide') ? (
                <DecisionForm
                  call="crossing"
                  also={{ rows, columns, wanted: 'unlisted' }}
                  label={text.unlist}
                  name={`${text.unlist} ${name}`}
                  days={[]}
                  today={today}
                  onDone={onDone}
                />
              ) : null}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
