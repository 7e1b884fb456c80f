import { useState } from 'preact/hooks';
import { Button } from '../../ui/elements/button.tsx';
import { saveFile } from '../../ui/elements/save-file.ts';
import { translatedTexts } from '../drafting/text-list.ts';
import type { TextsProps } from '../drafting/use-survey-files.ts';
import { useCall } from '../parts/call-failure.tsx';
import { useSite } from '../parts/desk-context.ts';
import { FileButton } from '../parts/file-button.tsx';
import { type TakenTranslation, takeTranslated, translatorFile } from './translator-file.ts';

const TAG = /^[a-z]{2,3}(-[A-Za-z0-9]+)*$/;

/** How much of the survey is in each language, and its file for a translator, out and back. */
export function LanguagesPart({ texts, languages }: TextsProps) {
  const { words } = useSite();
  const { translator: text } = words.desk.questionnaires;
  const { run, failure } = useCall();
  const [language, setLanguage] = useState(languages[1] ?? '');
  const [taken, setTaken] = useState<TakenTranslation>();
  const countOf = (one: string) => {
    const all = translatedTexts(texts.files, languages, one);
    const there = all.filter((each) => each.text !== '').length;
    return text.count(words.languageName(one), words.number(there), words.number(all.length));
  };
  const shown =
    TAG.test(language) && language !== languages[0] ? translatedTexts(texts.files, languages, language) : [];
  // Missing texts are in the list of texts.
  const faults = taken?.faults.filter(({ code }) => code !== 'missing') ?? [];
  const take = async ([file]: readonly File[]) => {
    const found = takeTranslated((await file?.text()) ?? '', texts.files, languages, language);
    for (const [path, written] of found.files) if (!(await run(texts.save(path, written)))) return;
    setTaken(found);
  };
  const save = () => saveFile(new Blob([translatorFile(shown)]), `${texts.survey}.${language}.json`);
  return (
    <div class="stack" data-languages>
      <ul>
        {languages.slice(1).map((one) => (
          <li key={one}>{countOf(one)}</li>
        ))}
      </ul>
      <p class="help">{text.help}</p>
      <label>
        {text.language}{' '}
        <input value={language} onInput={({ currentTarget }) => setLanguage(currentTarget.value.trim())} />
      </label>
      {shown.length > 0 ? (
        <div class="row">
          <Button label={text.file} onClick={save} />
          <FileButton label={text.take} accept=".json" onFiles={(files) => void take(files)} />
        </div>
      ) : null}
      {failure}
      {taken ? (
        <ul class="lines" role="status">
          <li>{text.taken(words.number(taken.count), taken.count)}</li>
          {faults.map(({ code, key }) => (
            <li key={`${code} ${key}`}>
              {text.faults[code]} <code>{key}</code>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
