import type { Path } from '../../../core/answering/flow.ts';
import { isAnswered } from '../../../core/answering/flow.ts';
import type { Question } from '../../../core/survey/questionnaire.ts';
import { hrefTo } from '../../address/routes.ts';
import { useSeen } from '../../elements/late-drawing.ts';
import { answerInShort } from '../../words/answer-words.ts';
import { cardStrings } from '../../words/later-words.ts';
import type { Words } from '../../words/words.ts';
import styles from './check.module.css';

interface SectionProps {
  readonly title: string;
  /** Those of the section that are on the path. */
  readonly questions: readonly Question[];
  readonly path: Path;
  readonly words: Words;
}

/** Folded: thirty answers just given are opened by whom they concern. What is blank is counted in sight. */
export function CheckSection({ title, questions, path, words }: SectionProps) {
  const text = cardStrings(words.uiLanguage);
  const isSeen = useSeen();
  const blank = questions.filter((question) => !isAnswered(question, path.answers)).length;
  return (
    <details class={styles.section}>
      <summary>
        <h2 {...words.inSurvey}>{title}</h2>
        <span class={styles.given}>{text['check.given'](questions.length - blank, questions.length)}</span>
      </summary>
      {/* Out of sight until somebody opens it: the frame that shows the screen does not wait for it. */}
      <ol class={styles.lines}>{isSeen && questions.map(line)}</ol>
    </details>
  );

  function line(question: Question) {
    const answerText = answerInShort(question, path.answers, words);
    const id = `asked.${question.id}`;
    const isUi = answerText === '' || (question.kind === 'number' && path.answers[question.id] === 'unknown');
    return (
      <li key={question.id}>
        <p id={id} class={styles.asked} {...words.inSurvey}>
          {question.number}. {words.of(question.text)}
        </p>
        <p class={answerText === '' ? styles.none : styles.answer} {...(isUi ? undefined : words.inSurvey)}>
          {answerText || text['check.none']}
        </p>
        <a
          id={`change.${question.id}`}
          href={hrefTo({ screen: 'question', question: question.id })}
          aria-labelledby={`change.${question.id} ${id}`}
        >
          {text['check.change']}
        </a>
      </li>
    );
  }
}
