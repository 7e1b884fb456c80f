import type { ComponentChildren, RefObject } from 'preact';
import type { CardStrings } from '../words/fr/later.ts';
import { Criteria } from './criteria.tsx';
import styles from './profile.module.css';
import { Changes } from './profile-changes.tsx';
import { ProfileHead } from './profile-head.tsx';
import type { ProfileReading } from './reading.ts';
import { Why } from './why.tsx';
import './print.css';

interface ProfileArticleProps {
  readonly reading: ProfileReading;
  readonly text: CardStrings;
  readonly heading: RefObject<HTMLHeadingElement | null>;
  /** Its stamp. */
  readonly children: ComponentChildren;
}

/** A profile explained: the same for one's own answers and for a card brought by a link. */
export function ProfileArticle({ reading, text, heading, children }: ProfileArticleProps) {
  return (
    <article
      class={styles.profile}
      data-profile={reading.profile.id}
      data-composite={reading.composite ? '' : undefined}
    >
      <ProfileHead reading={reading} text={text} heading={heading} />
      <Criteria reading={reading} text={text} />
      <Why reading={reading} text={text} />
      <Changes reading={reading} text={text} />
      {children}
      <p class={styles.rule}>{text['card.why-rule']}</p>
    </article>
  );
}
