import { useWords } from '../parts/desk-context.ts';
import { FileForm, TextFields, textsGiven } from '../parts/file-form.tsx';
import { parsed, writtenJson } from './text-list.ts';
import { currentRevision, type SurveyTexts } from './use-survey-files.ts';

interface NoticeFormProps {
  readonly texts: SurveyTexts;
  readonly languages: readonly string[];
}

/** What only the organiser knows; then what nearly every notice says alike, which is proposed and folded. */
const ASKED = ['controller', 'contact', 'dpo', 'purpose', 'legalBasis'] as const;
const USUAL = ['recipients', 'rights', 'complaint', 'consequence'] as const;
const FIELDS = [...ASKED, ...USUAL];
type Field = (typeof FIELDS)[number];
/** How long the form proposes to keep answers. */
const PROPOSED_MONTHS = 12;
type Texts = Readonly<Record<string, string>>;

/** What nearly every notice says. Who is responsible, their officer and the legal basis are only known to the organiser. */
const PROPOSED: Readonly<Partial<Record<Field, Texts>>> = {
  recipients: {
    fr: 'Les personnes qui conduisent cette enquête, et l’hébergeur du service.',
    en: 'The people who conduct this survey, and the host of the service.',
  },
  rights: {
    fr: 'Accès, rectification, effacement, limitation et opposition, avec le code de reçu ou à l’adresse de contact.',
    en: 'Access, rectification, erasure, restriction and objection, with the receipt code or at the contact address.',
  },
  complaint: {
    fr: 'La CNIL, 3 place de Fontenoy, TSA 80715, 75334 Paris Cedex 07, www.cnil.fr',
    en: 'The CNIL, 3 place de Fontenoy, TSA 80715, 75334 Paris Cedex 07, France, www.cnil.fr',
  },
  consequence: { fr: 'Ne pas répondre n’a aucune conséquence.', en: 'Not answering has no consequence.' },
};

/** `notice.json` as it may be written by hand; what the form does not show is kept. */
export interface NoticeFile {
  readonly participation?: { readonly mandatory?: boolean; readonly consequence?: Texts };
  readonly retention?: { readonly answers?: number; readonly contacts?: number };
  readonly channels?: readonly { readonly id: string; readonly label: Texts }[];
  readonly [field: string]: unknown;
}

/** The form of the notice that respondents read before they answer, field by field in each language. */
export function NoticeForm({ texts, languages }: NoticeFormProps) {
  const { questionnaires: text } = useWords().desk;
  const notice = noticeIn(texts);
  const valuesOf = (field: Field) => (notice ? textOf(notice, field) : proposedNotice(field, texts));
  const isOpen = (field: Field, faults: ReadonlySet<string>) =>
    languages.some((language) => faults.has(`${field} ${language}`) || !valuesOf(field)[language]);
  const fieldOf = (field: Field, faults: ReadonlySet<string>) => (
    <TextFields
      key={field}
      languages={languages}
      field={field}
      legend={text.noticeFields[field]}
      rows={2}
      values={valuesOf(field)}
      faults={faults}
    />
  );
  const monthsOf = (name: 'answers' | 'contacts', faults: ReadonlySet<string>) => (
    <label>
      {name === 'answers' ? text.retentionAnswers : text.retentionContacts}
      <input
        type="text"
        inputMode="numeric"
        name={name}
        defaultValue={String(notice ? (notice.retention?.[name] ?? '') : name === 'answers' ? PROPOSED_MONTHS : '')}
        aria-invalid={faults.has(name)}
      />
      {faults.has(name) ? <span class="fault">{name === 'answers' ? text.whole : text.contactsShorter}</span> : null}
    </label>
  );
  return (
    <FileForm
      open={notice ? text.change : text.write}
      name={notice ? text.changeNotice : text.write}
      keep={texts.of === 'draft' ? text.keepNotice : text.publishNotice}
      faultsOf={(given) => faultsOf(given, languages)}
      save={(given) => texts.save('notice.json', writtenJson(noticeOf(given, languages, notice)))}
    >
      {(faults) => (
        <>
          {ASKED.map((field) => fieldOf(field, faults))}
          {monthsOf('answers', faults)}
          <details open={USUAL.some((field) => isOpen(field, faults)) || faults.has('contacts')}>
            <summary>{text.noticeProposed}</summary>
            <div class="stack">
              {USUAL.map((field) => fieldOf(field, faults))}
              <label class="check">
                <input type="checkbox" name="mandatory" checked={notice?.participation?.mandatory === true} />
                {text.mandatory}
              </label>
              {monthsOf('contacts', faults)}
            </div>
          </details>
        </>
      )}
    </FileForm>
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

/** The text that the form shows in an empty field of a first notice; the purpose is what the opening says. */
function proposedNotice(field: Field, { files }: Pick<SurveyTexts, 'files'>): Texts {
  if (field !== 'purpose') return PROPOSED[field] ?? {};
  const { opening } = Object(parsed(files.get(`${currentRevision(files.keys())}.json`)));
  return Object(opening?.why);
}

function faultsOf(given: FormData, languages: readonly string[]): readonly string[] {
  const names = FIELDS.flatMap((field) => languages.map((language) => `${field} ${language}`));
  const missing = names.filter((name) => String(given.get(name) ?? '').trim() === '');
  const [answers, contacts] = ['answers', 'contacts'].map((name) => String(given.get(name) ?? '').trim());
  const isWhole = (months: string | undefined) => /^[1-9]\d{0,3}$/.test(months ?? '');
  return [
    ...missing,
    ...(isWhole(answers) ? [] : ['answers']),
    ...(contacts === '' || (isWhole(contacts) && Number(contacts) < Number(answers)) ? [] : ['contacts']),
  ];
}

function noticeOf(given: FormData, languages: readonly string[], before: NoticeFile | undefined): NoticeFile {
  const contacts = String(given.get('contacts') ?? '').trim();
  const { consequence, ...fields } = Object.fromEntries(
    FIELDS.map((field) => [field, textsGiven(given, field, languages)]),
  );
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
