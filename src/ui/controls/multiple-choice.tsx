import { chooseOption } from '../../core/answering/validation.ts';
import { has } from '../../core/survey/answers.ts';
import styles from './choice.module.css';
import { type ControlProps, optionElementId } from './control-props.ts';
import { OtherText } from './other-text.tsx';

export function MultipleChoice(props: ControlProps<'multiple'>) {
  const { question, answers, words, onAnswer } = props;
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
                onChange={({ currentTarget: box }) =>
                  onAnswer(question.id, (held) => chooseOption(question, held, option.id, box.checked), 'marked')
                }
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
