import { controlStrings } from '../words/control-words.ts';
import { ClearCross, rowKeys } from './clear-cross.tsx';
import { type ControlProps, clearAndFocus, optionElementId, TITLE_ID } from './control-props.ts';
import styles from './matrix.module.css';

/** The radios of a row share a name, so arrows move inside the row and Tab goes from row to row. */
export function MatrixTable(props: ControlProps<'matrix'>) {
  const { question, answers, words, onAnswer } = props;
  const text = controlStrings(words.uiLanguage);
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
          <th scope="col">
            <svg width="1" height="1" role="img" aria-label={text['matrix.clear']} />
          </th>
        </tr>
      </thead>
      <tbody>
        {question.rows.map((row) => {
          const label = words.of(row.label);
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
                      onKeyDown={rowKeys(props, row.id)}
                    />
                    <span class="unseen">{words.of(level.label)}</span>
                  </label>
                </td>
              ))}
              <td>
                {answers[row.id] !== undefined && (
                  <ClearCross row={label} words={words} onClick={() => clearAndFocus(props, row.id)} />
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
