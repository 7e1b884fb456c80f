import type { Presentation, SpokenProfiles } from '../../core/survey/presentation.ts';
import { fetchSurveyObject } from '../address/survey-object.ts';
import { learnEmblems } from '../emblems/learn-emblems.ts';
import { typeset } from '../words/typeset.ts';

/** Rejects, like an import, when the file does not come. */
export async function fetchPresentation(survey: string, language: string): Promise<Presentation> {
  const found = await fetchSurveyObject<Presentation>(survey, `presentation.${language}.json`, 'emblems', 'words');
  if (!found) throw new Error(`the presentation of ${survey} did not come`);
  learnEmblems(found.emblems);
  const { file, ...sentences } = found.words;
  const words = typesetEach(sentences, language);
  const { emblems, aloud, crossed, deciding, speakers = {}, rules = {}, changes = {} } = found;
  const spoken = Object.entries(speakers).map(([answer, texts]) => [answer, typesetEach(texts, language)]);
  return {
    emblems,
    words: { ...words, ...(file && { file }) },
    rules: typesetEach(rules, language),
    changes: typesetEach(changes, language),
    speakers: Object.fromEntries(spoken),
    ...(deciding && { deciding: typesetEach(deciding, language) }),
    ...(crossed && { crossed: unbroken(crossed) }),
    ...(aloud && { aloud: { ...aloud, profiles: typesetAll(aloud.profiles, language) } }),
  };
}

function typesetEach(texts: Readonly<Record<string, string>>, language: string): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, typeset(text, language)]));
}

/** A name stays on one line with its article. */
function unbroken(crossed: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(crossed).map(([id, name]) => [id, name.replaceAll(' ', '\u00a0')]));
}

function typesetAll(profiles: SpokenProfiles['profiles'], language: string): SpokenProfiles['profiles'] {
  return Object.fromEntries(
    Object.entries(profiles).map(([id, sentences]) => [
      id,
      sentences.map(({ says, needs }) => ({ says: typeset(says, language), needs })),
    ]),
  );
}
