import type { RefObject } from 'preact';
import type { Presentation } from '../../core/survey/presentation.ts';
import { Emblem } from '../emblems/emblem.tsx';
import type { CardStrings } from '../words/fr/later.ts';
import { cardTitle, type ProfileReading, saidAloud } from './card-reading.ts';
import { CriterionMark } from './criterion-mark.tsx';
import styles from './profile-head.module.css';

interface HeadProps {
  readonly reading: ProfileReading;
  readonly presentation: Presentation;
  readonly text: CardStrings;
  readonly heading: RefObject<HTMLHeadingElement | null>;
}

/** The card at a glance. Profiles that tie have a band each, all of one size. */
export function ProfileHead({ reading, presentation, text, heading }: HeadProps) {
  const { profile, matches, criteria, nearest, outcome, leastMatches, mark } = reading;
  const total = criteria.length;
  const title = cardTitle(reading, text, presentation);
  const aloud = saidAloud(reading, profile.id, presentation);
  const isTied = nearest.length > 1;
  const isNamed = outcome === 'near';
  return (
    <header class={styles.head} data-emblem={isNamed ? profile.id : undefined} data-near={nearest.length}>
      <div class={styles.top}>
        {isNamed && (
          <div class={styles.large} aria-hidden="true">
            <Emblem profile={profile.id} />
          </div>
        )}
        <p class={styles.kicker}>{text[`card.${outcome}`]}</p>
        <h1 tabIndex={-1} ref={heading} {...(isNamed ? mark : undefined)}>
          {title}
        </h1>
        {aloud && isNamed && (
          <p class={styles.aloud} data-aloud {...mark}>
            {aloud}
          </p>
        )}
        {total > 0 && (
          <p class={styles.agree}>
            {isTied
              ? text['card.agree-each'](matches, total)
              : isNamed
                ? text['card.agree'](matches, total)
                : text['card.few'](leastMatches, matches, profile.name)}
          </p>
        )}
      </div>
      {isTied && (
        <ul class={styles.bands}>
          {nearest.map(({ id, name }) => (
            <li key={id} data-emblem={id} data-aloud={id} {...mark}>
              <Emblem profile={id} />
              <b>{name}</b>
              {saidAloud(reading, id, presentation)}
            </li>
          ))}
        </ul>
      )}
      {total > 0 && <Chips reading={reading} text={text} />}
    </header>
  );
}

/** Shows the respondent's value of each criterion, with the emblem of the profiles that it matches: of each, where profiles tie. */
function Chips({ reading, text }: { readonly reading: ProfileReading; readonly text: CardStrings }) {
  const near = reading.columns.filter((one) => one.isNear);
  return (
    <ul class={styles.chips} data-chips={near.length}>
      {reading.criteria.map(({ id, short, glance }, index) => {
        const agreeing = near.filter((one) => one.cells[index]?.matches);
        return (
          <li key={id} data-matches={agreeing.length > 0}>
            {agreeing.length > 0 ? (
              <span class={styles.agreeing}>
                {agreeing.map((one) => (
                  <span key={one.id} data-emblem={one.id}>
                    <Emblem profile={one.id} />
                  </span>
                ))}
              </span>
            ) : (
              <CriterionMark matches={false} />
            )}
            <span>
              <span class="unseen" {...reading.mark}>
                {short}.{' '}
              </span>
              <span {...reading.mark}>{glance}</span>
              <span class="unseen">
                . {agreeing.length === 0 ? text['card.differs'] : text['card.matches']}
                {near.length > 1 ? ` ${agreeing.map((one) => one.name).join(', ')}` : ''}
              </span>
            </span>
          </li>
        );
      })}
    </ul>
  );
}
