import type { LocalText, Rule } from '../../../core/survey/survey-parts.ts';
import type { Json } from '../form/form-context.ts';
import { toId } from '../form/names.ts';
import { made, type Templates, textIn } from './default-sentences.ts';
import type { FactMade, TypologyContext } from './typology-context.ts';

type Words = (templates: Templates, language: string) => string;

/** A flag that says whether an option of a multiple choice was chosen. */
export function optionFlag(
  id: string,
  item: string,
  option: { readonly id: string; readonly label: LocalText },
  title: LocalText,
  { reading }: TypologyContext,
): FactMade {
  const label = (language: string) => textIn(option.label, language);
  return flagOf(toId(`${id}-${option.id}`), item, { item, is: option.id }, title, reading.languages, {
    yes: (_, language) => label(language),
    no: (templates, language) => templates.without(label(language)),
  });
}

/** A flag that says whether a number is within a bound. */
export function boundFlag(
  id: string,
  item: string,
  bound: { readonly atLeast: number } | { readonly atMost: number },
  title: LocalText,
  { reading }: TypologyContext,
): FactMade {
  const isLeast = 'atLeast' in bound;
  const number = isLeast ? bound.atLeast : bound.atMost;
  const name = `${id}-${isLeast ? 'at-least' : 'at-most'}-${number}`;
  return flagOf(toId(name), item, { item, ...bound }, title, reading.languages, {
    yes: ({ orMore, orLess }) => (isLeast ? orMore : orLess)(number),
    no: ({ fewerThan, moreThan }) => (isLeast ? fewerThan : moreThan)(number),
  });
}

/** An unanswered question gives the flag no value. */
function flagOf(
  id: string,
  item: string,
  yes: Rule,
  title: LocalText,
  languages: readonly string[],
  words: { readonly yes: Words; readonly no: Words },
): FactMade {
  const texts = (of: 'says' | 'ifChanged', word: Words) =>
    made(languages, (templates, language) => templates[of](textIn(title, language), word(templates, language)));
  const says = { yes: texts('says', words.yes), no: texts('says', words.no) };
  const json: Json = {
    id,
    title: { ...title },
    kind: 'flag',
    yes,
    no: { all: [{ answered: item }, { not: structuredClone(yes) }] },
    says,
    ifChanged: { yes: texts('ifChanged', words.yes), no: texts('ifChanged', words.no) },
  };
  const values = [
    { id: 'yes', label: says.yes },
    { id: 'no', label: says.no },
  ];
  return { id, kind: 'flag', json, title, values, hasSentences: true };
}
