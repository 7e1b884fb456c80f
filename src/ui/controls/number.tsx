import { useRef } from 'preact/hooks';
import { controlStrings } from '../words/control-words.ts';
import { writeNumber } from '../words/numbers.ts';
import choice from './choice.module.css';
import { type ControlProps, TITLE_ID } from './control-props.ts';
import styles from './field.module.css';
import { caretAfter, readNumber, typeNumber } from './number-typing.ts';

export function NumberField({ question, answers, words, onAnswer, describedBy, invalid }: ControlProps<'number'>) {
  const field = useRef<HTMLInputElement>(null);
  const answer = answers[question.id];
  const { decimals } = question;
  const { uiLanguage: language } = words;
  const unit = question.unit && words.of(question.unit);
  const type = (field: HTMLInputElement) => {
    const typed = field.value;
    const caret = field.selectionStart ?? typed.length;
    const shown = typeNumber(typed, decimals, language);
    if (shown !== typed) {
      field.value = shown;
      const moved = caretAfter(typed, caret, shown);
      field.setSelectionRange(moved, moved);
    }
    onAnswer(question.id, () => readNumber(shown, decimals, language), 'typing');
  };
  return (
    <>
      <div class={styles.number}>
        <input
          ref={field}
          id={question.id}
          name={question.id}
          type="text"
          inputMode={decimals > 0 ? 'decimal' : 'numeric'}
          autocomplete="off"
          maxLength={24}
          defaultValue={typeof answer === 'number' ? writeNumber(answer, language) : ''}
          aria-labelledby={unit ? `${TITLE_ID} unit` : TITLE_ID}
          aria-describedby={describedBy}
          aria-invalid={invalid}
          onInput={(event) => type(event.currentTarget)}
        />
        {unit && <span id="unit">{unit}</span>}
      </div>
      {/* The summary above says it to readers. */}
      {invalid && (
        <p class={styles.wrong} aria-hidden="true" {...words.inUi}>
          {answer === undefined
            ? controlStrings(language)['error.required']
            : controlStrings(language)['error.bounds'](words.number(question.min), words.number(question.max))}
        </p>
      )}
      {question.unknown && (
        <label class={choice.choice}>
          <input
            type="checkbox"
            name={`${question.id}-unknown`}
            checked={answer === 'unknown'}
            onChange={({ currentTarget: box }) => {
              if (field.current) field.current.value = '';
              onAnswer(question.id, () => (box.checked ? 'unknown' : undefined), 'marked');
            }}
          />
          <span {...words.inUi}>{controlStrings(language)['question.unknown']}</span>
        </label>
      )}
    </>
  );
}
