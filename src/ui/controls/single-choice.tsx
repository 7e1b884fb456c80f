import { has } from '../../core/survey/answers.ts';
import { Button } from '../elements/button.tsx';
import { Lazy } from '../elements/lazy.tsx';
import styles from './choice.module.css';
import { type ControlProps, clearAndFocus, optionElementId } from './control-props.ts';

/** The kinds a questionnaire seldom begins with, and what this one opens: fetched as soon as the first question is on screen. */
export const loadLaterControls = () => import('./later-controls.tsx');

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
            {option.specify && chosen && (
              <Lazy load={loadLaterControls} words={words}>
                {({ OtherText }) => <OtherText {...props} />}
              </Lazy>
            )}
          </div>
        );
      })}
      {/* Its place stays, so that *Continuer* does not move from under a finger. */}
      {!question.required && (
        <Button
          label={words.ui['question.clear']}
          {...words.inUi}
          class={`quiet ${styles.clear}`}
          disabled={answers[question.id] === undefined}
          onClick={() => clearAndFocus(props, question.id)}
        />
      )}
    </div>
  );
}
