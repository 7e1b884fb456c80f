import { useState } from 'preact/hooks';
import { CallFailure } from '../parts/call-failure.tsx';
import type { SiteDesk } from '../parts/desk-context.ts';
import { parsed, writtenJson } from './text-list.ts';
import type { SurveyTexts } from './use-survey-files.ts';

interface NoticeFormProps {
  readonly desk: SiteDesk;
  readonly texts: SurveyTexts;
  readonly languages: readonly string[];
}

const FIELDS = [
  'controller',
  'contact',
  'dpo',
  'purpose',
  'legalBasis',
  'recipients',
  'rights',
  'complaint',
  'consequence',
] as const;
type Field = (typeof FIELDS)[number];
type Texts = Readonly<Record<string, string>>;

/** `notice.json` as it may be written by hand; what the form does not show is kept. */
export interface NoticeFile {
  readonly participation?: { readonly mandatory?: boolean; readonly consequence?: Texts };
  readonly retention?: { readonly answers?: number; readonly contacts?: number };
  readonly channels?: readonly { readonly id: string; readonly label: Texts }[];
  readonly [field: string]: unknown;
}

/** The form of the notice that respondents read before they answer, field by field in each language. */
export function NoticeForm({ desk, texts, languages }: NoticeFormProps) {
  const { words } = desk;
  const { questionnaires: text } = words.desk;
  const [isOpen, setIsOpen] = useState(false);
  const [failed, setFailed] = useState<Parameters<typeof CallFailure>[0]['called']>();
  const [faults, setFaults] = useState<ReadonlySet<string>>(new Set());
  const notice = noticeIn(texts);
  if (!isOpen)
    return (
      <button type="button" class="secondary" onClick={() => setIsOpen(true)}>
        {notice ? text.change : text.write}
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
    const called = await texts.save('notice.json', writtenJson(noticeOf(given, languages, notice)));
    if (called.kind !== 'ok') return setFailed(called);
    setFailed(undefined);
    setIsOpen(false);
  };
  return (
    <form class="notice-form" onSubmit={(event) => void submit(event)} noValidate>
      {FIELDS.map((field) => (
        <fieldset key={field}>
          <legend>{text.noticeFields[field]}</legend>
          {languages.map((language) => {
            const name = `${field} ${language}`;
            return (
              <label key={language}>
                {words.languageName(language)}
                <textarea name={name} rows={2} lang={language} aria-invalid={faults.has(name)}>
                  {textOf(notice, field)[language] ?? ''}
                </textarea>
                {faults.has(name) ? <span class="fault">{text.missing}</span> : null}
              </label>
            );
          })}
        </fieldset>
      ))}
      <label class="check">
        <input type="checkbox" name="mandatory" checked={notice?.participation?.mandatory === true} />
        {text.mandatory}
      </label>
      {(['answers', 'contacts'] as const).map((name) => (
        <label key={name}>
          {name === 'answers' ? text.retentionAnswers : text.retentionContacts}
          <input
            type="text"
            inputMode="numeric"
            name={name}
            defaultValue={String(notice?.retention?.[name] ?? '')}
            aria-invalid={faults.has(name)}
          />
          {faults.has(name) ? (
            <span class="fault">{name === 'answers' ? text.whole : text.contactsShorter}</span>
          ) : null}
        </label>
      ))}
      {failed ? <CallFailure called={failed} words={words} /> : null}
      <div class="row">
        <button type="submit" class="primary">
          {texts.of === 'draft' ? text.keepNotice : text.publishNotice}
        </button>
        <button type="button" class="secondary" onClick={() => setIsOpen(false)}>
          {text.cancel}
        </button>
      </div>
    </form>
  );
}

/** `notice.json` of the survey, where there is one that can be read. */
export function noticeIn({ files }: Pick<SurveyTexts, 'files'>): NoticeFile | undefined {
  const read = parsed(files.get('notice.json'));
  return typeof read === 'object' && read !== null ? { ...read } : undefined;
}

function textOf(notice: NoticeFile | undefined, field: Field): Texts {
  const text = field === 'consequence' ? notice?.participation?.consequence : notice?.[field];
  return typeof text === 'object' && text !== null ? (text as Texts) : {};
}

function faultsOf(given: FormData, languages: readonly string[]): ReadonlySet<string> {
  const names = FIELDS.flatMap((field) => languages.map((language) => `${field} ${language}`));
  const missing = names.filter((name) => String(given.get(name) ?? '').trim() === '');
  const [answers, contacts] = ['answers', 'contacts'].map((name) => String(given.get(name) ?? '').trim());
  const isWhole = (months: string | undefined) => /^[1-9]\d{0,3}$/.test(months ?? '');
  return new Set([
    ...missing,
    ...(isWhole(answers) ? [] : ['answers']),
    ...(contacts === '' || (isWhole(contacts) && Number(contacts) < Number(answers)) ? [] : ['contacts']),
  ]);
}

function noticeOf(given: FormData, languages: readonly string[], before: NoticeFile | undefined): NoticeFile {
  const textsOf = (field: Field) =>
    Object.fromEntries(languages.map((language) => [language, String(given.get(`${field} ${language}`)).trim()]));
  const contacts = String(given.get('contacts') ?? '').trim();
  const { consequence, ...fields } = Object.fromEntries(FIELDS.map((field) => [field, textsOf(field)]));
  return {
    ...before,
    ...fields,
    participation: { mandatory: given.get('mandatory') === 'on', ...(consequence && { consequence }) },
    retention: {
      answers: Number(given.get('answers')),
      ...(contacts !== '' && { contacts: Number(contacts) }),
    },
  };
}
