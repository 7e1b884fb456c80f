import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Edit, QuestionDraft, SurveyDraft } from '../../authoring/edits/edit.ts';
import type { LocalText } from '../../core/survey/survey-parts.ts';
import { useWords } from '../parts/desk-context.ts';
import { type FormField, type FormFields, Labelled, useFields } from '../parts/fields.tsx';
import { refusalText } from './edit-words.ts';
import type { Editing } from './use-editing.ts';

/** A field that is an edit of the survey, made when it is left. */
export interface EditField extends FormField {
  readonly edit: (value: string) => Edit;
}

interface EditFormProps {
  readonly class: string;
  readonly fields: readonly EditField[];
  readonly editing: Editing;
  /** Draws the fields, where they are not just one after another. */
  readonly children?: (form: FormFields) => ComponentChildren;
}

/** Fields without a button, and so no landmark: each is kept when it is left. What was typed and refused stays, with the reason. */
export function EditForm({ class: name, fields, editing, children }: EditFormProps) {
  const words = useWords();
  const form = useFields(fields);
  const [left, setLeft] = useState('');
  const { refused } = editing;
  const faults =
    refused?.edit && left && refused.refusal.code !== 'depended-on'
      ? { [left]: refusalText(refused.refusal, words) }
      : {};
  const commit = (target: EventTarget | null) => {
    const { name: changed, value: written, checked }: Partial<HTMLInputElement> = Object(target);
    const field = fields.find((one) => one.name === changed);
    if (!field) return;
    const isBox = field.type === 'checkbox';
    const value = isBox ? (checked ? 'on' : '') : (written ?? '').trim();
    setLeft(field.name);
    // A box and a list show what the survey has.
    if (value === (field.value ?? '') || editing.edit(field.edit(value)) || isBox || field.options)
      form.set(field.name, undefined);
  };
  const shown = { ...form, faults };
  return (
    <form
      class={name}
      role="none"
      noValidate
      onSubmit={(event) => event.preventDefault()}
      onChange={({ target }) => commit(target)}
    >
      {children ? children(shown) : fields.map((field) => <Labelled key={field.name} field={field} form={shown} />)}
    </form>
  );
}

/** The parts of the page that change a question work with these. */
export interface QuestionProps {
  readonly editing: Editing;
  readonly survey: SurveyDraft;
  readonly asked: QuestionDraft;
  /** The language in which texts are written. */
  readonly language: string;
}

/** Makes the field of a text. One that is not translated yet shows the text of reference, and says so where it is needed. */
export function textField(
  name: string,
  label: string,
  texts: LocalText | undefined,
  language: string,
  { languages }: SurveyDraft,
  edit: EditField['edit'],
): EditField {
  const source = texts?.[languages[0] ?? ''];
  const value = texts?.[language] ?? '';
  return { name, label, value, lang: language, edit, ...(value === '' && source && { placeholder: source }) };
}
