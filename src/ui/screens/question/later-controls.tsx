import type { Question } from '../../../core/survey/questionnaire.ts';
import type { ControlProps } from '../../controls/control.ts';
import { Matrix } from '../../controls/matrix.tsx';
import { MultipleChoice } from '../../controls/multiple-choice.tsx';
import { NumberField } from '../../controls/number.tsx';
import { Territory } from '../../controls/territory.tsx';
import { Text } from '../../controls/text.tsx';

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
