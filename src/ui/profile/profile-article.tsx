import type { ComponentChildren, RefObject } from 'preact';
import type { Answers } from '../../core/survey/answers.ts';
import type { Presentation } from '../../core/survey/presentation.ts';
import type { CardStrings } from '../words/fr/later.ts';
import type { Words } from '../words/words.ts';
import type { ProfileReading } from './card-reading.ts';
import styles from './profile.module.css';
import { ProfileHead } from './profile-head.tsx';
import { Below } from './profile-rest-later.tsx';
import './print.css';
import '../elements/parts.css';

interface ProfileArticleProps {
  readonly reading: ProfileReading;
  readonly presentation: Presentation;
  readonly words: Words;
  readonly text: CardStrings;
  readonly heading: RefObject<HTMLHeadingElement | null>;
  readonly isBrought?: boolean;
  /** The answers of the interview, while it is on this page. */
  readonly answers?: Answers | undefined;
  /** Buttons below its head. */
  readonly actions?: ComponentChildren;
  /** Another card that it is compared with, before its own table. */
  readonly beside?: ComponentChildren;
  /** Its stamp. */
  readonly children: ComponentChildren;
}

/** A profile explained: the same for one's own answers and for a card brought by a link. */
export function ProfileArticle({
  reading,
  presentation,
  words,
  text,
  heading,
  isBrought = false,
  actions,
  beside,
  answers,
  children,
}: ProfileArticleProps) {
  return (
    <article
      class={styles.profile}
      data-profile={reading.composite ? 'composite' : reading.profile.id}
      data-nearest={reading.nearest.map((one) => one.id).join(' ')}
      data-composite={reading.composite ? '' : undefined}
    >
      <div class={styles.first}>
        <ProfileHead reading={reading} presentation={presentation} text={text} heading={heading} />
        {actions}
      </div>
      <div class={styles.rest}>
        {beside}
        <Below {...{ reading, words, text, presentation, isBrought, answers }} />
      </div>
      {children}
      <p class={styles.rule}>{text['card.why-rule']}</p>
    </article>
  );
}
