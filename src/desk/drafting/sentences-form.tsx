import { isModel, modelIn } from '../../core/check/model-texts.ts';
import type { Called } from '../calls/desk-client.ts';
import { FoldedForm } from '../parts/data-form.tsx';
import { useSite } from '../parts/desk-context.ts';
import type { FieldValues } from '../parts/fields.tsx';
import { type SurveyText, textsIn, withText } from './text-list.ts';
import { placeWords } from './texts-part.tsx';
import { currentRevision, type SurveyTexts, type TextsProps } from './use-survey-files.ts';

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
