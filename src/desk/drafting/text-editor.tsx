import { isModel, modelIn } from '../../core/check/model-texts.ts';
import type { Called } from '../calls/desk-client.ts';
import { DataForm, FoldedForm } from '../parts/data-form.tsx';
import { type SiteDesk, useSite } from '../parts/desk-context.ts';
import { type FieldValues, missing } from '../parts/fields.tsx';
import { type SurveyText, textsIn, withText } from './text-list.ts';
import { currentRevision, type SurveyTexts, type TextsProps } from './use-survey-files.ts';

interface TextEditorProps {
  readonly texts: SurveyTexts;
  readonly one: SurveyText;
  readonly onKept: () => void;
  readonly onCancel: () => void;
}

/** One text of the survey in one language, corrected and kept. */
export function TextEditor({ texts, one, onKept, onCancel }: TextEditorProps) {
  const desk = useSite();
  const { questionnaires: text } = desk.words.desk;
  const keep = ({ text: written = '' }: FieldValues) => {
    const file = texts.files.get(one.file);
    if (file === undefined) throw new Error(`${one.file} is not there`);
    return texts.save(one.file, withText(file, one.path, written));
  };
  return (
    <DataForm
      class="text-editor stack"
      fields={({ text: written = one.text }) => [
        {
          name: 'text',
          label: placeWords(one, desk),
          value: one.text,
          rows: Math.min(8, 2 + Math.floor(one.text.length / 40)),
          lang: one.language,
          help: text.signs([...written].length),
          fault: missing(text.textEmpty),
          // The person has just asked to correct this text.
          hasFocus: true,
        },
      ]}
      submit={text.keep}
      save={keep}
      onDone={onKept}
      onCancel={onCancel}
      isLeftByEscape
    />
  );
}

/** Returns the texts that their author has still to write; those of earlier revisions stay as they are. */
export function modelsIn({ files }: Pick<SurveyTexts, 'files'>, languages: readonly string[]): readonly SurveyText[] {
  const current = `${currentRevision(files.keys())}.json`;
  const now = [...files].filter(([file]) => file === current || !/^\d/.test(file));
  return textsIn(new Map(now), languages).filter(({ text }) => isModel(text));
}

/** The sentences that we have in no language of the survey, a box for each. A box that is left empty waits. */
export function SentencesForm({ texts, languages }: TextsProps) {
  const desk = useSite();
  const { sentences: text, keepInDraft } = desk.words.desk.questionnaires;
  const models = modelsIn(texts, languages);
  const keep = async (given: FieldValues) => {
    const changed = new Map<string, string>();
    for (const [place, { file, path }] of models.entries()) {
      const written = given[place];
      if (written) changed.set(file, withText(changed.get(file) ?? texts.files.get(file) ?? '', path, written));
    }
    let called: Called<unknown> = { kind: 'ok', value: undefined };
    for (const [file, written] of changed) if (called.kind === 'ok') called = await texts.save(file, written);
    return called;
  };
  return (
    <FoldedForm
      open={text.open}
      class="notice-form stack"
      fields={models.map((one, place) => ({
        name: String(place),
        label: placeWords(one, desk),
        help: text.model(modelIn(one.text, desk.words.language)),
        rows: 2,
        lang: one.language,
      }))}
      submit={keepInDraft}
      save={keep}
    />
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
      facts: places.typology,
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
