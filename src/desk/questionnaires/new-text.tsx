import { useState } from 'preact/hooks';
import { parsed } from '../drafting/text-list.ts';
import { currentRevision, type SurveyTexts } from '../drafting/use-survey-files.ts';
import { type SiteDesk, useSite } from '../parts/desk-context.ts';

interface NewTextProps {
  readonly texts: SurveyTexts;
  readonly languages: readonly string[];
  /** Nothing is kept yet: the text is written first. */
  readonly onBegin: (path: string, text: string) => void;
}

const KINDS = ['note', 'interview', 'lessons'] as const;
type Kind = (typeof KINDS)[number];

/** Begins a text next to the results: a note below a figure, an interview, or the lessons that the organiser signs. */
export function NewText({ texts, languages, onBegin }: NewTextProps) {
  const desk = useSite();
  const { words } = desk;
  const { questionnaires } = words.desk;
  const { newText: text } = questionnaires;
  const [isOpen, setIsOpen] = useState(false);
  const [kind, setKind] = useState<Kind>('note');
  const [id, setId] = useState('');
  const [language, setLanguage] = useState(languages[0] ?? 'fr');
  const [fault, setFault] = useState('');
  const figures = figuresIn(texts);
  if (!isOpen)
    return (
      <button type="button" class="secondary" onClick={() => setIsOpen(true)}>
        {text.add}
      </button>
    );
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (kind === 'note' && !figures.includes(id)) return setFault(text.figureWrong);
    if (kind === 'interview' && !/^[a-z0-9-]+$/.test(id)) return setFault(questionnaires.idWrong);
    const path = { note: `notes/${id}`, interview: `interviews/${id}`, lessons: 'lessons' }[kind];
    const file = `${path}.${language}.md`;
    if (texts.files.has(file)) return setFault(text.taken);
    setFault('');
    setIsOpen(false);
    onBegin(file, begun(kind, desk));
  };
  return (
    <form class="fields" onSubmit={submit} noValidate>
      <OneOf label={text.kind} ids={KINDS} nameOf={(one) => text.kinds[one]} value={kind} onChange={setKind} />
      {kind === 'lessons' ? null : (
        <label>
          {kind === 'note' ? text.figure : text.id}
          <input
            type="text"
            value={id}
            list={kind === 'note' ? 'figures' : undefined}
            autocapitalize="none"
            spellcheck={false}
            onInput={({ currentTarget }) => setId(currentTarget.value.trim())}
          />
        </label>
      )}
      <datalist id="figures">
        {figures.map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
      {languages.length > 1 ? (
        <OneOf
          label={text.language}
          ids={languages}
          nameOf={words.languageName}
          value={language}
          onChange={setLanguage}
        />
      ) : null}
      {fault ? <p class="fault">{fault}</p> : null}
      <div class="row">
        <button type="submit" class="primary">
          {text.write}
        </button>
        <button type="button" class="secondary" onClick={() => setIsOpen(false)}>
          {questionnaires.cancel}
        </button>
      </div>
    </form>
  );
}

interface OneOfProps<Id extends string> {
  readonly label: string;
  readonly ids: readonly Id[];
  readonly nameOf: (id: Id) => string;
  readonly value: Id;
  readonly onChange: (id: Id) => void;
}

function OneOf<Id extends string>({ label, ids, nameOf, value, onChange }: OneOfProps<Id>) {
  return (
    <label>
      {label}
      <select
        value={value}
        onChange={({ currentTarget }) => {
          const chosen = ids[currentTarget.selectedIndex];
          if (chosen !== undefined) onChange(chosen);
        }}
      >
        {ids.map((id) => (
          <option key={id} value={id}>
            {nameOf(id)}
          </option>
        ))}
      </select>
    </label>
  );
}

/** What a text of this kind begins with. */
function begun(kind: Kind, { words, me }: SiteDesk): string {
  const { newText: text } = words.desk.questionnaires;
  return {
    note: `${text.body}\n`,
    interview: `---\nrelease: \n---\n\n# ${text.title}\n\n${text.body}\n`,
    lessons: `---\nby: ${text.name}\non: ${me.today}\n---\n\n${text.body}\n`,
  }[kind];
}

/** The questions whose results a note may be below: every one but those that are answered by a text. */
function figuresIn({ files }: SurveyTexts): readonly string[] {
  const { sections } = Object(parsed(files.get(`${currentRevision(files.keys())}.json`)));
  if (!Array.isArray(sections)) return [];
  return sections
    .flatMap((section) => (Array.isArray(section?.questions) ? section.questions : []))
    .flatMap(({ id, kind }) => (kind === 'text' ? [] : [String(id)]));
}
