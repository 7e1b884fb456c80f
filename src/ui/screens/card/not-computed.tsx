import type { ComponentChildren, RefObject } from 'preact';
import type { Answers } from '../../../core/survey/answers.ts';
import type { Survey } from '../../../core/survey/questionnaire.ts';
import { Lazy } from '../../elements/lazy.tsx';
import type { NotComputed } from '../../profile/card-reading.ts';
import profileStyles from '../../profile/profile.module.css';
import headStyles from '../../profile/profile-head.module.css';
import { Below } from '../../profile/profile-rest-later.tsx';
import type { CardStrings } from '../../words/fr/later.ts';
import type { Words } from '../../words/words.ts';

interface NotComputedProps {
  readonly survey: Survey;
  /** Absent for a survey without profiles. */
  readonly reading: NotComputed | undefined;
  readonly words: Words;
  readonly text: CardStrings;
  readonly heading: RefObject<HTMLHeadingElement | null>;
  /** Those of the interview, still on this page, whose questions can be answered now; a card found again has none. */
  readonly answers: Answers | undefined;
  /** The note about its delivery. */
  readonly note: ComponentChildren;
  /** Its stamp. */
  readonly children: ComponentChildren;
}

/** A missing value is never guessed: the questions are named, those without an answer with a link to give it now. */
export function NotComputedCard({ survey, reading, words, text, heading, answers, note, children }: NotComputedProps) {
  return (
    <article class={profileStyles.profile} data-profile="">
      <div class={profileStyles.first}>
        <header class={headStyles.head}>
          <div class={headStyles.top}>
            <h1 tabIndex={-1} ref={heading}>
              {reading ? text['card.not-computed'] : text['card.no-typology']}
            </h1>
            {reading && reading.total > 0 && (
              <p>{text['card.not-computed-why'](reading.total - reading.missing.length, reading.total)}</p>
            )}
          </div>
        </header>
        {note}
        {reading && (
          <Lazy load={loadMissing} words={words} kind="rest">
            {({ MissingCriteria }) => <MissingCriteria missing={reading.missing} {...{ survey, answers, words }} />}
          </Lazy>
        )}
      </div>
      {reading && reading.missing.length < reading.total && <Below reading={reading} words={words} text={text} />}
      {children}
    </article>
  );
}

/** Few cards lack a profile. */
export const loadMissing = () => import('./missing-criteria.tsx');
