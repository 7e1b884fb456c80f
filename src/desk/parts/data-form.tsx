import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from '../../ui/elements/button.tsx';
import type { Called } from '../calls/desk-client.ts';
import { CallFailure, type FailedCall } from './call-failure.tsx';
import { useWords } from './desk-context.ts';
import { type FieldList, type FieldValues, type FormField, type FormFields, Labelled, useFields } from './fields.tsx';
import { FaultNote } from './status-note.tsx';

interface DataFormProps {
  readonly class: string;
  /** Its name for those who do not see it. */
  readonly label?: string;
  readonly fields: FieldList;
  readonly submit: string | ((given: FieldValues) => string);
  readonly isSecondary?: boolean;
  readonly isBusy?: boolean;
  /** Saves the values, once none is faulty; returns nothing where nothing has to be sent. */
  readonly save: (given: FieldValues) => Promise<Called<unknown>> | undefined;
  readonly onDone?: (given: FieldValues) => void;
  readonly onCancel?: () => void;
  /** Whether Escape cancels: it must not lose what takes long to type. */
  readonly isLeftByEscape?: boolean;
  readonly onType?: () => void;
  /** The field that is empty again once its value is saved. */
  readonly emptied?: string;
  readonly children?: (form: FormFields) => ComponentChildren;
  readonly note?: ComponentChildren;
}

/** A form of fields that are data. The first faulty one gets the focus, and nothing is saved until none is faulty. */
export function DataForm(props: DataFormProps) {
  const { fields, submit, save, onDone, onCancel, isLeftByEscape, emptied, children, note } = props;
  const { questionnaires: text } = useWords().desk;
  const form = useFields(fields);
  const [failed, setFailed] = useState<FailedCall>();
  const send = async () => {
    if (!form.check()) return;
    const called = await save(form.given);
    if (called && called.kind !== 'ok') return setFailed(called);
    setFailed(undefined);
    if (emptied !== undefined) form.set(emptied, '');
    onDone?.(form.given);
  };
  return (
    <form
      ref={form.root}
      class={props.class}
      aria-label={props.label}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
      onInput={props.onType}
      onKeyDown={({ key }) => isLeftByEscape && key === 'Escape' && onCancel?.()}
    >
      {children ? children(form) : form.fields.map((field) => <Labelled key={field.name} field={field} form={form} />)}
      {failed ? <CallFailure called={failed} /> : null}
      <div class="row">
        <Button
          label={typeof submit === 'string' ? submit : submit(form.given)}
          type="submit"
          class={props.isSecondary ? 'secondary' : 'primary'}
          disabled={props.isBusy}
        />
        {onCancel ? <Button label={text.cancel} onClick={onCancel} /> : null}
        {note}
      </div>
    </form>
  );
}

interface FieldGroupProps {
  readonly legend: string;
  readonly fields: readonly FormField[];
  readonly form: FormFields;
}

/** Fields with one legend. Below boxes is what is wrong with them together. */
export function FieldGroup({ legend, fields, form }: FieldGroupProps) {
  const [fault] = fields.flatMap(({ type, name }) => (type === 'checkbox' ? (form.faults[name] ?? []) : []));
  return (
    <fieldset>
      <legend class="strong">{legend}</legend>
      {fields.map((field) => (
        <Labelled key={field.name} field={field} form={form} />
      ))}
      <FaultNote text={fault} />
    </fieldset>
  );
}

interface FoldedFormProps extends Omit<DataFormProps, 'onCancel'> {
  /** The label of the button that opens the form, and its name where several have the same. */
  readonly open: ComponentChildren;
  readonly name?: string | undefined;
}

/** A form behind a button, which closes when its values are saved. */
export function FoldedForm({ open, name, ...form }: FoldedFormProps) {
  const [isOpen, setIsOpen] = useState(false);
  const close = (given: FieldValues) => {
    setIsOpen(false);
    form.onDone?.(given);
  };
  if (isOpen) return <DataForm {...form} onDone={close} onCancel={() => setIsOpen(false)} />;
  return <Button label={open} aria-label={name} onClick={() => setIsOpen(true)} />;
}

/** Returns the fields of one text, one for each language, named `<name> <language>`. */
export function textFields(
  name: string,
  values: Readonly<Record<string, string>>,
  languages: readonly string[],
  field: Pick<FormField, 'rows' | 'fault'> & { readonly labelOf: (language: string) => string },
): readonly FormField[] {
  const { labelOf, ...shared } = field;
  return languages.map((language) => ({
    ...shared,
    name: `${name} ${language}`,
    label: labelOf(language),
    value: values[language],
    lang: language,
    isUnseen: languages.length === 1,
  }));
}

/** Returns what was given in the fields of one text, by language. */
export function textGiven(given: FieldValues, name: string, languages: readonly string[]): FieldValues {
  return Object.fromEntries(languages.map((language) => [language, given[`${name} ${language}`] ?? '']));
}
