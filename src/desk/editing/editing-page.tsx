import type { ComponentChildren } from 'preact';
import { useMemo, useRef, useState } from 'preact/hooks';
import { placeIn } from '../../authoring/edits/apply-edit.ts';
import type { SurveyDraft } from '../../authoring/edits/edit.ts';
import { structuralFaults } from '../../authoring/edits/repair.ts';
import { languageFaults } from '../../core/check/language-check.ts';
import { questionReachFaults } from '../../core/check/question-reach.ts';
import type { Fault } from '../../core/survey/fault.ts';
import { toSurvey } from '../../core/survey/questionnaire.ts';
import { Button } from '../../ui/elements/button.tsx';
import { DraftPreview, type OpenDraft } from '../drafting/draft-part.tsx';
import { LanguageChoice } from '../drafting/phone-frame.tsx';
import { plain } from '../drafting/text-list.ts';
import { CallFailure } from '../parts/call-failure.tsx';
import { addressTo, useAddress } from '../parts/desk-address.ts';
import { useWords } from '../parts/desk-context.ts';
import { StatusNote } from '../parts/status-note.tsx';
import { conditionText, itemsBefore } from './conditions.ts';
import type { QuestionProps } from './edit-form.tsx';
import { dependentText, editFaultText, refusalText } from './edit-words.ts';
import { QuestionEditor } from './question-editor.tsx';
import { type Editing, useEditing } from './use-editing.ts';
import './editing.css';

