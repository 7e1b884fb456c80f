import { useEffect, useState } from 'preact/hooks';
import type { Tablet } from '../../../device/port/tablet.ts';
import { Button } from '../../elements/button.tsx';
import type { DayStrings } from '../../words/day-words.ts';
import styles from './day.module.css';
import { type OfflineCheck, offlineInWords } from './offline-row.tsx';
import { OverAll } from './overlay.tsx';
import { Reassuring } from './reassuring.tsx';
import { ResumeForm, type ResumeSecret } from './resume-row.tsx';

interface NewResponseProps {
  readonly check: OfflineCheck;
  readonly tablet: Pick<Tablet, 'keys' | 'hasSecret'>;
  readonly text: DayStrings;
  readonly minutes: number;
  /** The organiser's code, given before anybody begins. */
  readonly onCode: (secret: ResumeSecret) => void;
  readonly onBegin: () => void;
}

/** Tablets of this page that were asked for the code: one that is refused is not asked for at each person. */
const asked = new WeakSet<NewResponseProps['tablet']>();

/**
 * The button for the next person. Where the tablet is not ready offline it asks first: a lost network could stop the interview. So it
 * does once where a breakdown would lose it, for want of the code that resumes.
 */
export function NewResponse({ check, tablet, text, minutes, onCode, onBegin }: NewResponseProps) {
  const [question, setQuestion] = useState<'unready' | 'code'>();
  const { proof } = check;
  const isReady = proof?.kind === 'ready';
  const begin = () => {
    const lacksCode = tablet.keys.length > 0 && !tablet.hasSecret() && !asked.has(tablet);
    asked.add(tablet);
    if (lacksCode) setQuestion('code');
    else onBegin();
  };
  // The worker may answer while the question is on screen.
  useEffect(() => {
    if (question === 'unready' && isReady) begin();
  }, [question, isReady]);
  const wait = () => {
    setQuestion(undefined);
    check.askAgain();
  };
  return (
    <>
      <button
        type="button"
        class={styles.new}
        data-ready={isReady}
        onClick={() => (isReady ? begin() : setQuestion('unready'))}
      >
        <span>
          <b>{text['day.new']}</b>
          <small>{isReady ? text['day.new-note'](minutes) : text['day.unready']}</small>
        </span>
        <svg viewBox="0 0 52 52" fill="none" stroke="currentColor" stroke-width="5" aria-hidden="true">
          <path d="M8 26h36M28 10l16 16-16 16" />
        </svg>
      </button>
      {question === 'unready' && !isReady && (
        <OverAll
          title={text['day.unready']}
          onCancel={wait}
          acts={[
            ['primary', text['day.unready-wait'], wait],
            ['secondary', text['day.unready-begin'], begin],
          ]}
        >
          <p data-unready={proof?.kind ?? 'asking'}>{offlineInWords(proof, text)}</p>
          <Reassuring of="unready" text={text} />
        </OverAll>
      )}
      {question === 'code' && (
        <OverAll title={text['day.resume-ask']} onCancel={() => setQuestion(undefined)}>
          <Reassuring of="code" text={text} />
          <ResumeForm
            text={text}
            look="primary"
            onGiven={(secret) => {
              onCode(secret);
              onBegin();
            }}
          />
          <Button label={text['day.resume-skip']} class="quiet" data-skip onClick={onBegin} />
        </OverAll>
      )}
    </>
  );
}
