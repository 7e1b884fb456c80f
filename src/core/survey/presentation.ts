import * as v from 'valibot';
import { type Frozen, languageTag, localText, slug } from './survey-parts.ts';
import { plural } from './typology-schema.ts';

/** The shipped emblems, by the names that a survey gives them. `ui/emblems` draws them. */
export const EMBLEM_SHAPES = [
  'core',
  'bridge',
  'house',
  'leaf',
  'boat',
  'book',
  'weave',
  'sun',
  'flag',
  'diamond',
] as const;

export type EmblemShape = (typeof EMBLEM_SHAPES)[number];

/*
 * `presentation.json`, next to a survey file: looks and words that belong to one survey and not to the product. Emblems and colours
 * of its profiles, the sentences with which a card is shared, the name of the installed application. Everything has a default and
 * may change without a new revision.
 */

/** A text with a placeholder for a name: « Profil : {profile} ». */
const withProfile = v.pipe(
  localText,
  v.check((text) => Object.values(text).every((one) => one.includes('{profile}')), 'each text holds "{profile}"'),
);

/** Commands and numbers of an SVG path, and nothing that could be markup. */
const path = v.pipe(v.string(), v.regex(/^[Mm][MmLlHhVvCcSsQqTtAaZz\d ,.-]*$/, 'no path data'), v.maxLength(600));

const emblem = v.union([v.picklist(EMBLEM_SHAPES), v.pipe(v.array(path), v.minLength(1), v.maxLength(6))]);

const profileLook = v.strictObject({
  /** The name of a shipped emblem, or the paths of another: a grid of 64, drawn with a line of 3. */
  emblem: v.optional(emblem),
  /** The hue of its colour, in degrees. Lightness and chroma are the same for every profile, so that none is louder than another. */
  hue: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(359))),
  /** Its name after « à la croisée »: « de l’Explorateur ». Without it the names of a composite are listed as they are. */
  crossed: v.optional(localText),
});

const app = v.strictObject({
  /** The id of the installed application, for ever. Only for a survey that was installed before it had this file. */
  identity: v.optional(v.pipe(v.string(), v.startsWith('/'))),
  /** The one name of the survey, in place of the title of its revisions, which are frozen. */
  name: v.optional(localText),
  /** Under the icon: about twelve characters. */
  shortName: v.optional(localText),
  description: v.optional(localText),
  categories: v.optional(v.array(slug)),
  /** PNG files of the folder `screenshots` next to this file, shown before installation. */
  screenshots: v.optional(
    v.array(
      v.strictObject({
        file: v.pipe(v.string(), v.regex(/^[a-z\d-]+\.png$/, 'the name of a PNG file')),
        form: v.picklist(['narrow', 'wide']),
        label: localText,
      }),
    ),
  ),
});

const words = v.strictObject({
  /** The title of the opening, as a question that makes people curious. Without it: the title of the survey. */
  question: v.optional(localText),
  /** What the strata are: « Type de collectivité ». */
  stratum: v.optional(localText),
  /** Sent with a picture, before the link: « Nous, c’est {profile}. Et vous ? ». */
  message: v.optional(withProfile),
  /** The same for a composite, whose profiles it lists. */
  messageBetween: v.optional(withProfile),
  /** At the head of the picture, where there is no `question`: « Et votre association ? ». */
  invitation: v.optional(localText),
  /** The title of a shared link: « Profil numérique : {profile} ». */
  title: v.optional(withProfile),
  /** The name of the picture's file, without its ending. */
  file: v.optional(v.record(v.string(), slug)),
  /** A sentence next to the results which says that several people may answer for one body, if they may. */
  several: v.optional(localText),
  /** The place where a form filled on paper is handed in. */
  paper: v.optional(localText),
});

/** Short texts for the card that a published revision lacks: like `short` and `total` in the survey file. */
const glance = v.strictObject({
  /** The profiles' sentences were written by us. */
  reconstructed: v.optional(v.literal(true)),
  /** By criterion. */
  criteria: v.optional(
    v.record(
      slug,
      v.strictObject({
        short: localText,
        total: v.optional(v.strictObject({ sum: v.pipe(v.array(slug), v.minLength(1)), says: plural })),
      }),
    ),
  ),
  /** By fact, then by value: `yes` and `no`, a case, a member; `none` for an empty set. */
  facts: v.optional(v.record(slug, v.record(slug, localText))),
});

/** A sentence, and the criteria that must agree with somebody's answers for it to be true of them. */
const spoken = v.strictObject({ says: localText, needs: v.pipe(v.array(slug), v.minLength(1)) });

