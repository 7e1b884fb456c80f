import { useRef } from 'preact/hooks';
import { latinDigits } from '../../core/answering/latin-digits.ts';
import { controlStrings } from '../words/control-words.ts';
import { groupDigits, type NumberMarks } from '../words/numbers.ts';
import choice from './choice.module.css';
import { type ControlProps, TITLE_ID } from './control-props.ts';
import styles from './field.module.css';

export function NumberField({ question, answers, words, onAnswer, describedBy, invalid }: ControlProps<'number'>) {
  const field = useRef<HTMLInputElement>(null);
  const answer = answers[question.id];
  const { decimals } = question;
  const unit = question.unit && words.of(question.unit);
  const type = (field: HTMLInputElement) => {
    const typed = field.value;
    const caret = field.selectionStart ?? typed.length;
    const shown = typeNumber(typed, decimals, words.ui);
    if (shown !== typed) {
      field.value = shown;
      const moved = caretAfter(typed, caret, shown);
      field.setSelectionRange(moved, moved);
    }
    onAnswer(question.id, () => readNumber(shown, decimals, words.ui), 'typing');
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
          defaultValue={typeof answer === 'number' ? words.number(answer) : ''}
          aria-labelledby={unit ? `${TITLE_ID} unit` : TITLE_ID}
          aria-describedby={describedBy}
          aria-invalid={invalid}
          onInput={(event) => type(event.currentTarget)}
        />
        {unit && <span id="unit">{unit}</span>}
      </div>
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
          <span {...words.inUi}>{controlStrings(words.uiLanguage)['question.unknown']}</span>
        </label>
      )}
    </>
  );
}

/** Formats the field after a key: only a number can be typed, grouped by thousands. */
export function typeNumber(typed: string, decimals: number, marks: NumberMarks): string {
  const { whole, fraction } = split(typed, decimals, marks);
  const grouped = groupDigits(whole, marks);
  return fraction === undefined ? grouped : `${grouped || '0'}${marks['number.decimal']}${fraction}`;
}

/** The number typed; `undefined` when there is none. */
export function readNumber(typed: string, decimals: number, marks: NumberMarks): number | undefined {
  const { whole, fraction } = split(typed, decimals, marks);
  return whole === '' && !fraction ? undefined : Number(`${whole || '0'}.${fraction || '0'}`);
}

/** Returns the caret position after regrouping: after as many digits as before. */
export function caretAfter(given: string, caret: number, shown: string): number {
  const typed = latinDigits(given).replaceAll('\u066b', '.');
  const meaningful = /[\d.,]/;
  const kept = (text: string) => Array.from(text).filter((character) => /\d/.test(character)).length;
  let digits = kept(typed.slice(0, caret));
  if (digits === 0) return meaningful.test(typed.slice(0, caret)) ? shown.length : 0;
  let index = 0;
  while (index < shown.length && digits > 0) if (/\d/.test(shown[index++] ?? '')) digits--;
  // A decimal mark just typed stays before the caret.
  return /[.,]$/.test(typed.slice(0, caret)) && /[.,]/.test(shown[index] ?? '') ? index + 1 : index;
}

function split(given: string, decimals: number, marks: NumberMarks): { whole: string; fraction: string | undefined } {
  const typed = latinDigits(given);
  // "1.200" in a whole French amount, "1 200", "1 200 €" and "1,200" in English all mean twelve hundred.
  const thousands = decimals === 0 && /^\d{1,3}([.,]\d{3})+$/.test(typed.trim());
  const known = typed.replaceAll(thousands ? /[^\d]/g : /[^\d.,\u066b]/g, '').replaceAll(marks['number.group'], '');
  const plain = known.replaceAll('\u066b', '.');
  const mark = plain.search(/[.,]/);
  const whole = (mark < 0 ? plain : plain.slice(0, mark)).replaceAll(/\D/g, '').replace(/^0+(?=\d)/, '');
  if (mark < 0 || decimals === 0) return { whole, fraction: undefined };
  return {
    whole,
    fraction: plain
      .slice(mark + 1)
      .replaceAll(/\D/g, '')
      .slice(0, decimals),
  };
}
