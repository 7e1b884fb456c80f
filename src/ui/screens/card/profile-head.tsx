import type { RefObject } from 'preact';
import { Emblem } from '../../emblems/emblem.tsx';
import type { CardStrings } from '../../text/card.fr.ts';
import styles from './card.module.css';
import { Mark } from './criteria.tsx';
import type { Reading } from './reading.ts';

interface HeadProps {
  readonly reading: Reading;
  readonly text: CardStrings;
  readonly heading: RefObject<HTMLHeadingElement | null>;
}

/** A composite profile says so first, then the nearest ones side by side, none larger than another. */
export function ProfileHead({ reading, text, heading }: HeadProps) {
  const { profile, matches, criteria, nearest, composite } = reading;
  const total = criteria.length;
  const names = (profiles: Reading['nearest']) => profiles.map((one) => one.name).join(', ');
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
          {nearest.length > 1 ? text['card.nearest'](names(nearest)) : text['card.nearest-one'](profile.name)}
        </p>
      )}
      {!composite && <p class={styles.sentence}>{reading.sentence}</p>}
      <p class={styles.agree}>
        {matches === total
          ? text['card.agree-all'](total, profile.name)
          : text['card.agree'](matches, total, profile.name)}
      </p>
      <div class={styles.row} aria-hidden="true">
        {criteria.map((criterion) => (
          <Mark key={criterion.id} matches={criterion.matches} />
        ))}
      </div>
      {composite && reading.alsoNear.length > 0 && <p>{text['card.also'](names(reading.alsoNear))}</p>}
    </header>
  );
}
