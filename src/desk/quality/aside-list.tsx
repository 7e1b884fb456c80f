import { useState } from 'preact/hooks';
import type { Called } from '../calls/desk-client.ts';
import { type Aside, takenBackReply } from '../calls/desk-reply.ts';
import type { CallState } from '../calls/use-called.ts';
import { CallFailure } from '../parts/call-failure.tsx';
import { CalledPart } from '../parts/called-part.tsx';
import { type Desk, may } from '../parts/desk-context.ts';
import { TwoSteps } from '../parts/two-steps.tsx';

interface AsideListProps {
  readonly desk: Desk;
  readonly aside: CallState<{ readonly setAside: readonly Aside[] }>;
  readonly onDone: (said: string) => void;
}

/** What is set aside, by the reason that was given: so it was done, and so it is taken back. */
export function AsideList({ desk, aside, onDone }: AsideListProps) {
  const { words } = desk;
  const { quality: text } = words.desk;
  return (
    <section aria-labelledby="aside">
      <h2 id="aside">{text.aside}</h2>
      <CalledPart asked={aside} words={words}>
        {({ setAside }) =>
          setAside.length === 0 ? (
            <p>{text.asideNone}</p>
          ) : (
            <ul class="flags">
              {[...countBy(setAside)].map(([reason, count]) => (
                <Reason key={reason} desk={desk} reason={reason} count={count} onDone={onDone} />
              ))}
            </ul>
          )
        }
      </CalledPart>
    </section>
  );
}

interface ReasonProps extends Pick<AsideListProps, 'desk' | 'onDone'> {
  readonly reason: string;
  readonly count: number;
}

function Reason({ desk, reason, count, onDone }: ReasonProps) {
  const { client, survey, words } = desk;
  const { quality: text } = words.desk;
  const [isAsked, setIsAsked] = useState(false);
  const [failed, setFailed] = useState<Exclude<Called<unknown>, { kind: 'ok' }>>();
  const confirm = async () => {
    const done = await client.post('/api/organiser/take-back', { survey: survey.id, reason }, takenBackReply);
    if (done.kind !== 'ok') return setFailed(done);
    setIsAsked(false);
    onDone(text.takenBack(words.number(done.value.takenBack)));
  };
  const said = text.asideReason(reason, words.number(count));
  return (
    <li>
      <p>{said}</p>
      {isAsked ? (
        <TwoSteps
          title={said}
          effects={[text.takeBackEffect(words.number(count))]}
          confirm={text.takeBackConfirm(words.number(count))}
          cancel={text.cancel}
          onConfirm={() => void confirm()}
          onCancel={() => setIsAsked(false)}
        >
          {failed ? <CallFailure called={failed} words={words} /> : null}
        </TwoSteps>
      ) : may(desk, 'decide') ? (
        <button
          type="button"
          class="secondary"
          aria-label={`${text.takeBack} ${said}`}
          onClick={() => setIsAsked(true)}
        >
          {text.takeBack}
        </button>
      ) : null}
    </li>
  );
}

function countBy(setAside: readonly Aside[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { reason } of setAside) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return counts;
}
