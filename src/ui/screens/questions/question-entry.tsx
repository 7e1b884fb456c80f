import { jumpsFrom, plainCondition } from '../../../core/answering/routing.ts';
import type { Question, Survey } from '../../../core/survey/questionnaire.ts';
import { hintOf } from '../../controls/later-controls.tsx';
import { Folded } from '../../tables/folded.tsx';
import { Reviewed } from '../../texts/reviewed.tsx';
import { controlStrings } from '../../words/control-words.ts';
import type { Words } from '../../words/words.ts';
import { ConditionParts, sayCondition } from './condition-words.tsx';
import { questionsStrings } from './questions-words.ts';

/** One answer alone may be ticked, or several. */
export const MARKS = { one: '○', several: '☐' };

/** Lines to write on, on paper. */
export function Lines({ count = 1 }: { readonly count?: number | undefined }) {
  return (
    <div class="lines paper-only" aria-hidden="true">
      {Array.from({ length: count }, (_, at) => (
        <div key={at}>{'\u00a0'}</div>
      ))}
    </div>
  );
}

interface EntryProps<Kind extends Question['kind'] = Question['kind']> {
  readonly question: Extract<Question, { kind: Kind }>;
  readonly survey: Survey;
  readonly words: Words;
}

/** One question with all that may be answered, to read, or to fill on paper. */
export function QuestionEntry(props: EntryProps) {
  const { question, survey, words } = props;
  const { kind, showIf, help, required } = question;
  const text = questionsStrings(words.uiLanguage);
  const condition = sayCondition(plainCondition(showIf ?? { all: [] }), survey, words);
  const notes = [
    (kind === 'multiple' || !help) && hintOf(question, words),
    kind === 'multiple' && question.min && controlStrings(words.uiLanguage)['error.too-few'](question.min),
    kind === 'number' && text.between(words.number(question.min), words.number(question.max)),
    required && text.needed,
  ];
  return (
    <li>
      <h3 {...words.inSurvey}>
        {question.number} · {words.of(question.text)}
      </h3>
      {condition.says && (
        <div class="caution small strong">
          {text.only(condition.says)}
          <ConditionParts {...condition} />
        </div>
      )}
      <p class="aside">
        {help && <span {...words.inSurvey}>{words.of(help)} </span>}
        {notes.filter(Boolean).join(' · ')}
      </p>
      <Answers {...props} />
    </li>
  );
}

function Answers({ question, survey, words }: EntryProps) {
  const text = questionsStrings(words.uiLanguage);
  switch (question.kind) {
    case 'single':
    case 'multiple':
      return <Options {...{ question, survey, words }} />;
    case 'matrix':
      return <Rows {...{ question, survey, words }} />;
    case 'number': {
      const { min, max, decimals, unit, unknown } = question;
      const whole = Math.max(...[min, max].map((bound) => String(Math.trunc(bound)).length));
      const boxes = [whole, decimals].flatMap((digits) => MARKS.several.repeat(digits) || []);
      return (
        <p>
          <big class="paper-only">{boxes.join(words.ui['number.decimal'])}</big>{' '}
          {unit && <span {...words.inSurvey}>{words.of(unit)} </span>}
          {unknown && `${MARKS.one} ${controlStrings(words.uiLanguage)['question.unknown']}`}
        </p>
      );
    }
    case 'territory':
      return (
        <>
          <Lines />
          <Folded summary={text.places(question.choices.length)}>
            <p class="small" {...words.inSurvey}>
              {question.choices.map(({ id, label }) => (/^\d/.test(id) ? `${id} ` : '') + words.of(label)).join(' · ')}
            </p>
          </Folded>
        </>
      );
    case 'text': {
      const { consent, lines } = question;
      return (
        <>
          <Lines count={lines} />
          {consent && (
            <Reviewed words={words} text={consent}>
              {(spoken) => <p>{`${MARKS.several} ${spoken.of(consent)}`}</p>}
            </Reviewed>
          )}
        </>
      );
    }
  }
}

function Options({ question, survey, words }: EntryProps<'single' | 'multiple'>) {
  const text = questionsStrings(words.uiLanguage);
  const jumps = jumpsFrom(survey, question);
  return (
    <ol class="options">
      {question.choices.map(({ id, label, specify, exclusive }, at) => (
        <li key={id}>
          {MARKS[question.kind === 'multiple' ? 'several' : 'one']} <span class="paper-only">{at + 1}. </span>
          <span {...words.inSurvey}>{words.of(label)}</span> {exclusive && text.alone}
          {specify && <span class="paper-only">{'_'.repeat(24)}</span>}
          {jumps.has(id) && <b class="small">{jumps.get(id) ? text.go(`${jumps.get(id)?.number}`) : text.end}</b>}
        </li>
      ))}
    </ol>
  );
}

function Rows({ question, words }: EntryProps<'matrix'>) {
  return (
    <table class="data-table" {...words.inSurvey}>
      <thead>
        <tr>
          <td />
          {question.choices.map(({ id, label }) => (
            <th key={id} scope="col">
              {words.of(label)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {question.rows.map((row, at) => (
          <tr key={row.id}>
            <th scope="row">
              {question.number}.{at + 1} {words.of(row.label)}
            </th>
            {question.choices.map(({ id }) => (
              <td key={id}>{MARKS.one}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
