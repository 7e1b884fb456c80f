import { modelText, withoutModels } from '../../core/check/model-texts.ts';
import { FieldGroup, FoldedForm, textFields, textGiven } from '../parts/data-form.tsx';
import { useWords } from '../parts/desk-context.ts';
import { type FieldValues, type FormField, Labelled, missing } from '../parts/fields.tsx';
import ready from './ready-made-notice.json';
import { parsed, writtenJson } from './text-list.ts';
import { revisionIn, type SurveyTexts, type TextsProps } from './use-survey-files.ts';

/** What only the organiser knows; then what nearly every notice says alike, which is proposed and folded. */
const ASKED = ['controller', 'contact', 'dpo', 'purpose', 'legalBasis'] as const;
const USUAL = ['recipients', 'rights', 'complaint', 'consequence'] as const;
const FIELDS = [...ASKED, ...USUAL];
type Field = (typeof FIELDS)[number];
/** How long the form proposes to keep answers. */
const PROPOSED_MONTHS = '12';
type Texts = Readonly<Record<string, string>>;

/** Texts that nearly every notice has. Who is responsible, their officer and the legal basis are only known to the organiser. */
const PROPOSED: Readonly<Partial<Record<Field, Texts>>> = ready;

/** `notice.json` as it may be written by hand; what the form does not show is kept. */
interface NoticeFile {
  readonly participation?: { readonly mandatory?: boolean; readonly consequence?: Texts };
  readonly retention?: { readonly answers?: number; readonly contacts?: number };
  readonly short?: string;
  readonly channels?: readonly { readonly id: string; readonly label: Texts }[];
  readonly [field: string]: unknown;
}

/** The form of the notice that respondents read before they answer, field by field in each language. */
export function NoticeForm({ texts, languages }: TextsProps) {
  const { desk, language, languageName: labelOf } = useWords();
  const { questionnaires: text } = desk;
  const notice = noticeIn(texts);
  const valuesOf = (field: Field) => (notice ? textOf(notice, field) : proposedNotice(field, texts));
  const noDpo: FormField = {
    name: 'noDpo',
    label: text.noDpo,
    type: 'checkbox',
    value: languages.every((language) => valuesOf('dpo')[language] === noOfficerIn(language)) ? 'on' : '',
  };
  const fieldsOf = (field: Field) => {
    const [isDpo, asked] = [field === 'dpo', missing(text.missing)];
    const fault: FormField['fault'] = (value, given) => (isDpo && given.noDpo ? undefined : asked(value));
    const model = PROPOSED[field]?.[language === 'en' ? 'en' : 'fr'];
    const boxes = textFields(field, valuesOf(field), languages, { labelOf, rows: 2, fault }).map((one) => ({
      ...one,
      // An example in another language is below a box whose own has no text to propose.
      help: model === undefined || PROPOSED[field]?.[one.lang ?? ''] ? undefined : text.sentences.model(model),
    }));
    return [...boxes, ...(isDpo ? [noDpo] : [])];
  };
  const monthsOf = (name: 'answers' | 'contacts', proposed: string, fault: FormField['fault']): FormField => ({
    name,
    label: name === 'answers' ? text.retentionAnswers : text.retentionContacts,
    inputMode: 'numeric',
    value: notice ? String(notice.retention?.[name] ?? '') : proposed,
    fault,
  });
  const answers = monthsOf('answers', PROPOSED_MONTHS, (months) => (isWhole(months) ? undefined : text.whole));
  const contacts = monthsOf('contacts', '', (months, given) =>
    months === '' || (isWhole(months) && Number(months) < Number(given.answers)) ? undefined : text.contactsShorter,
  );
  const mandatory: FormField = {
    name: 'mandatory',
    label: text.mandatory,
    type: 'checkbox',
    value: notice?.participation?.mandatory === true ? 'on' : '',
  };
  return (
    <FoldedForm
      open={notice ? text.change : text.write}
      name={notice ? text.changeNotice : text.write}
      class="notice-form stack"
      fields={[...FIELDS.flatMap(fieldsOf), answers, mandatory, contacts]}
      submit={texts.of === 'draft' ? text.keepInDraft : text.publishNotice}
      save={(given) => texts.save('notice.json', writtenJson(noticeOf(given, languages, notice)))}
    >
      {(form) => {
        const group = (field: Field) => (
          <FieldGroup key={field} legend={text.noticeFields[field]} fields={fieldsOf(field)} form={form} />
        );
        return (
          <>
            {ASKED.map(group)}
            <Labelled field={answers} form={form} />
            <details open={USUAL.some((field) => languages.some((language) => !valuesOf(field)[language]))}>
              <summary>{text.noticeProposed}</summary>
              <div class="stack">
                {USUAL.map(group)}
                <Labelled field={mandatory} form={form} />
                <Labelled field={contacts} form={form} />
              </div>
            </details>
          </>
        );
      }}
    </FoldedForm>
  );
}

function isWhole(months: string): boolean {
  return /^[1-9]\d{0,3}$/.test(months);
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
function proposedNotice(field: Field, texts: Pick<SurveyTexts, 'files'>): Texts {
  return field === 'purpose' ? withoutModels(Object(Object(revisionIn(texts).opening).why)) : (PROPOSED[field] ?? {});
}

function noOfficerIn(language: string): string {
  const { fr, en } = ready.noOfficer;
  const known: Texts = ready.noOfficer;
  return known[language] ?? modelText(fr, en);
}

function noticeOf(given: FieldValues, languages: readonly string[], before: NoticeFile | undefined): NoticeFile {
  const { consequence, ...fields } = Object.fromEntries(
    FIELDS.map((field) => [field, textGiven(given, field, languages)]),
  );
  return {
    ...before,
    ...fields,
    ...(given.noDpo && { dpo: Object.fromEntries(languages.map((language) => [language, noOfficerIn(language)])) }),
    participation: { mandatory: given.mandatory === 'on', ...(consequence && { consequence }) },
    retention: { answers: Number(given.answers), ...(given.contacts && { contacts: Number(given.contacts) }) },
  };
}
