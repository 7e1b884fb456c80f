import { useMemo, useRef, useState } from 'preact/hooks';
import { placeIn } from '../../authoring/edits/apply-edit.ts';
import type { QuestionDraft, SurveyDraft } from '../../authoring/edits/edit.ts';
import { structuralFaults } from '../../authoring/edits/repair.ts';
import { plainCondition } from '../../core/answering/routing.ts';
import { languageFaults } from '../../core/check/language-check.ts';
import { questionReachFaults } from '../../core/check/question-reach.ts';
import type { Fault } from '../../core/survey/fault.ts';
import { toSurvey } from '../../core/survey/questionnaire.ts';
import { Button } from '../../ui/elements/button.tsx';
import { sayCondition } from '../../ui/screens/questions/condition-words.tsx';
import { DraftPreview, type OpenDraft } from '../drafting/draft-part.tsx';
import { LanguageChoice } from '../drafting/phone-frame.tsx';
import { plain } from '../drafting/text-list.ts';
import { addressTo, useAddress } from '../parts/desk-address.ts';
import { useWords } from '../parts/desk-context.ts';
import type { QuestionProps } from './edit-form.tsx';
import { editFaultText } from './edit-words.ts';
import { OrderedRow, useOrder } from './ordered-rows.tsx';
import { QuestionEditor } from './question-editor.tsx';
import { StepBar } from './step-bar.tsx';
import { useEditing } from './use-editing.ts';

/** The questions of a draft: their list, the one that is being changed, and the phone that shows it. */
export function EditingPage(draft: OpenDraft) {
  const { overview, languages } = draft;
  const words = useWords();
  const { editing: text, questionnaires } = words.desk;
  const editing = useEditing(draft);
  const { survey } = editing;
  const { query } = useAddress();
  const [language, setLanguage] = useState(languages.find((one) => one === words.language) ?? languages[0] ?? 'fr');
  const [lit, setLit] = useState('');
  const root = useRef<HTMLElement>(null);
  const faults = useMemo(() => (survey ? faultsByQuestion(survey) : new Map<string, readonly Fault[]>()), [survey]);
  if (!survey) return <p class="help">{questionnaires.previewNone}</p>;
  const all = survey.sections.flatMap(({ questions }) => questions);
  const asked = all.find(({ id }) => id === query.get('q')) ?? all[0];
  if (!asked) return null;
  const addressOf = (q: string | undefined) => addressTo('survey', { s: overview.survey, part: 'questions', q });
  const go = (q: string | undefined) => {
    location.hash = addressOf(q);
  };
  const question = asked.id;
  const rank = all.indexOf(asked);
  const place = placeIn(survey, question);
  const isFirst = place?.at === 0;
  const remove = () => {
    if (editing.edit({ kind: 'question.remove', question })) go((all[rank + 1] ?? all[rank - 1])?.id);
  };
  const divide = () =>
    isFirst
      ? editing.edit({ kind: 'section.remove', section: place.section.id })
      : editing.edit({ kind: 'section.add', question, language, text: text.newSection });
  const focusText = (seen: readonly string[]) => {
    const fields = [...(root.current?.querySelectorAll<HTMLInputElement>('textarea, input[type="text"]') ?? [])];
    const named = seen.map(plain);
    const field = fields.find(({ value }) => named.includes(plain(value)));
    const other = all.find((one) => named.includes(plain(one.text[language] ?? '')));
    if (field) field.focus();
    else if (other) go(other.id);
  };
  return (
    <div class={`editing${query.has('q') ? ' is-chosen' : ''}`}>
      <QuestionList {...{ editing, survey, asked, language, faults, addressOf, go }} />
      <section
        ref={root}
        class="editor stack"
        aria-labelledby="edited"
        onFocusIn={({ target }) =>
          setLit(target instanceof HTMLElement && 'value' in target ? String(target.value) : '')
        }
      >
        <a class="to-list" href={addressOf(undefined)}>
          {questionnaires.questions(all.length)}
        </a>
        <StepBar {...{ editing, survey }} title={questionnaires.places.question(rank + 1)}>
          <LanguageChoice label={text.language} {...{ languages, language }} onLanguage={setLanguage} />
        </StepBar>
        <div class="row">
          <Button label={text.duplicate} onClick={() => editing.edit({ kind: 'question.duplicate', question })} />
          <Button label={text.removeQuestion} disabled={all.length < 2} onClick={remove} />
          <Button
            label={isFirst ? text.joinSection : text.beginSection}
            disabled={isFirst && survey.sections.length < 2}
            onClick={divide}
          />
        </div>
        <ul class="points fault">
          {faults.get(asked.id)?.map((fault) => (
            <li key={`${fault.path} ${fault.reason}`}>{editFaultText(fault, words)}</li>
          ))}
        </ul>
        <QuestionEditor key={asked.id} {...{ editing, survey, asked, language }} />
      </section>
      <DraftPreview {...draft} at={asked.id} lit={lit} onText={focusText} />
    </div>
  );
}

