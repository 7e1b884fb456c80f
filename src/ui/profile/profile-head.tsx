import type { RefObject } from 'preact';
import { Emblem } from '../emblems/emblem.tsx';
import type { CardStrings } from '../words/fr/later.ts';
import { CriterionMark } from './criteria.tsx';
import styles from './profile.module.css';
import type { ProfileReading } from './reading.ts';

interface HeadProps {
  readonly reading: ProfileReading;
  readonly text: CardStrings;
  readonly heading: RefObject<HTMLHeadingElement | null>;
}

/** A composite profile says so first, then the nearest ones side by side, none larger or nearer than another. */
export function ProfileHead({ reading, text, heading }: HeadProps) {
  const { profile, matches, criteria, nearest, composite } = reading;
  const total = criteria.length;
  const tied = nearest.length > 1;
  return (
    <header class={styles.head} data-emblem={composite ? undefined : profile.id}>
      <div class={styles.emblems}>
        {(composite ? nearest : [profile]).map((one) => (
          <span key={one.id} class={styles.emblem} data-emblem={one.id}>
            <Emblem profile={one.id} />
          </span>
        ))}
      </div>
      <p class={styles.yours}>{text['card.yours']}</p>
      <h1 tabIndex={-1} ref={heading}>
        {composite ? text['card.composite'] : profile.name}
      </h1>
      {composite && (
        <p class={styles.nearest}>
          {tied ? text['card.nearest'](reading.nearestNames) : text['card.nearest-one'](profile.name)}
        </p>
      )}
      {!composite && <p class={styles.sentence}>{reading.sentence}</p>}
      <p class={styles.agree}>
        {tied
          ? text['card.agree-each'](matches, total)
          : matches === total
            ? text['card.agree-all'](total, profile.name)
            : text['card.agree'](matches, total, profile.name)}
      </p>
      {/* Profiles that tie agree on different criteria: a row of marks would be that of one of them. */}
      {!tied && (
        <div class={styles.row} aria-hidden="true">
          {criteria.map((criterion) => (
            <CriterionMark key={criterion.id} matches={criterion.matches} />
          ))}
        </div>
      )}
    </header>
  );
}
