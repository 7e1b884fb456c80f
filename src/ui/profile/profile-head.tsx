import type { RefObject } from 'preact';
import { Emblem } from '../emblems/emblem.tsx';
import type { CardStrings } from '../words/fr/later.ts';
import { cardTitle, type ProfileReading } from './card-reading.ts';
import { Chips } from './chips.tsx';
import styles from './profile-head.module.css';

interface HeadProps {
  readonly reading: ProfileReading;
  readonly text: CardStrings;
  readonly heading: RefObject<HTMLHeadingElement | null>;
  /** Brought by a link: the answers are not those of whoever reads. */
  readonly isBrought: boolean;
}

/** More letters than these on a phone would take three lines and more. */
const LONG = 30;

/** The card at a glance. A composite one is named by the profiles it lies between, none larger or nearer than another. */
export function ProfileHead({ reading, text, heading, isBrought }: HeadProps) {
  const { profile, matches, criteria, nearest, composite, leastMatches, mark } = reading;
  const total = criteria.length;
  const tied = nearest.length > 1;
  const title = cardTitle(reading, text);
  const near = isBrought ? text['card.near-brought'] : text['card.near'];
  const between = isBrought ? text['card.between-brought'] : text['card.between'];
  return (
    <header class={styles.head} data-emblem={composite ? undefined : profile.id} data-near={nearest.length}>
      <div class={styles.tones} aria-hidden="true">
        {nearest.map((one) => (
          <span key={one.id} data-emblem={one.id} />
        ))}
        {tied || !composite ? null : <span />}
      </div>
      {composite ? null : (
        <div class={styles.large} aria-hidden="true">
          <Emblem profile={profile.id} />
        </div>
      )}
      <div class={styles.emblems}>
        {nearest.map((one) => (
          <span key={one.id} class={styles.emblem} data-emblem={one.id}>
            <Emblem profile={one.id} />
          </span>
        ))}
      </div>
      <p class={styles.kicker}>{composite ? (tied ? between : text['card.beside-one']) : near}</p>
      <h1
        tabIndex={-1}
        ref={heading}
        {...(composite ? undefined : mark)}
        data-long={title.length > LONG ? '' : undefined}
      >
        {title}
      </h1>
      {composite ? (
        <p class={styles.sentence}>
          {tied
            ? text[nearest.length > 2 ? 'card.agree-all' : 'card.agree-each'](matches, total)
            : text['card.few'](leastMatches, matches, profile.name)}
        </p>
      ) : (
        <>
          <p class={styles.sentence} {...mark}>
            {reading.sentence}
            {reading.isReconstructed ? <span class={styles.mark}> {text['card.reconstructed']}</span> : null}
          </p>
          <p class={styles.agree}>{text['card.agree'](matches, total)}</p>
        </>
      )}
      <Chips reading={reading} text={text} />
    </header>
  );
}
