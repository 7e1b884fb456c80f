import { has } from '../../core/survey/answers.ts';
import styles from './choice.module.css';
import { type ControlProps, clearAndFocus, optionElementId } from './control-props.ts';
import { OtherText } from './other-text.tsx';

export function SingleChoice(props: ControlProps<'single'>) {
  const { question, answers, words, onAnswer } = props;
  return (
    <div class={styles.choices} data-few={question.choices.length < 8 || undefined}>
      {question.choices.map((option) => {
        const chosen = has(answers, question.id, option.id);
        return (
          <div key={option.id} data-unknown={option.id === 'unknown' || undefined}>
            <label class={styles.choice}>
              <input
                type="radio"
                id={optionElementId(question.id, option.id)}
                name={question.id}
                value={option.id}
                checked={chosen}
                onChange={() => onAnswer(question.id, () => option.id, 'marked')}
              />
              <span>{words.of(option.label)}</span>
            </label>
            {option.specify && chosen && <OtherText {...props} />}
          </div>
        );
      })}
      {/* Its place stays, so that *Continuer* does not move from under a finger. */}
      {!question.required && (
        <button
          type="button"
          class={styles.clear}
          disabled={answers[question.id] === undefined}
          onClick={() => clearAndFocus(props, question.id)}
        >
          {words.ui['question.clear']}
        </button>
      )}
    </div>
  );
}
