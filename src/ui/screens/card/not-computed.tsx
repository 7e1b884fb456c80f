import type { RefObject } from 'preact';
import type { Survey } from '../../../core/questionnaire.ts';
import { hrefTo } from '../../routes.ts';
import type { CardStrings } from '../../text/card.fr.ts';
import type { Words } from '../../words.ts';
import styles from './card.module.css';
import type { NotComputed } from './reading.ts';

interface NotComputedProps {
  readonly survey: Survey;
  /** Absent for a survey without profiles. */
  readonly reading: NotComputed | undefined;
  readonly words: Words;
  readonly text: CardStrings;
  readonly heading: RefObject<HTMLHeadingElement | null>;
  /** The interview is still on this page, so the questions can be answered now. */
  readonly open: boolean;
}

/** A missing value is never guessed: the questions are named, each a link to answer it now. */
export function NotComputedCard({ survey, reading, words, text, heading, open }: NotComputedProps) {
  return (
    <article class={styles.profile} data-profile="">
      <header class={styles.head}>
        <h1 tabIndex={-1} ref={heading}>
          {reading ? text['card.not-computed'] : text['card.no-typology']}
        </h1>
        {reading && <p>{text['card.not-computed-why']}</p>}
      </header>
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
                    {open && <a href={hrefTo({ screen: 'question', question: id })}>{text['card.answer-now']}</a>}
                  </p>
                );
              })}
            </li>
          ))}
        </ul>
      )}
    </article>
  );
}
