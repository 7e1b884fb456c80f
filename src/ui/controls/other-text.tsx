import { cleanText, cutToBytes } from '../../core/answering/clean-text.ts';
import { OTHER_TEXT_BYTES } from '../../core/survey/questionnaire.ts';
import styles from './choice.module.css';
import type { ControlProps } from './control-props.ts';

/** The text opened by an option that asks to be specified. */
export function OtherText({ question, answers, words, onAnswer }: ControlProps) {
  const item = question.otherItem;
  if (!item) return null;
  const text = answers[item];
  return (
    <label class={styles.other}>
      <span {...words.inUi}>{words.ui['question.specify']}</span>
      <input
        type="text"
        name={item}
        dir="auto"
        autocomplete="off"
        defaultValue={typeof text === 'string' ? text : ''}
        onInput={(event) => {
          const field = event.currentTarget;
          const kept = cutToBytes(field.value, OTHER_TEXT_BYTES);
          if (kept !== field.value) field.value = kept;
          onAnswer(item, () => cleanText(kept), 'typing');
        }}
      />
    </label>
  );
}
