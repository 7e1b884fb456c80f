import { useRef, useState } from 'preact/hooks';
import { CallFailure } from '../parts/call-failure.tsx';
import { type SiteDesk, useSite } from '../parts/desk-context.ts';
import type { SurveyText } from './text-list.ts';
import { withText } from './text-list.ts';
import type { SurveyTexts } from './use-survey-files.ts';

interface TextEditorProps {
  readonly texts: SurveyTexts;
  readonly one: SurveyText;
  readonly onKept: () => void;
  readonly onCancel: () => void;
}

/** One text of the survey in one language, corrected and kept. */
export function TextEditor({ texts, one, onKept, onCancel }: TextEditorProps) {
  const desk = useSite();
  const { words } = desk;
  const { questionnaires: text } = words.desk;
  const field = useRef<HTMLTextAreaElement>(null);
  const [written, setWritten] = useState(one.text);
  const [isEmpty, setIsEmpty] = useState(false);
  const [failed, setFailed] = useState<Parameters<typeof CallFailure>[0]['called']>();
  const keep = async (event: Event) => {
    event.preventDefault();
    setIsEmpty(written.trim() === '');
    if (written.trim() === '') return field.current?.focus();
    const file = texts.files.get(one.file);
    if (file === undefined) throw new Error(`${one.file} is not there`);
    const called = await texts.save(one.file, withText(file, one.path, written));
    if (called.kind === 'ok') onKept();
    else setFailed(called);
  };
  return (
    <form
      class="text-editor stack"
      onSubmit={(event) => void keep(event)}
      onKeyDown={({ key }) => key === 'Escape' && onCancel()}
    >
      <label>
        {placeWords(one, desk)}
        <textarea
          ref={(element) => {
            field.current = element;
          }}
          // biome-ignore lint/a11y/noAutofocus: the person has just asked to correct this text.
          autoFocus
          rows={Math.min(8, 2 + Math.floor(one.text.length / 40))}
          lang={one.language}
          value={written}
          aria-invalid={isEmpty}
          onInput={({ currentTarget }) => setWritten(currentTarget.value)}
        />
      </label>
      {isEmpty ? <p class="fault">{text.textEmpty}</p> : <p class="help">{text.signs([...written].length)}</p>}
      {failed ? <CallFailure called={failed} /> : null}
      <div class="row">
        <button type="submit" class="primary">
          {text.keep}
        </button>
        <button type="button" class="secondary" onClick={onCancel}>
          {text.cancel}
        </button>
      </div>
    </form>
  );
}

/** « Question 3, aide · français ». */
export function placeWords({ file, path, question, language }: SurveyText, { words }: SiteDesk): string {
  const { places } = words.desk.questionnaires;
  return `${[whole(), part()].filter(Boolean).join(', ')} · ${words.languageName(language)}`;

  function whole(): string {
    if (question !== undefined) return places.question(question);
    if (file === 'notice.json') return places.notice;
    if (file === 'presentation.json') return places.presentation;
    if (file === 'results.json') return places.results;
    const first: Readonly<Record<string, string>> = {
      title: places.title,
      opening: places.opening,
      sections: places.section,
      scales: places.scale,
      typology: places.typology,
      warnings: places.warning,
    };
    return first[String(path[0])] ?? places.other;
  }

  function part(): string {
    if (path.includes('options')) return places.option;
    if (path.includes('rows')) return places.row;
    return path.at(-2) === 'help' ? places.help : '';
  }
}
