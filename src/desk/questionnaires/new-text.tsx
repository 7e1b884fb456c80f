import { revisionIn, type SurveyTexts, type TextsProps } from '../drafting/use-survey-files.ts';
import { FoldedForm } from '../parts/data-form.tsx';
import { type SiteDesk, useSite } from '../parts/desk-context.ts';
import type { FieldValues, FormField } from '../parts/fields.tsx';

interface NewTextProps extends TextsProps {
  /** Nothing is kept yet: the text is written first. */
  readonly onBegin: (path: string, text: string) => void;
}

const KINDS = ['note', 'interview', 'profile', 'lessons'] as const;
type Kind = (typeof KINDS)[number];

/** Begins a text of the organiser: a note below a figure, an interview, the page of a profile, or the lessons that they sign. */
export function NewText({ texts, languages, onBegin }: NewTextProps) {
  const desk = useSite();
  const { words } = desk;
  const { questionnaires } = words.desk;
  const { newText: text } = questionnaires;
  const figures = figuresIn(texts);
  const kindIn = ({ kind }: FieldValues) => KINDS.find((one) => one === kind) ?? 'note';
  const fileOf = (given: FieldValues) => {
    const kind = kindIn(given);
    return `${kind === 'lessons' ? kind : `${kind}s/${given.id}`}.${given.language ?? languages[0] ?? 'fr'}.md`;
  };
  const faultOf = (_: string, given: FieldValues) => {
    const { id = '' } = given;
    if (kindIn(given) === 'note' && !figures.includes(id)) return text.figureWrong;
    if (['interview', 'profile'].includes(kindIn(given)) && !/^[a-z0-9-]+$/.test(id)) return questionnaires.idWrong;
    return texts.files.has(fileOf(given)) ? text.taken : undefined;
  };
  const fieldsFor = (typed: FieldValues): readonly FormField[] => {
    const isNote = kindIn(typed) === 'note';
    const isLessons = kindIn(typed) === 'lessons';
    const kinds = KINDS.map((one) => [one, text.kinds[one]] as const);
    const kind: FormField = { name: 'kind', label: text.kind, options: kinds, fault: isLessons ? faultOf : undefined };
    const id: FormField = {
      name: 'id',
      label: isNote ? text.figure : text.id,
      isCode: true,
      list: isNote ? 'figures' : undefined,
      fault: faultOf,
    };
    const named = languages.map((one) => [one, words.languageName(one)] as const);
    const language: FormField = { name: 'language', label: text.language, value: languages[0], options: named };
    return [kind, ...(isLessons ? [] : [id]), ...(languages.length > 1 ? [language] : [])];
  };
  return (
    <>
      <FoldedForm
        open={text.add}
        class="fields"
        fields={fieldsFor}
        submit={text.write}
        save={() => undefined}
        onDone={(given) => onBegin(fileOf(given), begun(kindIn(given), desk))}
      />
      <datalist id="figures">
        {figures.map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
    </>
  );
}

/** What a text of this kind begins with. */
function begun(kind: Kind, { words, me }: SiteDesk): string {
  const { newText: text } = words.desk.questionnaires;
  const heads: Partial<Record<Kind, string>> = {
    interview: `---\nrelease: \n---\n\n# ${text.title}\n\n`,
    lessons: `---\nby: ${text.name}\non: ${me.today}\n---\n\n`,
  };
  return `${heads[kind] ?? ''}${text.body}\n`;
}

/** The questions whose results a note may be below: every one but those that are answered by a text. */
function figuresIn(texts: SurveyTexts): readonly string[] {
  const { sections } = revisionIn(texts);
  if (!Array.isArray(sections)) return [];
  return sections
    .flatMap((section) => (Array.isArray(section?.questions) ? section.questions : []))
    .flatMap(({ id, kind }) => (kind === 'text' ? [] : [String(id)]));
}
