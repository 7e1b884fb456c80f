const AT = String.raw`(?:[@＠]|\s@\s|\s?[(\[{]\s?(?:at|@|arobase)\s?[)\]}]\s?|\sarobase\s)`;
const DOT = String.raw`(?:\.|\s?[(\[{]\s?(?:dot|point)\s?[)\]}]\s?)`;
const LABEL = String.raw`[\p{L}\p{N}-]{1,63}`;
const E_MAIL = new RegExp(String.raw`[\p{L}\p{N}._%+'’-]{1,64}${AT}${LABEL}(?:${DOT}${LABEL})*`, 'giu');

const TOP =
  'fr|com|org|net|eu|info|gouv|bzh|alsace|corsica|paris|re|nc|pf|yt|gp|mq|gf|io|co|be|ch|ca|uk|de|es|it|app|social|me';
const LINK = new RegExp(
  String.raw`(?:https?:\/\/|www\.)[^\s<>"«»]+|(?<![\p{L}\p{N}.@-])(?:${LABEL}\.)+(?:${TOP})(?![\p{L}\p{N}-])(?:\/[^\s<>"«»]*)?|(?<![\p{L}\p{N}_.@])@[\p{L}\p{N}_.]{2,}`,
  'giu',
);

const GAP = String.raw`[\s.\-/()·]{0,3}`;
const PHONE = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:(?:\+|00)${GAP}[1-9](?:${GAP}\d){6,13}|0(?:${GAP}[1-9])(?:${GAP}\d){8})(?!\d)`,
  'gu',
);

const NAME = String.raw`\p{Lu}[\p{L}'’-]{0,40}`;
/** A name follows a title: « Mme Roux », “Dr. Anne Martin”. */
const PERSON = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:Mmes?|Mlles?|MM?\.|Mrs?\b\.?|Ms\b\.?|[Mm]onsieur|[Mm]adame|[Mm]ademoiselle|D[rR]\b\.?|[Dd]oct(?:eure?|or)|[Mm]aître)\s{1,2}${NAME}(?:\s${NAME}){0,2}`,
  'gu',
);
/** A number and a kind of street, with the first word of its name. */
const STREET =
  /(?<![\p{L}\p{N}])\d{1,4}(?:\s?(?:bis|ter))?,?\s(?:rue|avenue|av\.|boulevard|bd|place|chemin|impasse|allée|quai|route|cours|square)(?:\s(?:d[eu]s?|la|les?)){0,2}\s[\p{L}'’-]{1,40}/giu;

const FORMS = { 'e-mail': E_MAIL, link: LINK, phone: PHONE, person: PERSON, street: STREET } as const;
const KINDS = ['e-mail', 'link', 'phone', 'person', 'street'] as const;

/** A part of a comment that may identify its author, in UTF-16 offsets. It is underlined for the reader, who decides. */
export interface Suspect {
  readonly kind: keyof typeof FORMS;
  readonly start: number;
  readonly end: number;
}

/** Suspects in the order of the text, without overlap and without the punctuation that ends a sentence. */
export function suspects(text: string): readonly Suspect[] {
  const found: Suspect[] = [];
  for (const kind of KINDS)
    for (const { 0: match, index: start } of text.matchAll(FORMS[kind])) {
      const end = start + match.replace(/[^\p{L}\p{N}/]+$/u, '').length;
      if (!found.some((other) => start < other.end && other.start < end)) found.push({ kind, start, end });
    }
  return found.sort((one, other) => one.start - other.start);
}
