import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Called } from '../calls/desk-client.ts';
import { CallFailure } from './call-failure.tsx';
import { useSite } from './desk-context.ts';

interface FileFormProps {
  /** The label of the button that opens the form. */
  readonly open: string;
  /** The same for those who hear the button alone. */
  readonly name: string;
  /** The label of the button that saves. */
  readonly keep: string;
  /** Returns the names of the fields that are not right. */
  readonly faultsOf: (given: FormData) => readonly string[];
  readonly save: (given: FormData) => Promise<Called<unknown>>;
  readonly children: (faults: ReadonlySet<string>) => ComponentChildren;
}

/** A form behind a button. The first faulty field gets the focus, and nothing is saved until no field is faulty. */
export function FileForm({ open, name, keep, faultsOf, save, children }: FileFormProps) {
  const { words } = useSite();
  const [isOpen, setIsOpen] = useState(false);
  const [failed, setFailed] = useState<Parameters<typeof CallFailure>[0]['called']>();
  const [faults, setFaults] = useState<ReadonlySet<string>>(new Set());
  if (!isOpen)
    return (
      <button type="button" class="secondary" aria-label={name} onClick={() => setIsOpen(true)}>
        {open}
      </button>
    );
  const submit = async (event: SubmitEvent & { readonly currentTarget: HTMLFormElement }) => {
    event.preventDefault();
    const form = event.currentTarget;
    const given = new FormData(form);
    const wrong = faultsOf(given);
    setFaults(new Set(wrong));
    const [first] = wrong;
    if (first !== undefined) {
      const field = form.querySelector<HTMLElement>(`[name="${first}"]`);
      // A field that is folded cannot have the focus.
      field?.closest('details')?.toggleAttribute('open', true);
      return field?.focus();
    }
    const called = await save(given);
    if (called.kind !== 'ok') return setFailed(called);
    setFailed(undefined);
    setIsOpen(false);
  };
  return (
    <form class="notice-form stack" onSubmit={(event) => void submit(event)} noValidate>
      {children(faults)}
      {failed ? <CallFailure called={failed} /> : null}
      <div class="row">
        <button type="submit" class="primary">
          {keep}
        </button>
        <button type="button" class="secondary" onClick={() => setIsOpen(false)}>
          {words.desk.questionnaires.cancel}
        </button>
      </div>
    </form>
  );
}

interface TextFieldsProps {
  readonly languages: readonly string[];
  /** The fields are named `<field> <language>`. */
  readonly field: string;
  readonly legend: string;
  readonly rows: number;
  readonly values: Readonly<Record<string, string>>;
  readonly faults: ReadonlySet<string>;
}

/** One text, with a field for each language. */
export function TextFields({ languages, field, legend, rows, values, faults }: TextFieldsProps) {
  const { words } = useSite();
  return (
    <fieldset>
      <legend>{legend}</legend>
      {languages.map((language) => {
        const name = `${field} ${language}`;
        return (
          <label key={language}>
            <span class={languages.length === 1 ? 'unseen' : ''}>{words.languageName(language)}</span>
            <textarea name={name} rows={rows} lang={language} aria-invalid={faults.has(name)}>
              {values[language] ?? ''}
            </textarea>
            {faults.has(name) ? <span class="fault">{words.desk.questionnaires.missing}</span> : null}
          </label>
        );
      })}
    </fieldset>
  );
}

/** Returns what was given in the fields of one text, by language. */
export function textsGiven(
  given: FormData,
  field: string,
  languages: readonly string[],
): Readonly<Record<string, string>> {
  return Object.fromEntries(languages.map((language) => [language, String(given.get(`${field} ${language}`)).trim()]));
}
