import type { ComponentChildren, RefObject } from 'preact';
import type { Survey } from '../../../core/survey/questionnaire.ts';
import { hrefTo } from '../../address/routes.ts';
import { Below } from '../../profile/below.tsx';
import profileStyles from '../../profile/profile.module.css';
import headStyles from '../../profile/profile-head.module.css';
import type { NotComputed } from '../../profile/reading.ts';
import type { CardStrings } from '../../words/fr/later.ts';
import type { Words } from '../../words/words.ts';
import styles from './card.module.css';

interface NotComputedProps {
  readonly survey: Survey;
  /** Absent for a survey without profiles. */
  readonly reading: NotComputed | undefined;
  readonly words: Words;
  readonly text: CardStrings;
  readonly heading: RefObject<HTMLHeadingElement | null>;
  /** The interview is still on this page, so the questions can be answered now. */
  readonly open: boolean;
  /** Its stamp. */
  readonly children: ComponentChildren;
}

/** A missing value is never guessed: the questions are named, each a link to answer it now. */
export function NotComputedCard({ survey, reading, words, text, heading, open, children }: NotComputedProps) {
  const questions = new Set(reading?.missing.flatMap((criterion) => criterion.questions)).size;
  return (
    <article class={profileStyles.profile} data-profile="">
      <header class={headStyles.head}>
        <h1 tabIndex={-1} ref={heading}>
          {reading ? text['card.not-computed'] : text['card.no-typology']}
        </h1>
        {reading && <p>{text['card.not-computed-why'](questions, reading.total)}</p>}
      </header>
      {reading && reading.missing.length < reading.total && <Below reading={reading} words={words} text={text} />}
      {reading && (
        <ul class={styles.missing}>
          {reading.missing.map((criterion) => (
            <li key={criterion.id}>
              <h2>{criterion.title}</h2>
              {criterion.questions.map((id) => {
                const question = survey.question.get(id);
                if (!question) return null;
                return (
                  <p key={id}>
                    {words.of(question.text)}{' '}
                    {open && (
                      <a href={hrefTo({ screen: 'question', question: id })}>
                        {text['card.answer-now']}
                        <span class="unseen"> – {criterion.title}</span>
                      </a>
                    )}
                  </p>
                );
              })}
            </li>
          ))}
        </ul>
      )}
      {children}
    </article>
  );
}
