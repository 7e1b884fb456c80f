import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { answeredOf, missingRequired } from '../../../core/answering/completeness.ts';
import { isAnswered, type Path } from '../../../core/answering/flow.ts';
import type { Question, Survey } from '../../../core/survey/questionnaire.ts';
import { cardProfiles, possibleFacts } from '../../../core/typology/card-profiles.ts';
import { hrefTo } from '../../address/routes.ts';
import { faultsOn } from '../../controls/faults.ts';
import { useSeen } from '../../elements/late-drawing.ts';
import { Lazy } from '../../elements/lazy.tsx';
import { useScreen } from '../../elements/use-screen.ts';
import { factsBehind } from '../../profile/card-reading.ts';
import type { Interview } from '../../state/interview.ts';
import { readByOf } from '../../state/page-translation.ts';
import type { Session } from '../../state/session.ts';
import { answerInShort } from '../../words/answer-words.ts';
import type { CardStrings } from '../../words/later-words.ts';
import { cardStrings } from '../../words/later-words.ts';
import type { Words } from '../../words/words.ts';
import '../../elements/parts.css';
import styles from './check.module.css';

interface CheckProps {
  readonly session: Session;
  readonly interview: Interview;
}

/** Loads what only quizzes need, and only they. */
const loadQuiz = () => import('../../../core/typology/affinity.ts');

/** Nothing of a quiz is looked at before its profiles can be computed. */
export function Check(props: CheckProps) {
  const { survey, words } = props.session.edition.value;
  if (!survey.typology?.affinity) survey.cardFacts ??= possibleFacts;
  if (survey.cardFacts) return <CheckWhole {...props} />;
  return (
    <Lazy load={loadQuiz} words={words} kind="rest">
      {({ quizFacts }) => {
        survey.cardFacts = quizFacts;
        return <CheckWhole {...props} />;
      }}
    </Lazy>
  );
}

/** The questions that must be answered, or otherwise, and the blank ones that decide which profile is named. */
function leftToAnswer(survey: Survey, path: Path) {
  const required = missingRequired(path);
  const faulty = path.questions.filter(
    (question) => isAnswered(question, path.answers) && faultsOn(question, path.answers).length > 0,
  );
  const profiles = survey.typology && cardProfiles(survey, factsBehind(survey, path.answers));
  const isSure = profiles?.outcome === 'near' || profiles?.outcome === 'between';
  // « Ne sait pas » is an answer like another: nothing here asks to change it.
  const deciding = path.questions.filter(
    (question) =>
      !isSure &&
      profiles?.deciding.includes(question.id) &&
      !required.includes(question) &&
      answeredOf(question, path.answers).kind !== 'given',
  );
  const settling = deciding.filter((question) => {
    const answered = answeredOf(question, path.answers);
    const isOneAnswer = answered.kind === 'rows' ? answered.blank === 1 : question.kind !== 'matrix';
    return isOneAnswer && profiles?.settling.includes(question.id);
  });
  return { required, faulty, deciding, settling };
}

function blankRows(question: Question, { answers }: Path, text: CardStrings) {
  const answered = answeredOf(question, answers);
  return answered.kind === 'rows' && <span class="aside">{text['card.blank-rows'](answered.blank)}</span>;
}

