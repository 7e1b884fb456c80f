import * as v from 'valibot';
import { type Frozen, type LocalText, localText, slug } from './survey-parts.ts';
import { type Fact, plural, type Typology } from './typology-schema.ts';

/*
 * The emblems that a survey may name in its `presentation.json`. Drawn on one grid of 64, with one line of 3 and about the same
 * amount of ink, so that none looks heavier than another.
 */
export const EMBLEM_SHAPES = {
  core: ['M32 8a24 24 0 1 0 0 48 24 24 0 0 0 0-48Z', 'M32 24a8 8 0 1 0 0 16 8 8 0 0 0 0-16Z'],
  bridge: ['M6 46h52M16 14v42M48 14v42', 'M6 36c5-4 8-9 10-18 4 14 10 20 16 20s12-6 16-20c2 9 5 14 10 18'],
  house: ['M8 30 32 10l24 20', 'M14 26v28h36V26M26 54V40h12v14'],
  leaf: ['M14 50C8 28 24 12 54 10c0 30-16 46-40 40Z', 'M8 56 38 26'],
  boat: ['M8 42h48l-8 14H16Z', 'M32 42V8l18 26H32M32 16 18 34h14'],
  book: ['M32 16c-6-5-14-6-24-6v38c10 0 18 1 24 6 6-5 14-6 24-6V10c-10 0-18 1-24 6Z', 'M32 16v38'],
  weave: ['M20 8v48M32 8v48M44 8v48', 'M8 20h48M8 32h48M8 44h48'],
  sun: [
    'M32 21a11 11 0 1 0 0 22 11 11 0 0 0 0-22Z',
    'M32 6v7M32 51v7M6 32h7M51 32h7M13.6 13.6l5 5M45.4 45.4l5 5M13.6 50.4l5-5M45.4 18.6l5-5',
  ],
  flag: ['M16 58V8', 'M16 12c12-6 20 6 34 0v26c-14 6-22-6-34 0'],
  diamond: ['M32 10 54 32 32 54 10 32Z'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type EmblemShape = keyof typeof EMBLEM_SHAPES;

export const EMBLEM_SHAPE_NAMES = Object.keys(EMBLEM_SHAPES) as readonly EmblemShape[];

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

const emblem = v.union([v.picklist(EMBLEM_SHAPE_NAMES), v.pipe(v.array(path), v.minLength(1), v.maxLength(6))]);

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

/** What one says aloud of one's profile: 50 to 65 characters, about what is done. */
const aloud = v.strictObject({
  /** The organiser has not signed these sentences yet, which the card says. */
  proposed: v.optional(v.literal(true)),
  /** By profile. The first sentence is its portrait; a card shows the first one that is true of the answers. */
  profiles: v.record(slug, v.pipe(v.array(spoken), v.minLength(1), v.maxLength(12))),
});

export const presentationSchema = v.strictObject({
  $schema: v.optional(v.string()),
  /** By profile. */
  profiles: v.optional(v.record(slug, profileLook)),
  aloud: v.optional(aloud),
  words: v.optional(words),
  glance: v.optional(glance),
  app: v.optional(app),
});

/** The file as written. */
export type PresentationFile = Frozen<v.InferOutput<typeof presentationSchema>>;
export type PresentationWords = NonNullable<PresentationFile['words']>;

export const NO_PRESENTATION: PresentationFile = {};

export interface EmblemDrawing {
  readonly paths: readonly string[];
  readonly hue: number;
}

/** The part that a phone loads, in one language, after the questions. */
export interface Presentation {
  /** By profile. */
  readonly emblems: Readonly<Record<string, EmblemDrawing>>;
  readonly words: Readonly<Partial<Record<keyof PresentationWords, string>>>;
  readonly aloud?: SpokenProfiles;
  /** By profile: its rule in a sentence, which its survey file leaves out on a phone. */
  readonly rules?: Readonly<Record<string, string>>;
  /** By what would change, « plan.yes », « communication.social.added »: the sentences that its survey file leaves out on a phone. */
  readonly changes?: Readonly<Record<string, string>>;
  /** By profile: its name after « à la croisée ». */
  readonly crossed?: Readonly<Record<string, string>>;
}

export interface SpokenSentence {
  readonly says: string;
  /** Criteria. */
  readonly needs: readonly string[];
}

export interface SpokenProfiles {
  readonly proposed?: true;
  readonly profiles: Readonly<Record<string, readonly SpokenSentence[]>>;
}

/** Returns the emblem of each profile: the one its survey names, else the next unused shipped one. Default hues are spread evenly. */
export function emblemsOf(
  profiles: readonly { readonly id: string }[],
  { profiles: looks = {} }: PresentationFile,
): Readonly<Record<string, EmblemDrawing>> {
  const taken = new Set(profiles.map(({ id }) => drawingOf(looks[id]?.emblem)?.join()));
  const free = Object.values(EMBLEM_SHAPES).filter((paths) => !taken.has(paths.join()));
  let next = 0;
  return Object.fromEntries(
    profiles.map(({ id }, place) => {
      const { emblem, hue } = looks[id] ?? {};
      const paths = drawingOf(emblem) ?? free[next++ % free.length] ?? EMBLEM_SHAPES.diamond;
      return [id, { paths, hue: hue ?? Math.round(90 + (place * 360) / profiles.length) % 360 }];
    }),
  );
}

function drawingOf(emblem: EmblemShape | readonly string[] | undefined): readonly string[] | undefined {
  return typeof emblem === 'string' ? EMBLEM_SHAPES[emblem] : emblem;
}

/** `before`: profiles of earlier revisions, whose cards may still be opened. */
export function presentationIn(
  language: string,
  written: PresentationFile,
  { typology, facts }: { readonly typology?: Typology | undefined; readonly facts: readonly Fact[] },
  before: readonly { readonly id: string }[] = [],
): Presentation {
  const profiles = typology?.profiles ?? [];
  const ids = new Set(profiles.map(({ id }) => id));
  const { aloud } = written;
  const texts = Object.entries(written.words ?? {}) as readonly (readonly [keyof PresentationWords, LocalText])[];
  return {
    emblems: emblemsOf([...profiles, ...before.filter(({ id }) => !ids.has(id))], written),
    words: Object.fromEntries(
      texts.flatMap(([key, text]) => (text[language] === undefined ? [] : [[key, text[language]]])),
    ),
    ...(aloud && { aloud: spokenIn(language, aloud) }),
    rules: Object.fromEntries(profiles.map(({ id, sentence }) => [id, sentence[language] ?? ''])),
    changes: Object.fromEntries(facts.flatMap(changesOf).map(([what, text]) => [what, text[language] ?? ''])),
    ...crossedIn(language, written),
  };
}

function changesOf(fact: Fact): readonly (readonly [string, LocalText])[] {
  const under = (path: string, texts: Readonly<Record<string, LocalText>>) =>
    Object.entries(texts).map(([what, text]) => [`${path}.${what}`, text] as const);
  switch (fact.kind) {
    case 'flag':
    case 'count':
      return under(fact.id, fact.ifChanged);
    case 'category':
      return fact.cases.map(({ id, ifChanged }) => [`${fact.id}.${id}`, ifChanged] as const);
    case 'set':
      return fact.members.flatMap(({ id, ifChanged }) => under(`${fact.id}.${id}`, ifChanged));
  }
}

function crossedIn(language: string, { profiles = {} }: PresentationFile): Pick<Presentation, 'crossed'> {
  const crossed = Object.entries(profiles).flatMap(([id, look]) => {
    const name = look.crossed?.[language];
    return name === undefined ? [] : [[id, name] as const];
  });
  return crossed.length > 0 ? { crossed: Object.fromEntries(crossed) } : {};
}

function spokenIn(language: string, { proposed, profiles }: Frozen<v.InferOutput<typeof aloud>>): SpokenProfiles {
  return {
    ...(proposed && { proposed }),
    profiles: Object.fromEntries(
      Object.entries(profiles).map(([id, sentences]) => [
        id,
        sentences.flatMap(({ says, needs }) => (says[language] === undefined ? [] : [{ says: says[language], needs }])),
      ]),
    ),
  };
}
