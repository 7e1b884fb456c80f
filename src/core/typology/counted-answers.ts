import type { Survey } from '../survey/questionnaire.ts';
import type { LocalText, Rule } from '../survey/survey-parts.ts';
import type { Fact } from '../survey/typology-schema.ts';

/** Answers that a criterion counts as one and the same. */
interface CountedAnswers {
  /** What they say together; absent where they are counted one by one. */
  readonly says?: LocalText;
  readonly answers: readonly AnswersAlike[];
}

/** Any of these options, given to any of these items. */
interface AnswersAlike {
  /** The texts of rows of a matrix, or of one question. */
  readonly items: readonly LocalText[];
  readonly options: readonly LocalText[];
}

interface ItemOptions {
  readonly item: string;
  readonly options: readonly string[];
}

/**
 * The answers that decide a criterion, in the order of the file, to check a case by hand. What is true by other than one answer out of
 * several is left out: its words are those of the card.
 */
export function countedAnswers(facts: readonly string[], survey: Survey): readonly CountedAnswers[] {
  return facts
    .flatMap((id) => survey.facts.filter((fact) => fact.id === id))
    .flatMap((fact) => valuesOf(fact))
    .flatMap(({ says, named }) => (named.length > 0 ? [{ ...(says && { says }), answers: alike(named, survey) }] : []));
}

function valuesOf(fact: Fact): readonly { readonly says?: LocalText; readonly named: readonly ItemOptions[] }[] {
  switch (fact.kind) {
    case 'flag':
      return [
        { says: fact.says.yes, named: namedIn(fact.yes) },
        { says: fact.says.no, named: namedIn(fact.no) },
      ];
    case 'count':
      return [{ named: fact.rows.map((item) => ({ item, options: fact.levels })) }];
    case 'category':
      return fact.cases.map(({ says, when }) => ({ says, named: when ? namedIn(when) : [] }));
    case 'set':
      return fact.members.map(({ label, when }) => ({ says: label, named: namedIn(when) }));
  }
}

function namedIn(rule: Rule): readonly ItemOptions[] {
  if ('any' in rule) {
    const parts = rule.any.map(namedIn);
    return parts.every((part) => part.length > 0) ? parts.flat() : [];
  }
  if ('is' in rule) return [{ item: rule.item, options: [rule.is] }];
  return 'in' in rule ? [{ item: rule.item, options: rule.in }] : [];
}

/** Items of which the same options count are told together. */
function alike(named: readonly ItemOptions[], survey: Survey): readonly AnswersAlike[] {
  const found = new Map<string, AnswersAlike & { readonly items: LocalText[] }>();
  for (const { item, options } of named) {
    const question = survey.questionOfItem.get(item);
    if (!question) throw new Error(`no item "${item}"`);
    const row = question.kind === 'matrix' ? question.rows.find(({ id }) => id === item)?.label : undefined;
    const labels = question.choices.filter(({ id }) => options.includes(id)).map(({ label }) => label);
    const key = [question.id, ...options].join(' ');
    const one = found.get(key) ?? { items: [], options: labels };
    found.set(key, one);
    one.items.push(row ?? question.text);
  }
  return [...found.values()];
}
