import { type ControlProps, clearAndFocus, optionElementId } from './control-props.ts';
import styles from './matrix.module.css';

export function MatrixCards(props: ControlProps<'matrix'>) {
  const { question, answers, words, onAnswer } = props;
  return (
    <div class={styles.cards}>
      {question.rows.map((row) => {
        const label = words.of(row.label);
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
                    onChange={() => onAnswer(row.id, () => level.id, 'marked')}
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
                onClick={() => clearAndFocus(props, row.id)}
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
