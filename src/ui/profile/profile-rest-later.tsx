import type { Answers } from '../../core/survey/answers.ts';
import type { Presentation } from '../../core/survey/presentation.ts';
import { useSeen } from '../elements/late-drawing.ts';
import { Lazy } from '../elements/lazy.tsx';
import type { CardStrings } from '../words/fr/later.ts';
import type { Words } from '../words/words.ts';
import type { NotComputed, ProfileReading } from './card-reading.ts';

/** Loads the part below the head of a card, which is rendered after the frame that shows the head. */
export const loadBelow = () => import('./profile-rest.tsx');

interface BelowProps {
  readonly reading: ProfileReading | NotComputed;
  readonly words: Words;
  readonly text: CardStrings;
  readonly presentation?: Presentation | undefined;
  readonly isBrought?: boolean;
  readonly answers?: Answers | undefined;
}

export function Below({ reading, words, text, presentation, isBrought = false, answers }: BelowProps) {
  if (!useSeen()) return null;
  return (
    <Lazy load={loadBelow} words={words} kind="rest">
      {({ Rest }) => <Rest {...{ reading, text, presentation, isBrought, answers }} voice={words} />}
    </Lazy>
  );
}

interface WhyProps extends BelowProps {
  readonly reading: ProfileReading;
  readonly presentation: Presentation;
}

export function BelowWhy({ reading, presentation, words, text }: WhyProps) {
  // A frame after the parts that come with it: all of them together would be a long task.
  if (!useSeen()) return null;
  return (
    <Lazy load={loadBelow} words={words} kind="extra">
      {({ Reasons }) => <Reasons {...{ reading, presentation, text }} voice={words} />}
    </Lazy>
  );
}
