import { useRef, useState } from 'preact/hooks';
import type { Draft } from '../../../device/port/device.ts';
import type { Tablet } from '../../../device/port/tablet.ts';
import { readResumeCode } from '../../../sealing/resume-code.ts';
import type { Session } from '../../state/session.ts';
import type { DayStrings } from '../../words/fr/day.ts';
import styles from './day.module.css';
import { DayRow } from './day-row.tsx';

interface ResumeProps {
  readonly session: Session;
  readonly tablet: Tablet;
  readonly text: DayStrings;
  /** How many interviews wait for the code. */
  readonly cutOff: number;
}

/** The organiser's code of the day: given before, an interview outlives the page; given again, it opens what was cut off. */
export function ResumeRow({ session, tablet, text, cutOff }: ResumeProps) {
  const [isGiven, setGiven] = useState(tablet.hasSecret());
  const [fault, setFault] = useState<'day.resume-wrong' | 'day.resume-opens-none'>();
  const field = useRef<HTMLInputElement>(null);
  const drafts = session.drafts.value;
  const give = async (event: SubmitEvent) => {
    event.preventDefault();
    const secret = readResumeCode(field.current?.value ?? '');
    if (!secret) {
      setFault('day.resume-wrong');
      field.current?.focus();
      return;
    }
    tablet.giveSecret(secret);
    await session.refresh();
    setGiven(true);
    setFault(cutOff > 0 && session.drafts.peek().length === 0 ? 'day.resume-opens-none' : undefined);
  };
  const drop = async (draft: Draft) => {
    await tablet.letGo(draft.id);
    await session.refresh();
  };
  const detail = isGiven
    ? text['day.resume-given']
    : cutOff > 0
      ? text['day.resume-cut'](cutOff)
      : text['day.resume-none'];
  return (
    <DayRow
      name="resume"
      state={isGiven && !fault ? 'good' : cutOff > 0 || fault ? 'caution' : 'plain'}
      title={text['day.resume']}
      detail={detail}
    >
      {(!isGiven || fault) && (
        <form class={styles.code} onSubmit={(event) => void give(event)} noValidate>
          <label>
            {text['day.resume-label']}
            <input
              ref={field}
              type="text"
              autocomplete="off"
              autocapitalize="characters"
              spellcheck={false}
              aria-invalid={fault !== undefined}
              aria-describedby="resume-fault"
            />
          </label>
          <button type="submit" class="secondary">
            {text['day.resume-give']}
          </button>
        </form>
      )}
      <p id="resume-fault" role="status" class={styles.fault}>
        {fault ? text[fault] : ''}
      </p>
      {drafts.length > 0 && (
        <ul class={styles.cut}>
          {drafts.map((draft) => (
            <li key={draft.id}>
              <p>{text['day.resume-one'](placeOf(draft, session, text))}</p>
              <button type="button" class="primary" onClick={() => void session.resume(draft)}>
                {text['day.resume-go']}
              </button>
              <button type="button" class="quiet" onClick={() => void drop(draft)}>
                {text['day.resume-drop']}
              </button>
            </li>
          ))}
        </ul>
      )}
    </DayRow>
  );
}

function placeOf(draft: Draft, session: Session, text: DayStrings): string {
  const { survey } = session.edition.value;
  const question = survey.question.get(draft.current);
  return question ? text['day.resume-question'](question.number, survey.questions.length) : text['day.resume-check'];
}
