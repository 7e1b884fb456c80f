import type { ComponentChildren, RefObject } from 'preact';
import type { Presentation } from '../../core/survey/presentation.ts';
import type { ProfileReading } from './card-reading.ts';
import styles from './profile.module.css';
import { ProfileHead } from './profile-head.tsx';
import type { RestProps } from './profile-rest.tsx';
import { Below } from './profile-rest-later.tsx';
import './print.css';
import '../elements/parts.css';

interface ProfileArticleProps extends RestProps {
  readonly reading: ProfileReading;
  readonly presentation: Presentation;
  readonly heading: RefObject<HTMLHeadingElement | null>;
  /** Buttons below its head. */
  readonly actions?: ComponentChildren;
  /** Another card that it is compared with, before its own table. */
  readonly beside?: ComponentChildren;
  /** Its stamp. */
  readonly children: ComponentChildren;
}

/** A profile explained: the same for one's own answers and for a card brought by a link. */
export function ProfileArticle(props: ProfileArticleProps) {
  const { reading, presentation, text, heading, actions, beside, children } = props;
  return (
    <article
      class={styles.profile}
      data-profile={reading.outcome === 'near' ? reading.profile.id : 'composite'}
      data-nearest={reading.nearest.map((one) => one.id).join(' ')}
    >
      <div class={styles.first}>
        <ProfileHead reading={reading} presentation={presentation} text={text} heading={heading} />
        {actions}
      </div>
      <div class={styles.rest}>
        {beside}
        <Below {...props} />
      </div>
      {children}
      <p class={styles.rule}>{text['card.why-rule']}</p>
    </article>
  );
}
