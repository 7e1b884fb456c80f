import type { ComponentChildren } from 'preact';
import { Button } from '../../elements/button.tsx';
import type { Session } from '../../state/session.ts';
import type { TabletScreen } from '../../tablet/reassurance.ts';
import type { DayStrings } from '../../words/day-words.ts';
import styles from './field-note.module.css';
import { PinForm, type PinProps } from './pin-form.tsx';
import { Reassuring } from './reassuring.tsx';

interface NoteProps {
  readonly session: Pick<Session, 'router' | 'keeps'>;
  readonly text: DayStrings;
  readonly isSealed: boolean;
}

/** Tells a person who begins on a shared tablet what happens to their answers. */
export function FieldNote({ session, text, isSealed }: NoteProps) {
  if (session.router.route.value.screen !== 'opening') return null;
  const kind = isSealed ? 'sealed' : session.keeps.value === 'disk' ? 'clear' : 'memory';
  return (
    <aside class={styles.note} aria-label={text['field.shared']} data-field={kind}>
      <Reassuring of={`opening-${kind}`} text={text} />
    </aside>
  );
}

interface AloneProps {
  /** For who drives the page. */
  readonly name: string;
  readonly title: string;
  readonly role?: 'status';
  readonly children: ComponentChildren;
}

/** A page whose head is empty. */
function Alone({ name, title, role, children }: AloneProps) {
  return (
    <div class="page">
      <div class="head" />
      <main data-screen="field">
        <div class="opening" data-field={name} role={role}>
          <h1>{title}</h1>
          {children}
        </div>
      </main>
    </div>
  );
}

/** Its storage takes long to open: the day begins by itself. */
export function FieldWaiting({ text }: { readonly text: DayStrings }) {
  return (
    <Alone name="opening" title={text['field.opening']} role="status">
      <Reassuring of="opening" text={text} />
    </Alone>
  );
}

interface RefusalProps {
  readonly text: DayStrings;
  readonly kind: TabletScreen;
  /** The words of the keys, where these are why. */
  readonly words?: string;
}

/** A tablet that cannot seal takes no answer. */
export function FieldRefusal({ text, kind, words = '' }: RefusalProps) {
  return (
    <Alone name={kind} title={text['field.title']}>
      <Reassuring of={kind} text={text} values={[words]} />
      <Button label={text['between.retry']} class="primary" onClick={() => location.reload()} />
    </Alone>
  );
}

interface OtherDayProps extends Omit<PinProps, 'onRight'> {
  readonly onChange: () => void;
  readonly onKeep: () => void;
}

/** Another link was opened while the day lasts: only a person who may end the day may change it. */
export function OtherDay({ text, tryPin, onChange, onKeep }: OtherDayProps) {
  return (
    <Alone name="other-day" title={text['day.other-title']}>
      <Reassuring of="other-day" text={text} />
      <PinForm text={text} tryPin={tryPin} onRight={onChange} />
      <Button label={text['day.other-keep']} onClick={onKeep} />
    </Alone>
  );
}
