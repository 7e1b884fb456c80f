import { useState } from 'preact/hooks';
import { typeset } from '../../ui/words/typeset.ts';
import { Button } from '../parts/button.tsx';
import { useSite } from '../parts/desk-context.ts';
import { placeWords, TextEditor } from './text-editor.tsx';
import { type SurveyText, textsIn } from './text-list.ts';
import type { TextsProps } from './use-survey-files.ts';

interface TextsPartProps extends TextsProps {
  /** The files whose texts are shown. */
  readonly of: (file: string) => boolean;
  readonly title: string;
  /** The label of the search. */
  readonly search?: string;
}

/** More would be a list to scroll through; a word of the text finds the others. */
const SHOWN = 12;

/** The texts of a survey's files, found by their words and corrected one by one. */
export function TextsPart({ texts, of, languages, title, search }: TextsPartProps) {
  const desk = useSite();
  const { words } = desk;
  const { questionnaires: text } = words.desk;
  const [wanted, setWanted] = useState('');
  const all = textsIn(new Map([...texts.files].filter(([file]) => of(file))), languages);
  const lower = wanted.trim().toLowerCase();
  const found = lower === '' ? all : all.filter((one) => one.text.toLowerCase().includes(lower));
  if (all.length === 0) return null;
  return (
    <section class="texts" aria-label={title}>
      <h2 class="unseen">{title}</h2>
      <label>
        {search ?? text.textSearch}
        <input type="search" value={wanted} onInput={({ currentTarget }) => setWanted(currentTarget.value)} />
      </label>
      <TextList texts={texts} found={found} />
    </section>
  );
}

interface TextListProps extends Pick<TextsProps, 'texts'> {
  /** One that is missing is shown by its source. */
  readonly found: readonly (SurveyText & { readonly source?: SurveyText })[];
}

/** The first of some texts, each with a button that leads to it. */
export function TextList({ texts, found }: TextListProps) {
  const desk = useSite();
  const { words } = desk;
  const { questionnaires: text } = words.desk;
  const [edited, setEdited] = useState<string>();
  const [most, setMost] = useState(SHOWN);
  return (
    <>
      <ul class="lines">
        {found.slice(0, most).map((one) => (
          <li key={idOf(one)}>
            {edited === idOf(one) ? (
              <>
                {one.source ? <WrittenText {...one.source} /> : null}
                <TextEditor
                  texts={texts}
                  one={one}
                  onKept={() => setEdited(undefined)}
                  onCancel={() => setEdited(undefined)}
                />
              </>
            ) : (
              <>
                <div>
                  <p class="help">{placeWords(one, desk)}</p>
                  <WrittenText {...(one.source ?? one)} />
                </div>
                <button type="button" class="secondary" onClick={() => setEdited(idOf(one))}>
                  {text.edit}
                  <span class="unseen"> {placeWords(one, desk)}</span>
                </button>
              </>
            )}
          </li>
        ))}
      </ul>
      <p class="help" role="status">
        {found.length === 0
          ? text.textNone
          : found.length > most
            ? text.textMore(words.number(most), words.number(found.length))
            : text.textCount(found.length, words.number(found.length))}
      </p>
      {found.length > most ? <Button label={text.textAll} onClick={() => setMost(Number.POSITIVE_INFINITY)} /> : null}
    </>
  );
}

function WrittenText({ language, text }: SurveyText) {
  return (
    <p lang={language} dir="auto">
      {typeset(text, language)}
    </p>
  );
}

function idOf({ file, path }: SurveyText): string {
  return `${file} ${path.join('.')}`;
}
