import { toggleOption } from '../../core/answering/validation.ts';
import { has } from '../../core/survey/answers.ts';
import styles from './choice.module.css';
import { type ControlProps, optionElementId } from './control-props.ts';
import { OtherText } from './other-text.tsx';

export function MultipleChoice(props: ControlProps<'multiple'>) {
  const { question, answers, words, onAnswer } = props;
  const answer = answers[question.id];
  const chosen = typeof answer === 'object' ? answer : [];
  return (
    <div class={styles.choices}>
      {question.choices.map((option) => {
        const checked = has(answers, question.id, option.id);
        return (
          <div key={option.id} class={option.exclusive ? styles.apart : undefined}>
            <label class={styles.choice}>
              <input
                type="checkbox"
                id={optionElementId(question.id, option.id)}
                name={question.id}
                value={option.id}
                checked={checked}
                onChange={() => onAnswer(question.id, toggleOption(question, chosen, option.id))}
              />
              <span>{words.of(option.label)}</span>
            </label>
            {option.specify && checked && <OtherText {...props} label={words.of(option.label)} />}
          </div>
        );
      })}
    </div>
  );
}
