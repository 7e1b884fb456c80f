import { useSeen } from '../elements/late-drawing.ts';
import { Lazy } from '../elements/lazy.tsx';
import type { RestProps } from './profile-rest.tsx';
import type { ReasonsProps } from './why.tsx';

/** Loads the part below the head of a card, which is rendered after the frame that shows the head. */
export const loadBelow = () => import('./profile-rest.tsx');

export function Below(props: RestProps) {
  if (!useSeen()) return null;
  return (
    <Lazy load={loadBelow} words={props.words} kind="rest">
      {({ Rest }) => <Rest {...props} />}
    </Lazy>
  );
}

export function BelowWhy(props: ReasonsProps) {
  // A frame after the parts that come with it: all of them together would be a long task.
  if (!useSeen()) return null;
  return (
    <Lazy load={loadBelow} words={props.words} kind="extra">
      {({ Reasons }) => <Reasons {...props} />}
    </Lazy>
  );
}
