import { useRef, useState } from 'preact/hooks';
import { skippedBefore } from '../../../core/answering/flow.ts';
import { holds } from '../../../core/answering/rule.ts';
import type { Question, Survey } from '../../../core/survey/questionnaire.ts';
import { Control } from '../../controls/control.tsx';
import { type ControlProps, TITLE_ID } from '../../controls/control-props.ts';
import type { AnswerTrouble } from '../../controls/error-summary.tsx';
import { faultsOn } from '../../controls/faults.ts';
import { loadLaterControls } from '../../controls/single-choice.tsx';
import { Button } from '../../elements/button.tsx';
import { useLateDrawing } from '../../elements/late-drawing.ts';
import { Lazy } from '../../elements/lazy.tsx';
import { useCode } from '../../elements/use-code.ts';
import { useScreen } from '../../elements/use-screen.ts';
import type { Interview } from '../../state/interview.ts';
import type { Words } from '../../words/words.ts';
import styles from './question.module.css';

interface QuestionProps {
  readonly survey: Survey;
  readonly question: Question;
  readonly interview: Pick<Interview, 'answers' | 'give' | 'held' | 'id' | 'path'>;
  readonly words: Words;
  readonly onBack: () => void;
  readonly onContinue: () => void;
}

/** One question. Tapping an answer never leaves it: only Continuer and Retour do. */
export function QuestionScreen({ survey, question, interview, words, onBack, onContinue }: QuestionProps) {
  const [trouble, setTrouble] = useState<AnswerTrouble | undefined>();
  const [answers, later] = useLateDrawing(interview.answers);
  const insisted = useRef(new Set<string>());
  const { ui, inUi } = words;
  const count = ui['question.count'](question.number, survey.questions.length);
  const section = survey.sections.find((one) => one.id === question.section);
  // What is answered here opens or skips later questions alone: this stays as long as the screen.
  const skipped = skippedBefore(interview.path.peek(), question);
  const controls = useCode(loadLaterControls);
  const help = question.help && words.of(question.help);
  const more = typeof controls === 'object' ? controls : undefined;
  const hint = help ?? more?.hintOf(question, words);
  const faulty = trouble?.kind === 'faults';

  const heading = useScreen(`${faulty ? ui['error.prefix'] : ''}${count} – ${words.of(survey.title)}`);

  const proceed = (event: SubmitEvent) => {
    event.preventDefault();
    const { answers } = interview.path.peek();
    const faults = faultsOn(question, answers);
    const warning = survey.warnings.find(
      (one) => one.question === question.id && !insisted.current.has(one.id) && holds(one.when, answers),
    );
    if (faults.length > 0) setTrouble({ kind: 'faults', faults });
    else if (warning) {
      insisted.current.add(warning.id);
      setTrouble({ kind: 'warning', id: warning.id, message: words.of(warning.message) });
    } else {
      // To remove the focused button would make the browser compute the layout in the middle of the change.
      event.submitter?.blur();
      onContinue();
    }
  };

  const answer: ControlProps['onAnswer'] = (item, change, how) => {
    const give = (typing?: 'typing') => interview.give(item, change(interview.answers.peek()[item]), typing);
    if (how === 'marked') later(give);
    else give(how);
    setTrouble(undefined);
  };

  return (
    <form class={styles.question} data-question={question.id} noValidate onSubmit={proceed}>
      <div class={styles.where}>
        <p>{section && words.of(section.title)}</p>
        <p id="count" {...inUi}>
          {count}
        </p>
        <progress max={survey.questions.length} value={question.number} aria-labelledby="count" />
        {skipped > 0 && (
          <p id="skipped" {...inUi}>
            {ui['question.skipped'](skipped > 1, question.number - skipped, question.number - 1)}
          </p>
        )}
      </div>
      {trouble && (
        <Lazy load={loadLaterControls} words={words}>
          {({ ErrorSummary }) => <ErrorSummary words={words} question={question} trouble={trouble} />}
        </Lazy>
      )}
      <fieldset
        class={styles.body}
        aria-describedby={hint ? 'hint' : undefined}
        disabled={interview.held.value === 'other-tab'}
      >
        <legend>
          <h1 id={TITLE_ID} ref={heading} tabIndex={-1} aria-describedby="count skipped">
            {words.of(question.text)}
          </h1>
          {trouble && more && <more.FaultAtField words={words} question={question} trouble={trouble} />}
        </legend>
        {hint && (
          <p id="hint" class={styles.hint} {...(help ? undefined : inUi)}>
            {hint}
          </p>
        )}
        {/* Recreated when it comes back from another tab, where its texts may have changed. */}
        <Control
          key={interview.held.value}
          question={question}
          answers={answers}
          words={words}
          describedBy={[hint ? 'hint' : '', trouble ? 'trouble' : ''].filter(Boolean).join(' ') || undefined}
          invalid={faulty}
          response={interview.id.peek()}
          onAnswer={answer}
        />
      </fieldset>
      <div class="thumb-bar" lang={inUi?.lang}>
        <Button label={ui['question.back']} onClick={onBack} />
        <Button label={ui['question.continue']} type="submit" class="primary" />
      </div>
    </form>
  );
}