/** The sentences that people say aloud about their profile: 50 to 65 characters, about what is done. */
const aloud = v.strictObject({
  /** The organiser has not signed these sentences yet, which the card says. */
  proposed: v.optional(v.literal(true)),
  /** By profile. The first sentence is its portrait; a card shows the first one that is true of the answers. */
  profiles: v.record(slug, v.pipe(v.array(spoken), v.minLength(1), v.maxLength(12))),
});

const signature = v.strictObject({
  by: v.pipe(v.string(), v.minLength(1)),
  on: v.pipe(v.string(), v.isoDate()),
  /** Names the part that they read: « tout », « le questionnaire, sans les notes ». */
  covers: v.pipe(v.string(), v.minLength(1)),
});

export const presentationSchema = v.strictObject({
  $schema: v.optional(v.string()),
  /** The language of the buttons around texts in a language that the interface lacks. Without it: the reader's. */
  interface: v.optional(languageTag),
  /** Respondents get no copy of their answers, and the opening says so. Without it they may print or save one. */
  copy: v.optional(v.literal(false)),
  /** Names who answers for the translation into a language, `null` before somebody does. A language that is not named is its author's. */
  translations: v.optional(v.record(languageTag, v.strictObject({ reviewed: v.nullable(signature) }))),
  /** By profile. */
  profiles: v.optional(v.record(slug, profileLook)),
  aloud: v.optional(aloud),
  /** What decides between profiles: by criterion, « selon que … »; by `fact.value`, « avec un élu au numérique ». */
  deciding: v.optional(v.record(v.string(), localText)),
  words: v.optional(words),
  /** By question and answer, `respondent-role.agent`: words in the place of those of `words`, for who gave it. */
  speakers: v.optional(v.record(v.string(), v.pick(words, ['message', 'messageBetween']))),
  glance: v.optional(glance),
  app: v.optional(app),
});

/** The file as written. */
export type PresentationFile = Frozen<v.InferOutput<typeof presentationSchema>>;
type PresentationWords = NonNullable<PresentationFile['words']>;

/** Returns whether somebody answers for the texts in a language: their author, or who has signed their translation. */
export function isReviewed({ translations = {} }: PresentationFile, language: string): boolean {
  return translations[language]?.reviewed !== null;
}

export const NO_PRESENTATION: PresentationFile = {};

export interface EmblemMark {
  readonly emblem: EmblemShape | readonly string[];
  readonly hue: number;
}

export interface EmblemDrawing extends Pick<EmblemMark, 'hue'> {
  readonly paths: readonly string[];
}

/** The part that a phone loads, in one language, after the questions. */
export interface Presentation {
  /** By profile. */
  readonly emblems: Readonly<Record<string, EmblemDrawing>>;
  readonly words: Readonly<Partial<Record<keyof PresentationWords, string>>>;
  readonly speakers?: Readonly<Record<string, Presentation['words']>>;
  readonly aloud?: SpokenProfiles;
  readonly deciding?: Readonly<Record<string, string>>;
  /** By profile: its rule in a sentence, which its survey file leaves out on a phone. */
  readonly rules?: Readonly<Record<string, string>>;
  /** By what would change, « plan.yes », « communication.social.added »: the sentences that its survey file leaves out on a phone. */
  readonly changes?: Readonly<Record<string, string>>;
  /** By profile: its name after « à la croisée ». */
  readonly crossed?: Readonly<Record<string, string>>;
}

export interface SpokenProfiles {
  readonly proposed?: true;
  readonly profiles: Readonly<Record<string, readonly { readonly says: string; readonly needs: readonly string[] }[]>>;
}

/** Returns the emblem of each profile: the one its survey names, else the next unused shipped one. Default hues are spread evenly. */
export function emblemsOf(
  profiles: readonly { readonly id: string }[],
  { profiles: looks = {} }: PresentationFile,
): Readonly<Record<string, EmblemMark>> {
  const taken = new Set(profiles.map(({ id }) => looks[id]?.emblem));
  const free = EMBLEM_SHAPES.filter((shape) => !taken.has(shape));
  let next = 0;
  return Object.fromEntries(
    profiles.map(({ id }, place) => {
      const { emblem, hue } = looks[id] ?? {};
      const mark = emblem ?? free[next++ % free.length] ?? 'diamond';
      return [id, { emblem: mark, hue: hue ?? Math.round(90 + (place * 360) / profiles.length) % 360 }];
    }),
  );
}
