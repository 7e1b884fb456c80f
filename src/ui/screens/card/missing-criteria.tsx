import { answeredOf } from '../../../core/answering/completeness.ts';
import type { Answers } from '../../../core/survey/answers.ts';
import type { Question, Survey } from '../../../core/survey/questionnaire.ts';
import { hrefTo } from '../../address/routes.ts';
import type { NotComputed } from '../../profile/card-reading.ts';
import { answerInShort } from '../../words/answer-words.ts';
import { cardStrings } from '../../words/later-words.ts';
import { profileStrings } from '../../words/profile-words.ts';
import type { Words } from '../../words/words.ts';

interface MissingCriteriaProps {
  readonly survey: Survey;
  readonly missing: NotComputed['missing'];
  /** Absent for a card found again: how its questions were answered is not known any more. */
  readonly answers: Answers | undefined;
  readonly words: Words;
}

/** The questions behind what is not known: those without an answer have a link to give it now. */
export function MissingCriteria({ survey, missing, answers, words }: MissingCriteriaProps) {
  const text = profileStrings(words.uiLanguage);
  const isBlank = answers && missing.some(({ questions }) => questions.some((id) => isOpen(id, answers)));
  return (
    <section class="stack small" aria-labelledby="missing-title">
      <h2 id="missing-title">{cardStrings(words.uiLanguage)['check.missing-title']}</h2>
      {isBlank && <p class="aside">{text['missing-how']}</p>}
      <ul class="lines">
        {missing.map((criterion) => (
          <li key={criterion.id}>
            <h3>{criterion.title}</h3>
            {criterion.questions.map((id) => {
              const question = survey.question.get(id);
              return question ? (
                <p key={id}>
                  {words.of(question.text)} {answers && how(question, answers, criterion.title)}
                </p>
              ) : null;
            })}
          </li>
        ))}
      </ul>
    </section>
  );

  function isOpen(id: string, given: Answers): boolean {
    const question = survey.question.get(id);
    return question !== undefined && answeredOf(question, given).kind !== 'given';
  }

  function how(question: Question, given: Answers, title: string) {
    const answered = answeredOf(question, given);
    // « Ne sait pas » is an answer: nothing asks for another.
    if (answered.kind === 'given') return text.answered(answerInShort(question, given, words));
    return (
      <>
        {answered.kind === 'rows' ? cardStrings(words.uiLanguage)['card.blank-rows'](answered.blank) : text.blank}.{' '}
        <a class="target strong" href={hrefTo({ screen: 'question', question: question.id })}>
          {text['answer-now']}
          <span class="unseen"> – {title}</span>
        </a>
      </>
    );
  }
}
