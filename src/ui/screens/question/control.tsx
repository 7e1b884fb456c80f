import type { ControlProps } from '../../controls/control.ts';
import { Matrix } from '../../controls/matrix.tsx';
import { MultipleChoice } from '../../controls/multiple-choice.tsx';
import { NumberField } from '../../controls/number.tsx';
import { SingleChoice } from '../../controls/single-choice.tsx';
import { Territory } from '../../controls/territory.tsx';
import { Text } from '../../controls/text.tsx';

export function Control({ question, ...props }: ControlProps) {
  switch (question.kind) {
    case 'single':
      return <SingleChoice question={question} {...props} />;
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
