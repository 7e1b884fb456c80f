import { useEffect, useState } from 'preact/hooks';
import { Button } from '../../ui/elements/button.tsx';
import { typeset } from '../../ui/words/typeset.ts';
import { DataForm } from '../parts/data-form.tsx';
import { type SiteDesk, useSite } from '../parts/desk-context.ts';
import { Labelled, missing, useFields } from '../parts/fields.tsx';
import { wordFor } from '../words/desk-words.ts';
import { plain, type SurveyText, textsIn, translatedTexts, withText } from './text-list.ts';
import type { TextsProps } from './use-survey-files.ts';

interface TextsPartProps extends TextsProps {
  /** The files whose texts are shown. */
  readonly of: (file: string) => boolean;
  readonly title: string;
  readonly isOpen: boolean;
  /** Texts that were tapped in the preview, the innermost first: the search begins with one that the files have. */
  readonly tapped?: readonly string[];
}

/** More would be a list to scroll through; a word of the text finds the others. */
const SHOWN = 12;

/** The texts of a survey's files, those that a language lacks too, found by their words or their places and corrected one by one. */
export function TextsPart({ texts, of, languages, title, isOpen, tapped = [] }: TextsPartProps) {
  const { questionnaires: text } = useSite().words.desk;
  const files = new Map([...texts.files].filter(([file]) => of(file)));
  const translated = languages.slice(1).flatMap((one) => translatedTexts(files, languages, one));
  const all = [...textsIn(files, languages), ...translated.filter((one) => one.text === '')];
  const value = tapped.map(plain).find((seen) => seen !== '' && all.some((one) => plain(one.text) === seen));
  const field = { name: 'wanted', label: text.textSearch, value, hasFocus: tapped.length > 0 };
  const form = useFields([field]);
  useEffect(() => form.clear(), [tapped.join()]);
  if (all.length === 0) return null;
  return (
    <details class="texts" open={isOpen || tapped.length > 0}>
      <summary>{title}</summary>
      <Labelled key={tapped.join()} field={field} form={form} />
      <TextList texts={texts} all={all} wanted={plain(form.given.wanted ?? '').toLowerCase()} />
    </details>
  );
}

interface TextListProps extends Pick<TextsProps, 'texts'> {
  /** One that is missing is shown by its source. */
  readonly all: readonly (SurveyText & { readonly source?: SurveyText })[];
  readonly wanted: string;
}

/** The first of the texts that have the wanted words, each with a button that opens it to be corrected. One that is open stays. */
function TextList({ texts, all, wanted }: TextListProps) {
  const desk = useSite();
  const { words } = desk;
  const { questionnaires: text } = words.desk;
  const [edited, setEdited] = useState<readonly string[]>([]);
  const [most, setMost] = useState(SHOWN);
  const idOf = ({ file, path }: SurveyText) => `${file} ${path.join('.')}`;
  const wordsOf = (one: (typeof all)[number]) => `${(one.source ?? one).text} ${placeWords(one, desk)}`;
  const found = all.filter((one) => plain(wordsOf(one)).toLowerCase().includes(wanted));
  const first = found.slice(0, most);
  const shown = all.filter((one) => edited.includes(idOf(one)) || first.includes(one));
  return (
    <>
      <ul class="lines">
        {shown.map((one) => {
          const { file, path, language } = one;
          const id = idOf(one);
          const close = () => setEdited((before) => before.filter((open) => open !== id));
          const label = placeWords(one, desk);
          const written = one.source ?? one;
          const current = (
            <p lang={written.language} dir="auto">
              {typeset(written.text, written.language)}
            </p>
          );
          return (
            <li key={id}>
              {edited.includes(id) ? (
                <>
                  {one.source ? current : null}
                  <DataForm
                    class="text-editor stack"
                    fields={({ text: typed = one.text }) => [
                      {
                        name: 'text',
                        label,
                        value: one.text,
                        rows: Math.min(8, 2 + Math.floor(one.text.length / 40)),
                        lang: language,
                        help: text.signs([...typed].length),
                        fault: missing(text.textEmpty),
                        // The person has just asked to correct this text.
                        hasFocus: true,
                      },
                    ]}
                    submit={text.keep}
                    save={({ text: typed = '' }) =>
                      texts.save(file, withText(texts.files.get(file) ?? '', path, typed))
                    }
                    onDone={close}
                    onCancel={close}
                    isLeftByEscape
                  />
                </>
              ) : (
                <>
                  <div>
                    <p class="help">{label}</p>
                    {current}
                  </div>
                  <button type="button" class="secondary" onClick={() => setEdited([...edited, id])}>
                    {text.edit}
                    <span class="unseen"> {label}</span>
                  </button>
                </>
              )}
            </li>
          );
        })}
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

/** « Question 3, aide · français ». */
export function placeWords({ file, path, question, language }: SurveyText, { words }: SiteDesk): string {
  const { places } = words.desk.questionnaires;
  const name = /^\d/.test(file) ? String(path[0]) : file.replace('.json', '');
  const named = { ...places, sections: places.section, scales: places.scale, facts: places.typology };
  const whole = wordFor({ ...named, warnings: places.warning, question: undefined }, name) ?? places.other;
  const part = path.includes('options')
    ? places.option
    : path.includes('rows')
      ? places.row
      : path.at(-2) === 'help' && places.help;
  const place = question === undefined ? whole : places.question(question);
  return `${[place, part].filter(Boolean).join(', ')} · ${words.languageName(language)}`;
}
