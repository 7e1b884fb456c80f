import type { Question } from '../../core/survey/questionnaire.ts';
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

export function LaterControl({ question, ...props }: ControlProps<Exclude<Question['kind'], 'single'>>) {
  switch (question.kind) {
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

/** What helps to answer, where the survey says nothing itself: what its kind of question calls for. */
export function hintOf(question: Question, words: Words): string | undefined {
  const text = controlStrings(words.uiLanguage);
  if (question.kind === 'multiple')
    return question.max === undefined ? text['question.several'] : text['question.at-most'](question.max);
  if (question.kind === 'number') return text['question.digits'];
  return question.kind === 'text' && question.personal ? text['question.personal'] : undefined;
}
