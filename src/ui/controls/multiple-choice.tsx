import { chooseOption } from '../../core/answering/choose-option.ts';
import { has } from '../../core/survey/answers.ts';
import styles from './choice.module.css';
import { type ControlProps, optionElementId } from './control-props.ts';
import { OtherText } from './text.tsx';

export function MultipleChoice(props: ControlProps<'multiple'>) {
  const { question, answers, words, onAnswer } = props;
  // The browser marks the box that is tapped; those that an exclusive option clears are for the page to draw, at once. What is
  // drawn of an exclusive option is therefore never older than the answer.
  const isOneExclusive = question.choices.some((one) => one.exclusive && has(answers, question.id, one.id));
  return (
    <div class={styles.choices} data-few={question.choices.length < 8 || undefined}>
      {question.choices.map((option) => {
        const checked = has(answers, question.id, option.id);
        return (
          <div
            key={option.id}
            class={option.exclusive ? styles.apart : undefined}
            data-unknown={option.id === 'unknown' || undefined}
          >
            <label class={styles.choice}>
              <input
                type="checkbox"
                id={optionElementId(question.id, option.id)}
                name={question.id}
                value={option.id}
                checked={checked}
                onChange={({ currentTarget: box }) =>
                  onAnswer(
                    question.id,
                    (held) => chooseOption(question, held, option.id, box.checked),
                    option.exclusive || isOneExclusive ? undefined : 'marked',
                  )
                }
              />
              <span>{words.of(option.label)}</span>
            </label>
            {option.specify && checked && <OtherText {...props} />}
          </div>
        );
      })}
    </div>
  );
}
