import type { Session } from '../../state/session.ts';
import type { FieldStrings } from '../../words/fr/field.ts';
import styles from './field-note.module.css';

interface NoteProps {
  readonly session: Pick<Session, 'router'>;
  readonly text: FieldStrings;
  readonly isSealed: boolean;
}

/** Where a person begins on a shared tablet: what becomes of what they give. */
export function FieldNote({ session, text, isSealed }: NoteProps) {
  if (session.router.route.value.screen !== 'opening') return null;
  return (
    <aside class={styles.note} data-field={isSealed ? 'sealed' : 'clear'}>
      <p>{text[isSealed ? 'field.sealed' : 'field.clear']}</p>
    </aside>
  );
}

/** Its storage takes long to open: the day begins by itself. */
export function FieldWaiting({ text }: { readonly text: FieldStrings }) {
  return (
    <div class="page">
      <main data-screen="field" class={styles.alone}>
        <div class="opening" data-field="opening" role="status">
          <h1>{text['field.opening']}</h1>
          <p>{text['field.opening-note']}</p>
          <p>{text['field.kept']}</p>
        </div>
      </main>
    </div>
  );
}

interface RefusalProps {
  readonly text: FieldStrings;
  readonly kind: string;
  readonly why: string;
}

/** A tablet that cannot seal takes no answer. */
export function FieldRefusal({ text, kind, why }: RefusalProps) {
  return (
    <div class="page">
      <main data-screen="field" class={styles.alone}>
        <div class="opening" data-field={kind}>
          <h1>{text['field.title']}</h1>
          <p>{why}</p>
          <p>{text['field.kept']}</p>
          <button type="button" class="primary" onClick={() => location.reload()}>
            {text['field.again']}
          </button>
        </div>
      </main>
    </div>
  );
}
