import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { inRandomOrder } from '../../core/answering/random-order.ts';
import type { Question } from '../../core/survey/questionnaire.ts';
import { sha256Hex } from '../../wire/digest.ts';
import { controlStrings } from '../words/control-words.ts';
import type { Words } from '../words/words.ts';
import type { ControlProps } from './control-props.ts';
import './later-question.css';
import { Matrix } from './matrix.tsx';
import { MultipleChoice } from './multiple-choice.tsx';
import { NumberField } from './number.tsx';
import { Territory } from './territory.tsx';
import { Text } from './text.tsx';

export { ErrorSummary } from './error-summary.tsx';
export { OtherText } from './text.tsx';

interface LaterControlProps extends ControlProps {
  /** What draws a single choice: it loads this file late, which therefore cannot import it. */
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

/** What helps to answer, where the survey says nothing itself: what its kind of question calls for. */
export function hintOf(question: Question, words: Words): string | undefined {
  const text = controlStrings(words.uiLanguage);
  if (question.kind === 'multiple')
    return question.max === undefined ? text['question.several'] : text['question.at-most'](question.max);
  if (question.kind === 'number') return text['question.digits'];
  return question.kind === 'text' && question.personal ? text['question.personal'] : undefined;
}
