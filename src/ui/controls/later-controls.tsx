import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { chooseOption } from '../../core/answering/choose-option.ts';
import { inRandomOrder } from '../../core/answering/random-order.ts';
import { has } from '../../core/survey/answers.ts';
import type { Question } from '../../core/survey/questionnaire.ts';
import { sha256Hex } from '../../wire/digest.ts';
import { controlStrings } from '../words/control-words.ts';
import type { Words } from '../words/words.ts';
import '../elements/parts.css';
import styles from './choice.module.css';
import { type ControlProps, optionElementId } from './control-props.ts';
import fields from './field.module.css';
import { Matrix } from './matrix.tsx';
import { NumberField } from './number.tsx';
import { Territory } from './territory.tsx';
import { OtherText, Text } from './text.tsx';
import './later-question.css';

export { ErrorSummary, FaultAtField } from './error-summary.tsx';
export { OtherText } from './text.tsx';

interface LaterControlProps extends ControlProps {
  /** Draws a single choice. Its file loads this one lazily, so an import would be circular. */
  readonly Single: (props: ControlProps<'single'>) => JSX.Element;
}

export function LaterControl({ question: asked, Single, ...props }: LaterControlProps) {
  // The order stays while the question is on screen, though the response may get its id meanwhile.
  const [response] = useState(props.response);
  const question = response !== undefined && 'order' in asked && asked.order ? inOrderOf(response, asked) : asked;
  switch (question.kind) {
    case 'single':
      return <Single question={question} {...props} />;
    case 'multiple':
      return <MultipleChoice question={question} {...props} />;
    case 'matrix':
      return <Matrix question={question} {...props} />;
    case 'number':
      return <NumberField question={question} {...props} />;
    case 'text':
      return <Text question={question} {...props} />;
    case 'territory':
      return <Territory question={question} {...props} />;
  }
}

/** The order is derived from the response's id, so that it is the same after a reload and need not be stored. */
function inOrderOf(response: string, question: Question): Question {
  return inRandomOrder(question, (id) => sha256Hex(new TextEncoder().encode(`${response}/${id}`)));
}

/** Returns the hint that a kind of question needs, for a question without a help text. */
export function hintOf(question: Question, words: Words): string | undefined {
  const text = controlStrings(words.uiLanguage);
  if (question.kind === 'multiple')
    return question.max === undefined ? text['question.several'] : text['question.at-most'](question.max);
  if (question.kind === 'number') return text['question.digits'];
  return question.kind === 'text' && question.personal ? text['question.personal'] : undefined;
}

function MultipleChoice(props: ControlProps<'multiple'>) {
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
            class={option.exclusive ? fields.apart : undefined}
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
