import { type ControlProps, clearAndFocus, optionElementId, TITLE_ID } from './control-props.ts';
import styles from './matrix.module.css';

/** The radios of a row share a name, so arrows move inside the row and Tab goes from row to row. */
export function MatrixTable(props: ControlProps<'matrix'>) {
  const { question, answers, words, onAnswer } = props;
  return (
    <table class={styles.table} aria-labelledby={TITLE_ID}>
      <thead>
        <tr>
          <td />
          {question.choices.map((level) => (
            <th key={level.id} scope="col" id={`level.${level.id}`}>
              {words.of(level.label)}
            </th>
          ))}
          <td />
        </tr>
      </thead>
      <tbody>
        {question.rows.map((row) => {
          const label = words.of(row.label);
          const name = words.ui['matrix.clear-row'](label);
          return (
            <tr key={row.id}>
              <th scope="row" id={`row.${row.id}`}>
                {label}
              </th>
              {question.choices.map((level) => (
                <td key={level.id}>
                  <label class={styles.cell}>
                    <input
                      type="radio"
                      id={optionElementId(row.id, level.id)}
                      name={row.id}
                      value={level.id}
                      checked={answers[row.id] === level.id}
                      aria-labelledby={`row.${row.id} level.${level.id}`}
                      onChange={() => onAnswer(row.id, () => level.id, 'marked')}
                    />
                  </label>
                </td>
              ))}
              <td>
                <button
                  type="button"
                  class={styles.cross}
                  aria-label={name}
                  title={name}
                  disabled={answers[row.id] === undefined}
                  onClick={() => clearAndFocus(props, row.id)}
                >
                  <svg viewBox="0 0 20 20" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true">
                    <path d="m4 4 12 12M16 4 4 16" />
                  </svg>
                </button>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
