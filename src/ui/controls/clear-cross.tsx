import { controlStrings } from '../words/control-words.ts';
import type { Words } from '../words/words.ts';
import { type ControlProps, clearAndFocus, optionElementId } from './control-props.ts';
import styles from './matrix.module.css';

interface ClearCrossProps {
  readonly row: string;
  readonly words: Words;
  readonly onClick: () => void;
}

/** Clears a row, and is there while the row has an answer. No stop of Tab: rows are a dozen, and the Delete key does the same. */
export function ClearCross({ row, words, onClick }: ClearCrossProps) {
  const name = controlStrings(words.uiLanguage)['matrix.clear-row'](row);
  return (
    <button
      type="button"
      lang={words.inUi?.lang}
      class={styles.cross}
      tabIndex={-1}
      aria-label={name}
      title={name}
      onClick={onClick}
    >
      <svg viewBox="0 0 20 20" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true">
        <path d="m4 4 12 12M16 4 4 16" />
      </svg>
    </button>
  );
}

/** For the radios of a row: its digit chooses a level, counted from 1, and Delete clears. */
export function rowKeys(props: Pick<ControlProps, 'question' | 'onAnswer'>, row: string) {
  return (event: KeyboardEvent) => {
    if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault();
      return clearAndFocus(props, row);
    }
    // With a modifier a digit is the browser's. Its place counts and not its letter: a French keyboard writes digits with Shift only.
    const digit = event.ctrlKey || event.altKey || event.metaKey ? null : /^(?:Digit|Numpad)([1-9])$/.exec(event.code);
    const level = props.question.choices[Number(digit?.[1]) - 1];
    if (!level) return;
    const radio = document.getElementById(optionElementId(row, level.id));
    radio?.focus();
    radio?.click();
  };
}
