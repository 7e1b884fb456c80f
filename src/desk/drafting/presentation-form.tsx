import { withoutModels } from '../../core/check/model-texts.ts';
import { LANGUAGES, uiLanguageOf } from '../../words/languages.ts';
import { FieldGroup, FoldedForm, textFields, textGiven } from '../parts/data-form.tsx';
import { useWords } from '../parts/desk-context.ts';
import { type FieldValues, type FormField, Labelled } from '../parts/fields.tsx';
import { wordsWithin } from './slug.ts';
import { parsed, writtenJson } from './text-list.ts';
import { revisionIn, type SurveyTexts, type TextsProps } from './use-survey-files.ts';

type Texts = Readonly<Record<string, string>>;

/** `presentation.json` as it may be written by hand; what the form does not show is kept. */
interface PresentationFile {
  readonly words?: Readonly<Record<string, unknown>>;
  readonly app?: Readonly<Record<string, unknown>>;
  readonly interface?: string;
  readonly copy?: false;
}

const FIELDS = ['question', 'name', 'shortName', 'description'] as const;
type Field = (typeof FIELDS)[number];
/** Characters that fit under the icon of an installed application. */
const SHORT_NAME = 12;

/** The question of the opening, and what an installed application and a shared link are called. */
export function PresentationForm({ texts, languages }: TextsProps) {
  const { desk, languageName: labelOf } = useWords();
  const { presentation: text, change, keepInDraft, missing } = desk.questionnaires;
  // The question alone may be left out, in all languages.
  const isLeftOut = (field: Field, given: FieldValues) =>
    field === 'question' && languages.every((language) => given[`question ${language}`] === '');
  const fieldsOf = (field: Field) =>
    textFields(field, textsOf(texts, field), languages, {
      labelOf,
      rows: field === 'description' ? 3 : 1,
      fault: (value, given) => {
        if (field === 'shortName' && value.length > SHORT_NAME) return text.tooLong;
        return value === '' && !isLeftOut(field, given) ? missing : undefined;
      },
    });
  const unspoken = languages.filter((tag) => uiLanguageOf(tag) === undefined);
  const buttons: FormField = {
    name: 'interface',
    label: text.buttons(unspoken.map(labelOf).join(', ')),
    value: presentationIn(texts).interface ?? '',
    options: [['', text.buttonsOfReader], ...LANGUAGES.map(({ tag, name }) => [tag, name] as const)],
  };
  const copy: FormField = {
    name: 'copy',
    label: text.copy,
    value: presentationIn(texts).copy === false ? 'no' : '',
    options: [text.copyOffered, text.copyRefused].map((label, isRefused) => [isRefused ? 'no' : '', label] as const),
  };
  return (
    <FoldedForm
      open={hasPresentation(texts) ? change : text.write}
      name={hasPresentation(texts) ? text.change : text.write}
      class="notice-form stack"
      fields={[...FIELDS.flatMap(fieldsOf), copy, ...(unspoken.length > 0 ? [buttons] : [])]}
      submit={texts.of === 'draft' ? keepInDraft : text.publish}
      save={(given) => texts.save('presentation.json', writtenJson(presentationOf(given, languages, texts)))}
    >
      {(form) => (
        <>
          {FIELDS.map((field) => (
            <FieldGroup key={field} legend={text[field]} fields={fieldsOf(field)} form={form} />
          ))}
          <Labelled field={copy} form={form} />
          {unspoken.length > 0 ? <Labelled field={buttons} form={form} /> : null}
        </>
      )}
    </FoldedForm>
  );
}

/** Returns whether the name of the installed application has been set. */
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
  if (field === 'question') return {};
  const { title, opening } = revisionIn(texts);
  if (field !== 'shortName') return withoutModels(Object(field === 'description' ? Object(opening).why : title));
  const titles = Object.entries<string>(Object(title));
  return Object.fromEntries(titles.map(([language, text]) => [language, wordsWithin(text, SHORT_NAME, ' ')]));
}

function presentationOf(given: FieldValues, languages: readonly string[], texts: SurveyTexts): PresentationFile {
  const { words, app, interface: before, copy: _copy, ...rest } = presentationIn(texts);
  const buttons = given.interface ?? before;
  const written = (field: Field) => textGiven(given, field, languages);
  const { question: _, ...others } = words ?? {};
  const question = written('question');
  const isAsked = Object.values(question).some((one) => one !== '');
  const next = { ...others, ...(isAsked && { question }) };
  const { name: __, ...installed } = app ?? {};
  const name = written('name');
  // A name like the title is not written down: a correction of the title would then change nothing that people see.
  const title: Texts = Object(revisionIn(texts).title);
  const isNamed = languages.some((language) => name[language] !== title[language]);
  return {
    ...rest,
    ...(buttons && { interface: buttons }),
    ...(given.copy === 'no' && { copy: false }),
    ...(Object.keys(next).length > 0 && { words: next }),
    app: {
      ...installed,
      ...(isNamed && { name }),
      shortName: written('shortName'),
      description: written('description'),
    },
  };
}
