import type { RefObject } from 'preact';
import type { Presentation } from '../../core/survey/presentation.ts';
import { Emblem } from '../emblems/emblem.tsx';
import type { CardStrings } from '../words/later-words.ts';
import { formatStrings } from '../words/writing.ts';
import { type CriterionReading, cardTitle, type ProfileReading, saidAloud } from './card-reading.ts';
import { agreementOf, kickerOf, noteOf } from './card-sentences.ts';
import { CriterionMark } from './criterion-mark.tsx';
import styles from './profile-head.module.css';
import { sayKey } from './say-fact.ts';
import type { Voice } from './voice.ts';

export interface CardAtAGlance {
  readonly reading: ProfileReading;
  readonly presentation: Presentation;
  readonly words: Voice;
  readonly text: CardStrings;
}

interface HeadProps extends CardAtAGlance {
  readonly heading: RefObject<HTMLHeadingElement | null>;
}

/** The card at a glance. Profiles that come first together have a place each, all of one size. */
export function ProfileHead({ heading, ...props }: HeadProps) {
  const { reading, presentation, words, text } = props;
  const { outcome, profile, nearest, isCounted, mark } = reading;
  const aloud = profile && saidAloud(reading, profile.id, presentation);
  const [only, other] = nearest;
  const isOpen = outcome === 'open';
  // A complete response without a dominant profile has none in the front.
  const isOne = only !== undefined && other === undefined && (profile !== undefined || !isCounted);
  const note = noteOf(reading, text);
  return (
    <header
      class={styles.head}
      data-emblem={isOne ? only.id : undefined}
      data-outcome={outcome}
      data-near={nearest.length}
      data-open={isOpen && !isCounted ? '' : undefined}
    >
      <div class={styles.top}>
        {isOne && (
          <div class={styles.large} aria-hidden="true">
            <Emblem profile={only.id} />
          </div>
        )}
        <p class={styles.kicker}>{kickerOf(reading, text)}</p>
        <h1
          class={outcome === 'either' ? 'unseen' : undefined}
          tabIndex={-1}
          ref={heading}
          {...(profile ? mark : undefined)}
        >
          {cardTitle(reading, words.uiLanguage, presentation)}
        </h1>
        {aloud && (
          <p class={styles.aloud} data-aloud {...mark}>
            {aloud}
          </p>
        )}
        {note && <p class={styles.agree}>{note}</p>}
      </div>
      {isOpen ? <Possible reading={reading} /> : other && <Doors {...props} />}
      {profile && <Chips reading={reading} text={text} />}
    </header>
  );
}

/** The profiles that come first together, each with the value that would lead to it. */
function Doors({ reading, presentation, words }: CardAtAGlance) {
  const { nearest, outcome, doors, survey, mark } = reading;
  return (
    <ul class={styles.doors}>
      {nearest.flatMap(({ id, name }, place) => [
        place > 0 && outcome === 'either' && (
          <li key={place} class={styles.or} aria-hidden="true">
            {formatStrings(words.uiLanguage).or}
          </li>
        ),
        <li key={id} data-emblem={id} data-aloud={id} {...mark}>
          <Emblem profile={id} />
          <b>{name}</b>
          <span>{saidAloud(reading, id, presentation)}</span>
          {doors && <p class={styles.key}>{sayKey(survey.facts, doors.get(id), words)}</p>}
        </li>,
      ])}
    </ul>
  );
}

/** Every profile, those that remain apart from those that do not. */
function Possible({ reading }: Pick<CardAtAGlance, 'reading'>) {
  const { columns, possible, nearest, isCounted } = reading;
  const left = isCounted ? nearest.map(({ id }) => id) : possible;
  if (!left) return null;
  return (
    <ul class={styles.possible}>
      {columns.map(({ id, name }) => (
        <li key={id} data-emblem={id} data-left={left.includes(id)} aria-hidden={!left.includes(id)}>
          <Emblem profile={id} />
          <span class="unseen">{name}</span>
        </li>
      ))}
    </ul>
  );
}

const STANDINGS = ['there', 'absent', 'open'] as const;

/**
 * Shows the respondent's value of each criterion, with the emblem of the profiles that it matches: of each, where the card shows several.
 * First comes what is there, last what is open.
 */
export function Chips({ reading, text }: Pick<CardAtAGlance, 'reading' | 'text'>) {
  const { criteria, nearest, outcome, open, isCounted, mark } = reading;
  const total = criteria.length;
  if (total === 0) return null;
  const chip = (criterion: CriterionReading) => {
    const { id, short, glance } = criterion;
    const { agreeing, names, matches, says } = agreementOf(reading, criterion);
    // A shared card that is open shows no profile for its values to match.
    const isCompared = matches === undefined || nearest.length > 0;
    return (
      <li key={id} data-matches={matches ?? 'open'}>
        {matches ? (
          <span class={styles.agreeing}>
            {agreeing.map((one) => (
              <span key={one.id} data-emblem={one.id}>
                <Emblem profile={one.id} />
              </span>
            ))}
          </span>
        ) : (
          isCompared && <CriterionMark matches={matches} />
        )}
        <span>
          <span class={glance && 'unseen'} {...mark}>
            {short}
            <span class="unseen">.</span>{' '}
          </span>
          {glance ? <span {...mark}>{glance}</span> : text['card.unknown-value']}
          <span class="unseen">
            . {isCompared && text[says]}
            {nearest.length > 1 ? ` ${names.join(', ')}` : ''}
          </span>
        </span>
      </li>
    );
  };
  return (
    <>
      {!isCounted && outcome === 'either' && (
        <h2 class="screen-only">{text['card.known'](total - open.length, total)}</h2>
      )}
      <ul class={styles.chips} data-chips={nearest.length}>
        {STANDINGS.flatMap((standing) => criteria.filter((one) => one.standing === standing).map(chip))}
      </ul>
    </>
  );
}
