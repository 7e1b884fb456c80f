import { Lazy } from '../elements/lazy.tsx';
import type { ControlProps } from './control-props.ts';
import { loadLaterControls, SingleChoice } from './single-choice.tsx';

export function Control({ question, ...props }: ControlProps) {
  if (question.kind === 'single' && !question.order) return <SingleChoice question={question} {...props} />;
  return (
    <Lazy load={loadLaterControls} words={props.words}>
      {({ LaterControl }) => <LaterControl question={question} Single={SingleChoice} {...props} />}
    </Lazy>
  );
}
