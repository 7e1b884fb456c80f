import { type ControlProps, optionElementId } from './control-props.ts';
import styles from './matrix.module.css';

export function MatrixCards({ question, answers, words, onAnswer }: ControlProps<'matrix'>) {
  return (
    <div class={styles.cards}>
      {question.rows.map((row) => {
        const label = words.of(row.label);
        const clear = () => {
          onAnswer(row.id, undefined);
          const [first] = question.choices;
          if (first) document.getElementById(optionElementId(row.id, first.id))?.focus();
        };
        return (
          <fieldset key={row.id} class={styles.card}>
            <legend>{label}</legend>
            <div class={question.choices.length <= 3 ? styles.three : styles.four}>
              {question.choices.map((level) => (
                <label key={level.id} class={styles.segment}>
                  <input
                    type="radio"
                    id={optionElementId(row.id, level.id)}
                    name={row.id}
                    value={level.id}
                    checked={answers[row.id] === level.id}
                    onChange={() => onAnswer(row.id, level.id)}
                  />
                  <span>{words.of(level.label)}</span>
                </label>
              ))}
            </div>
            {answers[row.id] !== undefined && (
              <button
                type="button"
                class={styles.clear}
                aria-label={words.ui['matrix.clear-row'](label)}
                onClick={clear}
              >
                {words.ui['matrix.clear']}
              </button>
            )}
          </fieldset>
        );
      })}
    </div>
  );
}