/** The whole path by section, each line with a link back, before the response is sent. */
function CheckWhole({ session, interview }: CheckProps) {
  const { survey, words } = session.edition.value;
  const text = cardStrings(words.uiLanguage);
  const path = interview.path.value;
  const blocking = useRef<HTMLDivElement>(null);
  const heading = useScreen(`${text['check.title']} – ${words.of(survey.title)}`);

  const onPath = new Set(path.questions);
  const { required, faulty, deciding, settling } = leftToAnswer(survey, path);
  const done = interview.outcome.value !== undefined && !interview.changedSince.value;
  const back = () => {
    const last = path.questions.at(-1);
    if (last) session.router.go({ screen: 'question', question: last.id });
  };
  const finish = (event: MouseEvent) => {
    if (required.length > 0 || faulty.length > 0) return blocking.current?.focus();
    // As on a question: the browser would compute the layout to remove the focused button.
    if (event.target instanceof HTMLElement) event.target.blur();
    if (!done) interview.finish(readByOf(words));
    session.router.go({ screen: 'card' });
  };
  const linkTo = (question: Question) => (
    <a class="target" href={hrefTo({ screen: 'question', question: question.id })}>
      {words.of(question.text)}
    </a>
  );

  return (
    <div class={styles.check}>
      <h1 tabIndex={-1} ref={heading}>
        {text['check.title']}
      </h1>
      <p class="aside">{text['check.intro']}</p>
      {required.length + faulty.length > 0 && (
        <div ref={blocking} tabIndex={-1}>
          <QuestionList
            urgent
            title={text['check.required-title']}
            note={text['check.required']}
            questions={required}
            line={linkTo}
          />
          <QuestionList urgent title={text['check.faulty-title']} questions={faulty} line={linkTo} />
        </div>
      )}
      <QuestionList
        title={settling.length > 0 ? text['check.settling'] : text['check.missing-title']}
        note={settling.length > 0 ? '' : text['check.missing']}
        questions={settling.length > 0 ? settling.slice(0, 1) : deciding}
        line={(question) => (
          <>
            {linkTo(question)} {blankRows(question, path, text)}
          </>
        )}
      />
      <div>
        {survey.sections.map((section) => {
          const asked = section.questions.filter((question) => onPath.has(question));
          return asked.length === 0 ? null : (
            <CheckSection
              key={section.id}
              title={words.of(section.title)}
              questions={asked}
              path={path}
              words={words}
            />
          );
        })}
      </div>
      <div class={styles.finish}>
        {session.device.keeps !== 'preview' && (
          <p class="aside">{done ? text['check.saved-already'] : text['check.finish-note']}</p>
        )}
        <button type="button" class="secondary" onClick={back}>
          {words.ui['question.back']}
        </button>
        <button type="button" class="primary" onClick={finish}>
          {done ? text['check.card'] : text['check.finish']}
        </button>
      </div>
      <p class="fold-row">
        <a href={hrefTo({ screen: 'questions' })}>{text['all-questions']}</a>
      </p>
    </div>
  );
}

interface SectionProps {
  readonly title: string;
  /** Those of the section that are on the path. */
  readonly questions: readonly Question[];
  readonly path: Path;
  readonly words: Words;
}

/** Folded: thirty answers just given are opened by whom they concern. What is blank is counted in sight. */
function CheckSection({ title, questions, path, words }: SectionProps) {
  const text = cardStrings(words.uiLanguage);
  const isSeen = useSeen();
  const blank = questions.filter((question) => !isAnswered(question, path.answers)).length;
  return (
    <details class="fold">
      <summary>
        <h2 {...words.inSurvey}>{title}</h2>
        <span>{text['check.given'](questions.length - blank, questions.length)}</span>
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
        <p id={id} class="aside" {...words.inSurvey}>
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

interface QuestionListProps {
  readonly title: string;
  readonly note?: string;
  readonly questions: readonly Question[];
  /** The response cannot leave without them. */
  readonly urgent?: boolean;
  readonly line: (question: Question) => ComponentChildren;
}

/** Questions named one by one. */
function QuestionList({ title, note, questions, urgent, line }: QuestionListProps) {
  if (questions.length === 0) return null;
  return (
    <section class={`stack ${urgent ? styles.urgent : styles.missing}`} aria-label={title}>
      <h2>{title}</h2>
      {note && <p>{note}</p>}
      <ul class="lines">
        {questions.map((question) => (
          <li key={question.id}>{line(question)}</li>
        ))}
      </ul>
    </section>
  );
}
