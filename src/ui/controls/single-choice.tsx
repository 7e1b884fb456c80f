import { has } from '../../core/survey/answers.ts';
import type { Question } from '../../core/survey/questionnaire.ts';
import styles from './choice.module.css';
import { type ControlProps, optionElementId } from './control-props.ts';
import { OtherText } from './other-text.tsx';

export function SingleChoice(props: ControlProps<'single'>) {
  const { question, answers, words, onAnswer } = props;
  return (
    <div class={styles.choices}>
      {question.choices.map((option) => {
        const chosen = has(answers, question.id, option.id);
        return (
          <div key={option.id}>
            <label class={styles.choice}>
              <input
                type="radio"
                id={optionElementId(question.id, option.id)}
                name={question.id}
                value={option.id}
                checked={chosen}
                onChange={() => onAnswer(question.id, option.id)}
              />
              <span>{words.of(option.label)}</span>
            </label>
            {option.specify && chosen && <OtherText {...props} label={words.of(option.label)} />}
          </div>
        );
      })}
      {!question.required && (
        <ClearAnswer
          question={question}
          isAnswered={answers[question.id] !== undefined}
          label={words.ui['question.clear']}
          onClear={() => onAnswer(question.id, undefined)}
        />
      )}
    </div>
  );
}

interface ClearProps {
  readonly question: Question;
  readonly isAnswered: boolean;
  readonly label: string;
  readonly onClear: () => void;
}

/**
 * The button goes with the answer, so the focus moves to the first choice. Its place stays, so that *Continuer* does not move
 * from under a finger.
 */
function ClearAnswer({ question, isAnswered, label, onClear }: ClearProps) {
  const clear = () => {
    onClear();
    const [first] = question.choices;
    if (first) document.getElementById(optionElementId(question.id, first.id))?.focus();
  };
  return (
    <button type="button" class={styles.clear} disabled={!isAnswered} onClick={clear}>
      {label}
    </button>
  );
}
