import type { FieldStrings } from '../../words/fr/field.ts';
import styles from './field-note.module.css';

/** Under every screen of a shared tablet: what becomes of what is given, and to which keys. */
export function FieldNote({ text, four }: { readonly text: FieldStrings; readonly four: string }) {
  return (
    <aside class={styles.note} data-field="sealed">
      <p>{text['field.sealed']}</p>
      <p>{text['field.cut']}</p>
      <p>{text['field.words'](four)}</p>
    </aside>
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
      <main data-screen="field">
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
