import { useState } from 'preact/hooks';
import { CallFailure } from '../parts/call-failure.tsx';
import type { SiteDesk } from '../parts/desk-context.ts';
import { parsed, writtenJson } from './text-list.ts';
import { currentRevision, type SurveyTexts } from './use-survey-files.ts';

interface PresentationFormProps {
  readonly desk: SiteDesk;
  readonly texts: SurveyTexts;
  readonly languages: readonly string[];
}

type Texts = Readonly<Record<string, string>>;

/** `presentation.json` as it may be written by hand; what the form does not show is kept. */
interface PresentationFile {
  readonly words?: Readonly<Record<string, unknown>>;
  readonly app?: Readonly<Record<string, unknown>>;
}

const FIELDS = ['question', 'name', 'shortName', 'description'] as const;
type Field = (typeof FIELDS)[number];

/** The question of the opening, and what an installed application and a shared link are called. */
export function PresentationForm({ desk, texts, languages }: PresentationFormProps) {
  const { words } = desk;
  const { questionnaires: text } = words.desk;
  const [isOpen, setIsOpen] = useState(false);
  const [failed, setFailed] = useState<Parameters<typeof CallFailure>[0]['called']>();
  const [faults, setFaults] = useState<readonly string[]>([]);
  if (!isOpen)
    return (
      <button type="button" class="secondary" onClick={() => setIsOpen(true)}>
        {hasPresentation(texts) ? text.presentation.change : text.presentation.write}
      </button>
    );
  const submit = async (event: SubmitEvent & { readonly currentTarget: HTMLFormElement }) => {
    event.preventDefault();
    const form = event.currentTarget;
    const given = new FormData(form);
    const wrong = faultsOf(given, languages);
    setFaults(wrong);
    const [first] = wrong;
    if (first !== undefined) return form.querySelector<HTMLElement>(`[name="${first}"]`)?.focus();
    const called = await texts.save('presentation.json', writtenJson(presentationOf(given, languages, texts)));
    if (called.kind !== 'ok') return setFailed(called);
    setFailed(undefined);
    setIsOpen(false);
  };
  return (
    <form class="notice-form" onSubmit={(event) => void submit(event)} noValidate>
      {FIELDS.map((field) => (
        <fieldset key={field}>
          <legend>{text.presentation[field]}</legend>
          {languages.map((language) => {
            const name = `${field} ${language}`;
            return (
              <label key={language}>
                {words.languageName(language)}
                <textarea
                  name={name}
                  rows={field === 'description' ? 3 : 1}
                  lang={language}
                  aria-invalid={faults.includes(name)}
                >
                  {textsOf(texts, field)[language] ?? ''}
                </textarea>
                {faults.includes(name) ? <span class="fault">{text.missing}</span> : null}
              </label>
            );
          })}
        </fieldset>
      ))}
      {failed ? <CallFailure called={failed} words={words} /> : null}
      <div class="row">
        <button type="submit" class="primary">
          {texts.of === 'draft' ? text.presentation.keep : text.presentation.publish}
        </button>
        <button type="button" class="secondary" onClick={() => setIsOpen(false)}>
          {text.cancel}
        </button>
      </div>
    </form>
  );
}

/** Returns whether somebody has looked at what an installed application is called. */
export function hasPresentation(texts: Pick<SurveyTexts, 'files'>): boolean {
  return presentationIn(texts).app !== undefined;
}

function presentationIn({ files }: Pick<SurveyTexts, 'files'>): PresentationFile {
  return Object(parsed(files.get('presentation.json')));
}

/** The texts of the file; in their place, before it has any, those that phones would show. */
function textsOf(texts: SurveyTexts, field: Field): Texts {
  const { words, app } = presentationIn(texts);
  const written = field === 'question' ? words?.question : app?.[field];
  if (written !== undefined) return Object(written);
  const { title, opening } = Object(parsed(texts.files.get(`${currentRevision(texts.files.keys())}.json`)));
  if (field === 'question') return {};
  return Object(field === 'description' ? opening?.why : title);
}

/** The question alone may be left out, in all languages. */
function faultsOf(given: FormData, languages: readonly string[]): readonly string[] {
  const isBlank = (name: string) => String(given.get(name) ?? '').trim() === '';
  const names = (field: Field) => languages.map((language) => `${field} ${language}`);
  const asked = names('question').every(isBlank) ? FIELDS.slice(1) : FIELDS;
  return asked.flatMap(names).filter(isBlank);
}

function presentationOf(given: FormData, languages: readonly string[], texts: SurveyTexts): PresentationFile {
  const { words, app, ...rest } = presentationIn(texts);
  const written = (field: Field) =>
    Object.fromEntries(languages.map((language) => [language, String(given.get(`${field} ${language}`)).trim()]));
  const { question: _, ...others } = words ?? {};
  const question = written('question');
  const isAsked = Object.values(question).some((one) => one !== '');
  const next = { ...others, ...(isAsked && { question }) };
  return {
    ...rest,
    ...(Object.keys(next).length > 0 && { words: next }),
    app: { ...app, name: written('name'), shortName: written('shortName'), description: written('description') },
  };
}
