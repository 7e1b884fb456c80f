import { modelText } from '../../../core/check/model-texts.ts';
import type { LocalText } from '../../../core/survey/survey-parts.ts';

/** Default sentences, made from the titles of criteria and the labels of options. */
const FRENCH = {
  says: (title: string, option: string) => `${title} : ${option}`,
  ifChanged: (title: string, option: string) => `Si « ${title} » était « ${option} »`,
  added: (title: string, option: string) => `Si « ${title} » comprenait « ${option} »`,
  removed: (title: string, option: string) => `Si « ${title} » ne comprenait pas « ${option} »`,
  more: (title: string) => `Avec un de plus pour « ${title} »`,
  fewer: (title: string) => `Avec un de moins pour « ${title} »`,
  none: (title: string) => `${title} : rien`,
  atLeast: (title: string, number: number) => `${title} : ${number} au moins`,
  atMost: (title: string, number: number) => `${title} : ${number} au plus`,
  without: (option: string) => `sans « ${option} »`,
  orMore: (number: number) => `${number} au moins`,
  orLess: (number: number) => `${number} au plus`,
  fewerThan: (number: number) => `moins de ${number}`,
  moreThan: (number: number) => `plus de ${number}`,
  and: ' et ',
  or: ' ou ',
  yes: 'oui',
  no: 'non',
};

export type Templates = Readonly<typeof FRENCH>;

const ENGLISH: Templates = {
  says: (title, option) => `${title}: ${option}`,
  ifChanged: (title, option) => `If “${title}” were “${option}”`,
  added: (title, option) => `If “${title}” included “${option}”`,
  removed: (title, option) => `If “${title}” did not include “${option}”`,
  more: (title) => `With one more for “${title}”`,
  fewer: (title) => `With one fewer for “${title}”`,
  none: (title) => `${title}: none`,
  atLeast: (title, number) => `${title}: ${number} at least`,
  atMost: (title, number) => `${title}: ${number} at most`,
  without: (option) => `without “${option}”`,
  orMore: (number) => `${number} at least`,
  orLess: (number) => `${number} at most`,
  fewerThan: (number) => `fewer than ${number}`,
  moreThan: (number) => `more than ${number}`,
  and: ' and ',
  or: ' or ',
  yes: 'yes',
  no: 'no',
};

/** Every other language has signs, which need no translation, and leaves to its author the sentences that need words. */
const SIGNS: Templates = {
  says: (title, option) => `${title}: ${option}`,
  ifChanged: (...of) => modelText(FRENCH.ifChanged(...of), ENGLISH.ifChanged(...of)),
  added: (...of) => modelText(FRENCH.added(...of), ENGLISH.added(...of)),
  removed: (...of) => modelText(FRENCH.removed(...of), ENGLISH.removed(...of)),
  more: (title) => modelText(FRENCH.more(title), ENGLISH.more(title)),
  fewer: (title) => modelText(FRENCH.fewer(title), ENGLISH.fewer(title)),
  none: (title) => `${title}: –`,
  atLeast: (title, number) => `${title} ≥ ${number}`,
  atMost: (title, number) => `${title} ≤ ${number}`,
  without: (option) => `≠ ${option}`,
  orMore: (number) => `≥ ${number}`,
  orLess: (number) => `≤ ${number}`,
  fewerThan: (number) => `< ${number}`,
  moreThan: (number) => `> ${number}`,
  and: ' · ',
  or: ' / ',
  yes: '✓',
  no: '✗',
};

const TEMPLATES: Readonly<Record<string, Templates>> = {
  fr: FRENCH,
  en: ENGLISH,
  es: {
    ...SIGNS,
    ifChanged: (title, option) => `Si «${title}» fuera «${option}»`,
    added: (title, option) => `Si «${title}» incluyera «${option}»`,
    removed: (title, option) => `Si «${title}» no incluyera «${option}»`,
  },
  de: {
    ...SIGNS,
    ifChanged: (title, option) => `Wenn „${title}“ „${option}“ wäre`,
    added: (title, option) => `Wenn „${title}“ auch „${option}“ enthielte`,
    removed: (title, option) => `Wenn „${title}“ nicht „${option}“ enthielte`,
  },
};

/** One text in each language, made by the language's templates. */
export function made(languages: readonly string[], make: (templates: Templates, tag: string) => string): LocalText {
  const templatesOf = (tag: string) => TEMPLATES[tag] ?? TEMPLATES[tag.split('-')[0] ?? ''] ?? SIGNS;
  return Object.fromEntries(languages.map((tag) => [tag, make(templatesOf(tag), tag)]));
}

/** The text in a language, or in the one that there is. */
export function textIn(texts: LocalText, language: string): string {
  return texts[language] ?? Object.values(texts)[0] ?? '';
}
