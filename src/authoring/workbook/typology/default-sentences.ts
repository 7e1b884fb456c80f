import { modelText } from '../../../core/check/model-texts.ts';
import type { LocalText } from '../../../core/survey/survey-parts.ts';
import type { Condition } from '../../../core/survey/typology-schema.ts';
import { words as en } from '../../../words/compiled/desk/en/templates.mjs';
import { words as fr } from '../../../words/compiled/desk/fr/templates.mjs';
import type { TemplatesWords } from '../../../words/compiled/desk/templates.d.mts';
import type { DraftFact } from './typology-context.ts';

/** Default sentences, made from the titles of criteria and the labels of options. */
export type Templates = TemplatesWords;

/** Every other language has signs, which need no translation, and leaves to its author the sentences that need words. */
const SIGNS: Templates = {
  says: (title, option) => `${title}: ${option}`,
  ifChanged: (...of) => modelText(fr.ifChanged(...of), en.ifChanged(...of)),
  added: (...of) => modelText(fr.added(...of), en.added(...of)),
  removed: (...of) => modelText(fr.removed(...of), en.removed(...of)),
  more: (title) => modelText(fr.more(title), en.more(title)),
  fewer: (title) => modelText(fr.fewer(title), en.fewer(title)),
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
  fr,
  en,
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
