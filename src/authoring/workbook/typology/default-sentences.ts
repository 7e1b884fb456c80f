import { modelText } from '../../../core/check/model-texts.ts';
import type { LocalText } from '../../../core/survey/survey-parts.ts';
import type { Condition } from '../../../core/survey/typology-schema.ts';
import type { DraftFact } from './typology-context.ts';

/** Default sentences, made from the titles of criteria and the labels of options, with the spaces that French has before its marks. */
const FRENCH = {
  says: (title: string, option: string) => `${title}\u202f: ${option}`,
  ifChanged: (title: string, option: string) => `Si «\u00a0${title}\u00a0» était «\u00a0${option}\u00a0»`,
  added: (title: string, option: string) => `Si «\u00a0${title}\u00a0» comprenait «\u00a0${option}\u00a0»`,
  removed: (title: string, option: string) => `Si «\u00a0${title}\u00a0» ne comprenait pas «\u00a0${option}\u00a0»`,
  more: (title: string) => `Avec un de plus pour «\u00a0${title}\u00a0»`,
  fewer: (title: string) => `Avec un de moins pour «\u00a0${title}\u00a0»`,
  none: (title: string) => `${title}\u202f: rien`,
  atLeast: (title: string, number: number) => `${title}\u202f: ${number} au moins`,
  atMost: (title: string, number: number) => `${title}\u202f: ${number} au plus`,
  without: (option: string) => `sans «\u00a0${option}\u00a0»`,
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

/** Describes what a condition requires, where the workbook has no sentence for it. */
export function describeCondition(
  condition: Condition,
  facts: readonly Pick<DraftFact, 'id' | 'title' | 'values' | 'hasSentences'>[],
  languages: readonly string[],
): LocalText {
  return made(languages, (templates, language) => {
    const describe = (part: Condition): string => {
      if ('all' in part) return part.all.map(describe).join(templates.and);
      if ('any' in part) return part.any.map(describe).join(templates.or);
      if ('sum' in part) {
        const title = part.sum
          .map((id) => textIn(facts.find((one) => one.id === id)?.title ?? {}, language) || id)
          .join(' + ');
        return 'atLeast' in part ? templates.atLeast(title, part.atLeast) : templates.atMost(title, part.atMost);
      }
      const fact = facts.find(({ id }) => id === part.fact);
      const label = (id: string) => textIn(fact?.values.find((value) => value.id === id)?.label ?? {}, language) || id;
      const title = fact ? textIn(fact.title, language) : part.fact;
      if ('equals' in part)
        return part.equals.length === 0
          ? templates.none(title)
          : templates.says(title, part.equals.map(label).join(', '));
      const values = ('is' in part ? [part.is] : part.in).map(label);
      return fact?.hasSentences ? values.join(templates.or) : templates.says(title, values.join(templates.or));
    };
    return describe(condition);
  });
}
