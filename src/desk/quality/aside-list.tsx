import { type Aside, takenBackReply } from '../../wire/organiser/organiser-reply.ts';
import type { CallState } from '../calls/use-called.ts';
import { ActButton } from '../parts/act.tsx';
import { CalledPart } from '../parts/called-part.tsx';
import { may, useDesk, useWords } from '../parts/desk-context.ts';

interface AsideListProps {
  readonly aside: CallState<{ readonly setAside: readonly Aside[] }>;
  /** Complete responses that count now; nothing while it is not known. */
  readonly counted: number | undefined;
  readonly onDone: (statusText: string) => void;
}

/** What is set aside, act by act: a reason and a day. So it was done, and so it is taken back. */
export function AsideList({ aside, counted, onDone }: AsideListProps) {
  const { quality: text } = useWords().desk;
  return (
    <section aria-labelledby="aside">
      <h2 id="aside">{text.aside}</h2>
      <CalledPart asked={aside}>
        {({ setAside }) =>
          setAside.length === 0 ? (
            <p>{text.asideNone}</p>
          ) : (
            <ul class="flags lines">
              {actsIn(setAside).map((act) => (
                <ActLine key={`${act.day} ${act.reason}`} act={act} counted={counted} onDone={onDone} />
              ))}
            </ul>
          )
        }
      </CalledPart>
    </section>
  );
}

interface Act {
  readonly reason: string;
  readonly day: string;
  readonly count: number;
}

interface ActLineProps extends Pick<AsideListProps, 'counted' | 'onDone'> {
  readonly act: Act;
}

function ActLine({ act: { reason, day, count }, counted, onDone }: ActLineProps) {
  const desk = useDesk();
  const { client, survey, words } = desk;
  const { quality: text } = words.desk;
  const label = text.asideReason(reason, words.number(count), count, words.date(day));
  return (
    <li>
      <p>{label}</p>
      {may(desk, 'decide') ? (
        <ActButton
          label={text.takeBack}
          name={`${text.takeBack} ${label}`}
          title={label}
          effects={[
            text.takeBackEffect(words.number(count), count),
            ...(counted === undefined ? [] : [text.totalAtMost(words.number(counted), words.number(counted + count))]),
          ]}
          confirm={text.takeBackConfirm(words.number(count), count)}
          act={() => client.post('/api/organiser/take-back', { survey: survey.id, reason, day }, takenBackReply)}
          onDone={({ takenBack }) => onDone(text.takenBack(words.number(takenBack ?? count), takenBack ?? count))}
        />
      ) : null}
    </li>
  );
}

function actsIn(setAside: readonly Aside[]): readonly Act[] {
  const acts = new Map<string, { reason: string; day: string; count: number }>();
  for (const { reason, day } of setAside) {
    const name = `${day} ${reason}`;
    const act = acts.get(name) ?? { reason, day, count: 0 };
    act.count++;
    acts.set(name, act);
  }
  return [...acts].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, act]) => act);
}
