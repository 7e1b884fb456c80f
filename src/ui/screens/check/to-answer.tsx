import type { ComponentChildren } from 'preact';
import type { Question } from '../../../core/survey/questionnaire.ts';
import { hrefTo } from '../../address/routes.ts';
import type { Words } from '../../words/words.ts';
import styles from './check.module.css';

interface ToAnswerProps {
  readonly title: string;
  readonly note?: string;
  readonly questions: readonly Question[];
  readonly words: Words;
  /** The response cannot leave without them. */
  readonly urgent?: boolean;
  /** The note after a question. */
  readonly aside?: (question: Question) => ComponentChildren;
}

/** Questions named one by one, each a link to answer it now. */
export function ToAnswer({ title, note, questions, words, urgent, aside }: ToAnswerProps) {
  if (questions.length === 0) return null;
  return (
    <section class={urgent ? styles.urgent : styles.missing} aria-label={title}>
      <h2>{title}</h2>
      {note && <p>{note}</p>}
      <ul>
        {questions.map((question) => (
          <li key={question.id}>
            <a href={hrefTo({ screen: 'question', question: question.id })}>{words.of(question.text)}</a>{' '}
            {aside?.(question)}
          </li>
        ))}
      </ul>
    </section>
  );
}