/** Finds what is wrong with each question, as far as the file alone can tell. */
function faultsByQuestion(survey: SurveyDraft): ReadonlyMap<string, readonly Fault[]> {
  const found = [...structuralFaults(survey), ...languageFaults(survey, survey.languages)];
  const faults = found.length > 0 ? found : questionReachFaults(survey, toSurvey(survey));
  const paths = survey.sections.flatMap(({ questions }, s) =>
    questions.map(({ id }, q) => [id, `sections.${s}.questions.${q}`] as const),
  );
  return new Map(paths.map(([id, path]) => [id, faults.filter((one) => `${one.path}.`.startsWith(`${path}.`))]));
}

interface ListProps extends QuestionProps {
  readonly faults: ReadonlyMap<string, readonly Fault[]>;
  readonly addressOf: (question: string) => string;
  readonly go: (question: string) => void;
}

/** The questions in their sections. Each is dragged by its handle, or goes up and down by Alt and an arrow, or by the buttons. */
function QuestionList({ editing, survey, asked, language, faults, addressOf, go }: ListProps) {
  const words = useWords();
  const { editing: text, questionnaires } = words.desk;
  const all = survey.sections.flatMap(({ questions }) => questions);
  const ready = toSurvey(survey);
  const order = useOrder(all.length, (from, to, isAfter) => {
    const question = all[from]?.id ?? '';
    const [own, other] = [placeIn(survey, question), placeIn(survey, all[to]?.id ?? '')];
    if (!own || !other) return undefined;
    const isWithin = own.section === other.section;
    // A step into another section makes it the first or the last there.
    const gap = other.at + ((isAfter ?? isWithin === to > from) ? 1 : 0);
    const at = isWithin && gap > own.at ? gap - 1 : gap;
    if (isWithin && at === own.at) return undefined;
    const after = editing.edit({ kind: 'question.move', question, section: other.section.id, at });
    // Why it was not done is said next to the question.
    if (!after) go(question);
    const rank = after?.sections.flatMap(({ questions }) => questions).findIndex(({ id }) => id === question);
    return rank === undefined ? undefined : { rank, within: words.of(other.section.title) };
  });
  const add = () => {
    const place = placeIn(survey, asked.id);
    if (!place) return;
    const at = place.at + 1;
    const section = place.section.id;
    const after = editing.edit({ kind: 'question.add', section, at, language, text: text.newQuestion });
    const added = after?.sections.find(({ id }) => id === section)?.questions[at];
    if (added) go(added.id);
  };
  const line = (one: QuestionDraft) => {
    const at = all.indexOf(one);
    const count = faults.get(one.id)?.length ?? 0;
    return (
      <OrderedRow
        key={one.id}
        {...{ order, at }}
        name={questionnaires.places.question(at + 1)}
        isCurrent={one === asked}
      >
        <a href={addressOf(one.id)} aria-current={one === asked ? 'true' : undefined}>
          <span class="unseen">{at + 1}</span>
          {words.of(one.text)}
          {one.showIf ? (
            <span class="mark-if" title={sayCondition(plainCondition(one.showIf), ready, words).says}>
              {text.conditional}
            </span>
          ) : null}
          {count > 0 ? (
            <span class="fault" role="img" aria-label={questionnaires.faults(count)}>
              !
            </span>
          ) : null}
        </a>
      </OrderedRow>
    );
  };
  return (
    <nav class="question-list" aria-labelledby="listed">
      <div class="row">
        <h2 id="listed">{questionnaires.questions(all.length)}</h2>
        <Button label={text.addQuestion} class="quiet" onClick={add} />
      </div>
      <div ref={order.root}>
        {survey.sections.map(({ id, title, questions }) => (
          <div key={id}>
            <h3 class="small">{words.of(title)}</h3>
            <ol>{questions.map(line)}</ol>
          </div>
        ))}
      </div>
      {order.status}
    </nav>
  );
}
