import type { Answers } from '../../../core/survey/answers.ts';
import type { Question } from '../../../core/survey/questionnaire.ts';
import { answerInShort } from '../../words/answer-words.ts';
import { cardStrings } from '../../words/later-words.ts';
import type { Words } from '../../words/words.ts';
import styles from './check.module.css';

interface UnsettledProps {
  readonly questions: readonly Question[];
  readonly answers: Answers;
  readonly words: Words;
}

/** Questions whose answer settles no profile, as « ne sait pas » does: an answer like another, which nothing here asks to change. */
export function Unsettled({ questions, answers, words }: UnsettledProps) {
  const text = cardStrings(words.uiLanguage);
  const title = text['card.not-computed'];
  return (
    <section class={styles.missing} aria-label={title}>
      <h2>{title}</h2>
      <p>{text['check.unknown']}</p>
      <ul>
        {questions.map((question) => (
          <li key={question.id}>
            {words.of(question.text)} <strong>{answerInShort(question, answers, words)}</strong>
          </li>
        ))}
      </ul>
    </section>
  );
}
