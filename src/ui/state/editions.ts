import { type Survey, toSurvey } from '../../core/survey/questionnaire.ts';
import type { SurveyEntry } from '../../core/survey/survey-entry.ts';
import type { SurveyFile } from '../../core/survey/survey-schema.ts';
import type { Definitions } from '../../device/port/device.ts';
import { fetchSurveyFile } from '../address/survey-files.ts';
import { loadUi, type Words, wordsIn } from '../words/words.ts';

/** A survey in the language on screen, and the interface in the same one, or in the nearest that it has. */
export interface Edition {
  readonly survey: Survey;
  readonly file: SurveyFile;
  readonly words: Words;
}

type EditionReply = Edition | 'unknown' | 'unreachable';

/** Questions once seen are the same for ever: the device's own copy serves when the network does not, its notice perhaps an older one. */
export async function loadEdition(
  definitions: Definitions,
  { id: survey, interface: buttons, languages }: Pick<SurveyEntry, 'id' | 'interface' | 'languages'>,
  revision: number,
  language: string,
): Promise<EditionReply> {
  const [ui, fetched] = await Promise.all([
    loadUi(language, [buttons, ...navigator.languages, ...languages]),
    fetchSurvey(survey, revision, language),
  ]);
  const file = typeof fetched === 'object' ? fetched : await keptFile(definitions, survey, revision, language);
  if (file && ui) return { survey: toSurvey(file), file, words: wordsIn(language, ui, file.dir) };
  return fetched === 'unknown' ? 'unknown' : 'unreachable';
}

/** `undefined` when it is not here or cannot be read: the page then says that it could not be reached, and offers to try again. */
async function keptFile({ find }: Definitions, survey: string, revision: number, language: string) {
  const kept = await find(survey, revision, language);
  return kept.kind === 'unread' ? undefined : kept.value;
}

export async function fetchSurvey(
  id: string,
  revision: number,
  language: string,
): Promise<SurveyFile | 'unknown' | 'unreachable'> {
  // The first of them gets what the page fetched ahead (src/early.ts), even when that failed, perhaps long ago.
  const twice: typeof fetch = (...request) => fetch(...request).catch(() => fetch(...request));
  const file = await fetchSurveyFile(id, `${revision}.${language}.json`, twice);
  if (file === null) return 'unknown';
  return isFile(file, id, revision) ? file : 'unreachable';
}

/** The build has checked the file from end to end; here it only has to be that file, and not a portal's answer. */
function isFile(found: unknown, id: string, revision: number): found is SurveyFile {
  const file: { readonly id?: unknown; readonly revision?: unknown } = Object(found);
  return file.id === id && file.revision === revision;
}
