import { useId, useRef, useState } from 'preact/hooks';
import type { Draft } from '../../../device/port/device.ts';
import { readResumeCode } from '../../../sealing/resume-code.ts';
import { Button } from '../../elements/button.tsx';
import type { Session } from '../../state/session.ts';
import type { DayStrings } from '../../words/day-words.ts';
import styles from './day.module.css';
import { DayRow } from './day-row.tsx';
import type { WipeProps } from './wipe-panel.tsx';

export type ResumeSecret = NonNullable<ReturnType<typeof readResumeCode>>;

interface ResumeProps extends Omit<WipeProps, 'onWiped'> {
  /** The interviews that wait for the code. */
  readonly cutOff: readonly string[];
}

/** The organiser's code of the day: given before, an interview outlives the page; given again, it opens what was cut off. */
export function ResumeRow({ session, tablet, text, cutOff }: ResumeProps) {
  const [isGiven, setGiven] = useState(tablet.hasSecret());
  const [opensNone, setOpensNone] = useState(false);
  const drafts = session.drafts.value;
  const isWaiting = cutOff.length > 0;
  const give = async (secret: ResumeSecret) => {
    tablet.giveSecret(secret);
    await session.refresh();
    setGiven(true);
    setOpensNone(isWaiting && session.drafts.peek().length === 0);
  };
  const drop = async (...ids: readonly string[]) => {
    for (const id of ids) await tablet.closeInterview(id);
    await session.refresh();
  };
  const detail = isWaiting ? text['day.resume-cut'](cutOff.length) : isGiven ? text['day.resume-given'] : undefined;
  return (
    <DayRow name="resume" state={isGiven && !opensNone ? 'good' : 'caution'} title={text['day.resume']} detail={detail}>
      {(!isGiven || opensNone) && <ResumeForm text={text} onGiven={(secret) => void give(secret)} />}
      {isWaiting && <Button label={text['day.resume-lost']} class="quiet" onClick={() => void drop(...cutOff)} />}
      <p role="status" class="fault">
        {opensNone ? text['day.resume-opens-none'] : ''}
      </p>
      {drafts.length > 0 && (
        <ul class="stack">
          {drafts.map((draft) => (
            <li key={draft.id}>
              <p>{text['day.resume-one'](placeOf(draft, session, text))}</p>
              <Button label={text['day.resume-go']} class="primary" onClick={() => void session.resume(draft)} />
              <Button label={text['day.resume-drop']} class="quiet" onClick={() => void drop(draft.id)} />
            </li>
          ))}
        </ul>
      )}
    </DayRow>
  );
}

interface ResumeFormProps {
  readonly text: DayStrings;
  readonly look?: 'primary' | 'secondary';
  readonly onGiven: (secret: ResumeSecret) => void;
}

/** Takes the 17 symbols, and nothing that is not a code. */
export function ResumeForm({ text, look = 'secondary', onGiven }: ResumeFormProps) {
  const [isWrong, setWrong] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  const give = (event: SubmitEvent) => {
    event.preventDefault();
    const secret = readResumeCode(field.current?.value ?? '');
    setWrong(!secret);
    if (secret) onGiven(secret);
    else field.current?.focus();
  };
  return (
    <form class={`stack start ${styles.code}`} onSubmit={give} noValidate>
      <label class="stack">
        {text['day.resume-label']}
        <input
          ref={field}
          type="text"
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          aria-invalid={isWrong}
          aria-describedby={id}
        />
      </label>
      <p id={id} role="status" class="fault">
        {isWrong ? text['day.resume-wrong'] : ''}
      </p>
      <Button label={text['day.resume-give']} type="submit" class={look} />
    </form>
  );
}

function placeOf(draft: Draft, session: Session, text: DayStrings): string {
  const { survey } = session.edition.value;
  const question = survey.question.get(draft.current);
  return question ? text['day.resume-question'](question.number, survey.questions.length) : text['day.resume-check'];
}
