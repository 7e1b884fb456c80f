import { useWords } from '../parts/desk-context.ts';
import { FileForm, TextFields, textsGiven } from '../parts/file-form.tsx';
import { parsed, writtenJson } from './text-list.ts';
import { currentRevision, type SurveyTexts } from './use-survey-files.ts';

interface PresentationFormProps {
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
export function PresentationForm({ texts, languages }: PresentationFormProps) {
  const { presentation: text, change } = useWords().desk.questionnaires;
  return (
    <FileForm
      open={hasPresentation(texts) ? change : text.write}
      name={hasPresentation(texts) ? text.change : text.write}
      keep={texts.of === 'draft' ? text.keep : text.publish}
      faultsOf={(given) => faultsOf(given, languages)}
      save={(given) => texts.save('presentation.json', writtenJson(presentationOf(given, languages, texts)))}
    >
      {(faults) =>
        FIELDS.map((field) => (
          <TextFields
            key={field}
            languages={languages}
            field={field}
            legend={text[field]}
            rows={field === 'description' ? 3 : 1}
            values={textsOf(texts, field)}
            faults={faults}
          />
        ))
      }
    </FileForm>
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
  const written = (field: Field) => textsGiven(given, field, languages);
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
