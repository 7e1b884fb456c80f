import type { PublishedSurvey } from '../authoring/published-surveys.ts';
import { directionOf } from '../core/language.ts';
import { type EmblemDrawing, emblemsOf } from '../core/survey/presentation.ts';
import type { SurveyEdition } from '../edition/edition-of.ts';
import { COMPOSITE_PAGE, previewAddress } from '../ui/address/addresses.ts';
import { drawEmblems } from '../ui/emblems/emblem-shapes.ts';
import { typeset } from '../ui/words/typeset.ts';
import type { LanguageMark } from '../ui/words/words.ts';
import { uiLanguageFor } from '../words/languages.ts';
import { WORDS } from './all-words.ts';

export interface LandingOrder {
  readonly published: PublishedSurvey;
  readonly edition: SurveyEdition;
  /** `<profile>` or `<profile>.<language>`. */
  readonly name: string;
  readonly reader?: readonly string[];
}

/** A page shows this above its opening if a shared link leads to it. It is plain data, so that it can be posted to a thread. */
export interface Landing {
  readonly language: string;
  /** The title of the page, and of what a network shows. */
  readonly title: string;
  readonly description: string;
  readonly name: string;
  readonly sentence: string;
  /** The language of the name and the sentence if they come from the interface, as for a composite. */
  readonly mark?: LanguageMark;
  /** Absent for a composite. */
  readonly profile?: string;
  /** All of them for a composite, since the address does not say which are near. */
  readonly emblems: readonly EmblemDrawing[];
  readonly path: string;
  /** The path of the picture that networks show. */
  readonly image: string | undefined;
}

/**
 * Returns what a shared link shows. The profile's id, and only it, is in the address. `undefined` for a profile or a language that the
 * survey does not have.
 */
export function landingOf({ published, edition, name, reader = [] }: LandingOrder): Landing | undefined {
  const { current, presentation } = published;
  const { id, languages, typology } = current;
  const [page, language = languages[0], ...more] = name.split('.');
  if (!typology || more.length > 0 || language === undefined || !languages.includes(language)) return undefined;
  const spoken = uiLanguageFor(language, [presentation.interface, ...reader, ...languages]);
  const text = WORDS[spoken].sharing;
  const profile = typology.profiles.find((one) => one.id === page);
  if (!profile && page !== COMPOSITE_PAGE) return undefined;
  const drawings = drawEmblems(emblemsOf(typology.profiles, presentation));
  const say = (said: string | undefined) => typeset(said ?? '', language);
  const known = profile ? say(profile.name[language]) : text['draw.composite'];
  // The portrait is about the profile, not about the person who shares it.
  const [portrait] = (profile && presentation.aloud?.profiles[profile.id]) ?? [];
  const sentence = profile ? say((portrait?.says ?? profile.sentence)[language]) : text['preview.composite'];
  const pictures = [`previews/${page}.${language}.png`, `previews/${page}.png`];
  const picture = pictures.find((path) => edition.pictures.has(path));
  const isMixed = !profile && spoken !== language.split('-')[0];
  return {
    language,
    title: say(presentation.words?.title?.[language]?.replace('{profile}', known)) || text['preview.title'](known),
    description: `${sentence} ${text['draw.spirit']}`,
    ...(profile && { profile: profile.id }),
    name: known,
    sentence,
    ...(isMixed && { mark: { lang: spoken, dir: directionOf(spoken) } }),
    emblems: (profile ? [profile] : typology.profiles).flatMap((one) => drawings[one.id] ?? []),
    path: previewAddress('', { id, languages }, page ?? '', language),
    image: picture && `/surveys/${id}/${edition.id}/${picture}`,
  };
}
