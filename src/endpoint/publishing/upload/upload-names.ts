/** The bytes of a file, of a survey, of all surveys that a limited token may see, and of the site; and the drafts of a token. */
export const UPLOAD_LIMITS = { file: 5 * 2 ** 20, survey: 20e6, token: 100e6, site: 512e6, drafts: 50 } as const;

/** An id is a part of addresses and of the names of exported files. */
const SURVEY_ID = /^[a-z0-9][a-z0-9-]{0,63}$/;
/** Names that addresses below `/surveys/` have already. */
const RESERVED: readonly string[] = ['current', 'lists', 'maps'];

const LANGUAGE = '[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*';
const WORD = '[A-Za-z0-9][A-Za-z0-9_-]{0,99}';
/** The address of a figure: `digital-plan`, `crossing.plan-by-type`, `page.profiles`. */
const FIGURE = `${WORD}(?:\\.${WORD}){0,2}`;

/** Every name that a file of a survey may have. */
const NAMES: readonly RegExp[] = [
  /^[1-9]\d{0,8}\.json$/,
  /^(?:notice|presentation|results)\.json$/,
  /^reference-\d{4}\.json$/,
  new RegExp(`^(?:notes|interviews|profiles)/${FIGURE}\\.${LANGUAGE}\\.md$`),
  new RegExp(`^lessons\\.${LANGUAGE}\\.md$`),
  /^logo\.png$/,
  new RegExp(`^(?:screenshots|previews)/${FIGURE}\\.png$`),
  new RegExp(`^(?:lists|maps)/${WORD}\\.json$`),
];

export function isSurveyId(text: string): boolean {
  return SURVEY_ID.test(text) && !RESERVED.includes(text);
}

export function isUploadName(path: string): boolean {
  return NAMES.some((name) => name.test(path));
}