/** The questions of a draft: their list, the one that is being changed, and the phone that shows it. */
export function EditingPage(draft: OpenDraft) {
  const { overview, languages } = draft;
  const words = useWords();
  const { questionnaires } = words.desk;
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
  const focusText = (seen: readonly string[]) => {
    const fields = [...(root.current?.querySelectorAll<HTMLInputElement>('textarea, input[type="text"]') ?? [])];
    const named = seen.map(plain);
    const field = fields.find(({ value }) => named.includes(plain(value)));
    const other = all.find(({ text }) => named.includes(plain(text[language] ?? '')));
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
        <EditorHead {...{ editing, survey, asked, language, go }} number={all.indexOf(asked) + 1}>
          <LanguageChoice label={words.desk.editing.language} {...{ languages, language }} onLanguage={setLanguage} />
        </EditorHead>
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
  const byQuestion = new Map<string, Fault[]>();
  for (const fault of faults) {
    const [, section, question] = /^sections\.(\d+)\.questions\.(\d+)/.exec(fault.path) ?? [];
    const id = survey.sections[Number(section)]?.questions[Number(question)]?.id;
    if (id !== undefined) byQuestion.set(id, [...(byQuestion.get(id) ?? []), fault]);
  }
  return byQuestion;
}

interface ListProps extends QuestionProps {
  readonly faults: ReadonlyMap<string, readonly Fault[]>;
  readonly addressOf: (question: string) => string;
  readonly go: (question: string) => void;
}

function QuestionList({ editing, survey, asked, language, faults, addressOf, go }: ListProps) {
  const words = useWords();
  const { editing: text, questionnaires } = words.desk;
  const all = survey.sections.flatMap(({ questions }) => questions);
  const items = itemsBefore(survey);
  const add = () => {
    const place = placeIn(survey, asked.id);
    if (!place) return;
    const at = place.at + 1;
    const section = place.section.id;
    const after = editing.edit({ kind: 'question.add', section, at, language, text: text.newQuestion });
    const added = after?.sections.find(({ id }) => id === section)?.questions[at];
    if (added) go(added.id);
  };
  return (
    <nav class="question-list" aria-labelledby="listed">
      <div class="row">
        <h2 id="listed">{questionnaires.questions(all.length)}</h2>
        <Button label={text.addQuestion} class="quiet" onClick={add} />
      </div>
      {survey.sections.map(({ id, title, questions }) => (
        <div key={id}>
          <h3 class="small">{words.of(title)}</h3>
          <ol>
            {questions.map((one) => (
              <li key={one.id}>
                <a href={addressOf(one.id)} aria-current={one === asked ? 'true' : undefined}>
                  <span>{all.indexOf(one) + 1}</span>
                  <span>{words.of(one.text)}</span>
                  {one.showIf ? (
                    <span class="mark-if" title={text.sentence(conditionText(one.showIf, items, words))}>
                      {text.conditional}
                    </span>
                  ) : null}
                  {faults.has(one.id) ? (
                    <span class="fault" role="img" aria-label={questionnaires.faults(faults.get(one.id)?.length ?? 0)}>
                      !
                    </span>
                  ) : null}
                </a>
              </li>
            ))}
          </ol>
        </div>
      ))}
    </nav>
  );
}

interface EditorHeadProps extends QuestionProps {
  readonly children: ComponentChildren;
  readonly number: number;
  readonly go: (question: string | undefined) => void;
}

/** The number of the question, what can be done with it as a whole, and the steps back. */
function EditorHead({ editing, survey, asked, language, number, go, children }: EditorHeadProps) {
  const words = useWords();
  const { editing: text, questionnaires } = words.desk;
  const { refused, steps } = editing;
  const { past, future } = steps;
  const question = asked.id;
  const place = placeIn(survey, question);
  const all = survey.sections.flatMap(({ questions }) => questions);
  const move = (by: -1 | 1) => {
    const to = placeIn(survey, all[number - 1 + by]?.id ?? '');
    if (!place || !to) return;
    // Into another section, it becomes its last or its first question.
    const at = to.section === place.section ? to.at : by < 0 ? to.at + 1 : 0;
    editing.edit({ kind: 'question.move', question, section: to.section.id, at });
  };
  const remove = () => {
    if (editing.edit({ kind: 'question.remove', question })) go((all[number] ?? all[number - 2])?.id);
  };
  const name = questionnaires.places.question(number);
  const divide = () =>
    place?.at === 0
      ? editing.edit({ kind: 'section.remove', section: place.section.id })
      : editing.edit({ kind: 'section.add', question, language, text: text.newSection });
  const acts: readonly (readonly [label: string, isLeft: boolean, act: () => void, name?: string])[] = [
    ['↑', number > 1, () => move(-1), text.up(name)],
    ['↓', number < all.length, () => move(1), text.down(name)],
    [text.duplicate, true, () => editing.edit({ kind: 'question.duplicate', question })],
    [text.removeQuestion, all.length > 1, remove],
    [place?.at === 0 ? text.joinSection : text.beginSection, place?.at !== 0 || survey.sections.length > 1, divide],
  ];
  const back = past ? text.undoStep(text.steps[past.name]) : text.undo;
  const again = future ? text.redoStep(text.steps[future.name]) : text.redo;
  return (
    <>
      <div class="row editor-head">
        <h2 id="edited" tabIndex={-1}>
          {name}
        </h2>
        <span class="help" role="status">
          {editing.isKept ? questionnaires.saved : text.keeping}
        </span>
        {children}
        <Button label={back} disabled={!past} onClick={() => editing.step('past')} />
        <Button label="↷" aria-label={again} disabled={!future} onClick={() => editing.step('future')} />
      </div>
      <div class="row">
        {acts.map(([label, isLeft, act, says]) => (
          <Button key={label} label={label} aria-label={says} disabled={!isLeft} onClick={act} />
        ))}
      </div>
      {editing.failed ? <CallFailure called={editing.failed} /> : null}
      <Dependents editing={editing} survey={survey} />
      <StatusNote text={refused && refused.refusal.code !== 'depended-on' ? refusalText(refused.refusal, words) : ''} />
    </>
  );
}

/** Says what would go with an edit, before it is done. */
function Dependents({ editing, survey }: { readonly editing: Editing; readonly survey: SurveyDraft }) {
  const words = useWords();
  const { editing: text, quality } = words.desk;
  const { refusal, edit } = editing.refused ?? {};
  if (!edit || !refusal || !('dependents' in refusal)) return null;
  return (
    <div role="alert" class="two-steps box stack">
      <h3>{text.alsoGoes}</h3>
      <ul class="points">
        {refusal.dependents?.map((one) => (
          <li key={`${one.kind} ${one.id}`}>{dependentText(one, survey, words)}</li>
        ))}
      </ul>
      <div class="row">
        <Button label={text.alsoRemove} class="primary" onClick={() => editing.edit(edit, true)} />
        <Button label={quality.cancel} onClick={editing.forget} />
      </div>
    </div>
  );
}
