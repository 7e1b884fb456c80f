import type { ComponentChildren, RefObject } from 'preact';
import { Deciding } from './deciding.tsx';
import styles from './profile.module.css';
import { Chips, ProfileHead } from './profile-head.tsx';
import type { RestProps } from './profile-rest.tsx';
import { Below } from './profile-rest-later.tsx';
import './print.css';
import '../elements/parts.css';

interface ProfileArticleProps extends RestProps {
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
  const { reading, presentation, words, text, heading, actions, beside, isBrought, answers, children } = props;
  const { profile } = reading;
  const shown = { reading, presentation, words, text };
  return (
    <article
      class={styles.profile}
      data-profile={profile?.id ?? 'composite'}
      data-nearest={reading.nearest.map((one) => one.id).join(' ')}
    >
      <div class={styles.first}>
        <ProfileHead {...shown} heading={heading} />
        {/* The words address the person who answered. */}
        {!isBrought && <Deciding {...shown} isLive={answers !== undefined} />}
        {actions}
      </div>
      <div class={styles.rest}>
        {!profile && <Chips {...shown} />}
        {beside}
        <Below {...props} />
      </div>
      {children}
      {/* A printed sheet says what it is about, from when, and that it is not a ranking. */}
      <p class="small paper-only">{text['card.why-rule']}</p>
    </article>
  );
}
