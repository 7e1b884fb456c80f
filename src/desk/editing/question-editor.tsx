import { useState } from 'preact/hooks';
import { placeIn } from '../../authoring/edits/apply-edit.ts';
import { type Edit, KINDS, type QuestionDraft, type QuestionSetting } from '../../authoring/edits/edit.ts';
import type { LocalText } from '../../core/survey/survey-parts.ts';
import { Button } from '../../ui/elements/button.tsx';
import { useWords } from '../parts/desk-context.ts';
import type { DeskWords } from '../words/desk-words.ts';
import { ConditionForm } from './condition-form.tsx';
import { type EditField, EditForm, type QuestionProps, textField } from './edit-form.tsx';
import { EntryRows } from './entry-rows.tsx';

/** These may be set of each kind: numbers, and boxes. */
const SETTINGS: Readonly<Record<QuestionDraft['kind'], readonly QuestionSetting[]>> = {
  single: ['required', 'order', 'prefill'],
  multiple: ['min', 'max', 'required', 'order'],
  matrix: ['required', 'order'],
  number: ['min', 'max', 'decimals', 'unknown', 'required'],
  text: ['lines', 'required', 'personal', 'consent'],
  territory: ['required'],
};
const NUMBERS: readonly QuestionSetting[] = ['min', 'max', 'decimals', 'lines'];

/** One question with everything that can be changed of it. */
export function QuestionEditor(props: QuestionProps) {
  const { editing, survey, asked, language } = props;
  const words = useWords();
  const { editing: text } = words.desk;
  const place = placeIn(survey, asked.id);
  const lists =
    asked.kind === 'matrix' ? (['rows', 'levels'] as const) : 'options' in asked ? (['options'] as const) : [];
  const [puts, setPuts] = useState(0);
  // An exclusive option goes with no other.
  const most = asked.kind === 'multiple' ? asked.options.filter(({ exclusive }) => !exclusive).length : undefined;
  const { edit: refused } = editing.refused ?? {};
  const isMax = refused?.kind === 'setting' && refused.question === asked.id && refused.key === 'max';
  const wanted = isMax ? Number(refused.value) : 'max' in asked ? asked.max : undefined;
  const put = (value: number) => {
    if (editing.edit({ kind: 'setting', question: asked.id, key: 'max', value })) setPuts(puts + 1);
  };
  const { id: section, title } = place?.section ?? {};
  const titled = textField('section', words.desk.questionnaires.places.section, title, language, survey, (written) => ({
    kind: 'section.text',
    section: section ?? '',
    language,
    text: written,
  }));
  return (
    <>
      {place?.at === 0 && survey.sections.length > 1 ? (
        <EditForm class="stack" fields={[titled]} editing={editing} />
      ) : null}
      <EditForm key={`${asked.kind} ${puts}`} class="fields" fields={fieldsOf(props, words)} editing={editing} />
      {most !== undefined && wanted !== undefined && wanted > most ? (
        <p class="row">
          <span class="fault">{text.together(most)}</span>
          <Button label={text.put(most)} onClick={() => put(most)} />
        </p>
      ) : null}
      {asked.kind === 'text' ? <p class="help">{text.consentHelp}</p> : null}
      {lists.map((list) => (
        <EntryRows key={list} {...props} list={list} />
      ))}
      <ConditionForm {...props} />
    </>
  );
}

function fieldsOf({ asked, survey, language }: QuestionProps, { desk }: DeskWords): readonly EditField[] {
  const { editing: text, questionnaires } = desk;
  const question = asked.id;
  const textOf = (
    part: Extract<Edit, { kind: 'text' }>['part'],
    label: string,
    texts: LocalText | undefined,
  ): EditField =>
    textField(part, label, texts, language, survey, (text) => ({ kind: 'text', question, part, language, text }));
  const kinds = KINDS.map((one) => [one, text.kinds[one]] as const);
  const labels = [text.newEntry(1), text.newEntry(2)] as const;
  const kind: EditField = {
    name: 'kind',
    label: text.kind,
    value: asked.kind,
    options: asked.kind === 'territory' ? [['territory', text.kinds.territory], ...kinds] : kinds,
    edit: (to) => ({ kind: 'kind', question, to: KINDS.find((one) => one === to) ?? 'text', language, labels }),
  };
  const settings = SETTINGS[asked.kind].map((key): EditField => {
    const value: unknown = Reflect.get(asked, key);
    const set = (next: number | true | 'random' | undefined): Edit => ({ kind: 'setting', question, key, value: next });
    if (NUMBERS.includes(key))
      return {
        name: key,
        label: text.settings[key],
        value: value === undefined ? '' : String(value),
        inputMode: 'numeric',
        class: 'short',
        edit: (typed) => set(typed === '' ? undefined : Number(typed.replace(',', '.'))),
      };
    const consent: Edit = { kind: 'text', question, part: 'consent', language, text: text.consentText };
    return {
      name: key,
      label: text.settings[key],
      type: 'checkbox',
      value: value === undefined ? '' : 'on',
      edit: (box) =>
        box === 'on' && key === 'consent' ? consent : set(box === '' ? undefined : key === 'order' ? 'random' : true),
    };
  });
  return [
    { ...textOf('text', questionnaires.places.question(1).replace(/ \d+$/, ''), asked.text), rows: 2 },
    { ...textOf('help', text.help, asked.help), rows: 2 },
    kind,
    ...settings,
    ...(asked.kind === 'number' ? [textOf('unit', text.unit, asked.unit)] : []),
    ...(asked.kind === 'text' && asked.consent ? [textOf('consent', text.consentLabel, asked.consent)] : []),
  ];
}
