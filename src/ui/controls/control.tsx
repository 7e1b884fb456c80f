import { Lazy } from '../elements/lazy.tsx';
import type { ControlProps } from './control-props.ts';
import { SingleChoice } from './single-choice.tsx';

/** The kinds a questionnaire seldom begins with: fetched as soon as the first question is on screen. */
export const loadLaterControls = () => import('./later-controls.tsx');

export function Control({ question, ...props }: ControlProps) {
  if (question.kind === 'single') return <SingleChoice question={question} {...props} />;
  return (
    <Lazy load={loadLaterControls} words={props.words}>
      {({ LaterControl }) => <LaterControl question={question} {...props} />}
    </Lazy>
  );
}
