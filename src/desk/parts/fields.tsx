import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

export type FieldValues = Readonly<Record<string, string>>;

export interface FormField {
  readonly name: string;
  readonly label: ComponentChildren;
  readonly type?: 'text' | 'date' | 'checkbox';
  /** The value that it begins with; `on` for a box that is checked. */
  readonly value?: string | undefined;
  readonly help?: string | undefined;
  /** Says what is wrong with a trimmed value; nothing where it can be taken. */
  readonly fault?: ((value: string, given: FieldValues) => string | undefined) | undefined;
  /** An id or a code: nothing corrects it while it is typed. */
  readonly isCode?: boolean;
  /** The label is for those who hear the field alone. */
  readonly isUnseen?: boolean;
  readonly rows?: number;
  readonly options?: readonly (readonly [value: string, label: string])[];
  readonly class?: string;
  readonly lang?: string;
  readonly min?: string;
  readonly maxLength?: number;
  readonly inputMode?: 'numeric';
  readonly placeholder?: string;
  readonly list?: string | undefined;
  readonly hasFocus?: boolean;
}

export type FormFields = ReturnType<typeof useFields>;

/** The fields of a form; some depend on what is typed in others. */
export type FieldList = readonly FormField[] | ((typed: FieldValues) => readonly FormField[]);

/** Keeps what is typed in the fields of a form, and says what is wrong with it when asked. */
export function useFields(list: FieldList) {
  const root = useRef<HTMLFormElement>(null);
  const [typed, setTyped] = useState<FieldValues>({});
  const [faults, setFaults] = useState<FieldValues>({});
  const [checks, setChecks] = useState(0);
  useEffect(() => {
    const first = root.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
    // A field that is folded cannot have the focus.
    first?.closest('details')?.toggleAttribute('open', true);
    first?.focus();
  }, [checks]);
  const fields = typeof list === 'function' ? list(typed) : list;
  const given: FieldValues = Object.fromEntries(
    fields.map(({ name, value = '' }) => [name, (typed[name] ?? value).trim()]),
  );
  return {
    fields,
    root,
    faults,
    typed,
    given,
    /** Without a value, the field has again what it began with. */
    set: (name: string, value: string | undefined) =>
      setTyped(({ [name]: _, ...others }) => (value === undefined ? others : { ...others, [name]: value })),
    /** Returns whether every value can be taken. Otherwise the first faulty field gets the focus. */
    check() {
      const wrong = fields.flatMap(({ name, fault }) => {
        const reason = fault?.(given[name] ?? '', given);
        return reason === undefined ? [] : [[name, reason] as const];
      });
      setFaults(Object.fromEntries(wrong));
      setChecks((before) => before + 1);
      return wrong.length === 0;
    },
    clear() {
      setTyped({});
      setFaults({});
    },
  };
}

/** Returns the fault of a field that must not be left empty. */
export function missing(reason: string): (value: string) => string | undefined {
  return (value) => (value === '' ? reason : undefined);
}

interface FieldProps {
  readonly field: FormField;
  readonly form: FormFields;
}

/** A field with its label, and below it what is wrong or what helps. */
export function Labelled({ field, form }: FieldProps) {
  const { label, isUnseen } = field;
  const fault = form.faults[field.name];
  const note = fault ?? field.help;
  const isBox = field.type === 'checkbox';
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: FieldControl renders it.
    <label class={isBox ? 'check' : field.class}>
      {isBox ? null : isUnseen ? <span class="unseen">{label}</span> : label}
      <FieldControl field={field} form={form} />
      {isBox ? label : null}
      {note && !isBox ? (
        <span class={fault ? 'fault' : 'help'} role={fault ? 'alert' : undefined}>
          {note}
        </span>
      ) : null}
    </label>
  );
}

interface ControlProps extends FieldProps {
  /** Whether its label is its name alone: no text is next to it. */
  readonly isAlone?: boolean;
}

const CODE = { autocomplete: 'off', autocapitalize: 'none', spellcheck: false } as const;

/** The field alone. */
export function FieldControl({ field, form, isAlone }: ControlProps) {
  const { name, type = 'text', isCode, rows, options } = field;
  const control = useRef<HTMLElement | null>(null);
  useEffect(() => {
    if (field.hasFocus) control.current?.focus();
  }, []);
  const shared = {
    name,
    ref: (element: HTMLElement | null) => {
      control.current = element;
    },
    lang: field.lang,
    placeholder: field.placeholder,
    dir: 'auto' as const,
    'aria-label': isAlone && typeof field.label === 'string' ? field.label : undefined,
    'aria-invalid': name in form.faults,
    value: form.typed[name] ?? field.value ?? '',
    onInput: ({ currentTarget }: { readonly currentTarget: { readonly value: string } }) =>
      form.set(name, currentTarget.value),
  };
  if (options)
    return (
      <select {...shared}>
        {options.map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    );
  if (rows !== undefined) return <textarea {...shared} rows={rows} />;
  if (type === 'checkbox')
    return (
      <input
        type="checkbox"
        name={name}
        aria-invalid={name in form.faults}
        checked={shared.value === 'on'}
        onChange={({ currentTarget }) => form.set(name, currentTarget.checked ? 'on' : '')}
      />
    );
  return (
    <input
      {...shared}
      type={type}
      min={field.min}
      maxLength={field.maxLength}
      inputMode={field.inputMode}
      list={field.list}
      {...(isCode && CODE)}
    />
  );
}
