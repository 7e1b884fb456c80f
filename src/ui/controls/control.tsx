import { Lazy } from '../elements/lazy.tsx';
import type { ControlProps } from './control-props.ts';
import { loadLaterControls, SingleChoice } from './single-choice.tsx';

/**
 * Draws a single choice at once and loads the other controls later, which keeps the first load small. The code for options in random
 * order (`order`) is among the later ones. These get `SingleChoice` as a prop: an import would be circular.
 */
export function Control({ question, ...props }: ControlProps) {
  if (question.kind === 'single' && !question.order) return <SingleChoice question={question} {...props} />;
  return (
    <Lazy load={loadLaterControls} words={props.words}>
      {({ LaterControl }) => <LaterControl question={question} Single={SingleChoice} {...props} />}
    </Lazy>
  );
}
