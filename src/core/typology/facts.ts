import { holds } from '../answering/rule.ts';
import { itemReadBy, type Leaf } from '../answering/rule-items.ts';
import { truthOfRule } from '../answering/three-valued.ts';
import type { Answer, PossibleAnswers } from '../survey/answers.ts';
import type { Survey } from '../survey/questionnaire.ts';
import type { Rule } from '../survey/survey-parts.ts';
import type { Fact, FactValue, FactValues } from '../survey/typology-schema.ts';

/*
 * Facts that only a card reads, under keys that no fact can have. They are there where answers leave a criterion open: what is possible
 * cannot be computed again from the other facts, which do not tell which answers go together.
 */
export const CARD_OUTCOME = 'cardOutcome';
export const POSSIBLE_PROFILES = 'possibleProfiles';
/** A quiz has it where fewer than half of its questions are answered: the profiles that are nearest by those. */
export const NEAREST_SO_FAR = 'nearestSoFar';

/** Takes the answers of the path, not those of the draft. */
export function factsFrom(
  survey: Pick<Survey, 'facts' | 'typology' | 'questionOfItem' | 'cardFacts'>,
  answers: PossibleAnswers,
): FactValues {
  const { facts, typology } = survey;
  const isOpen = typology?.blankRows === 'missing';
  const given = withoutBlank(answers, typology?.blankOptions);
  const values: Record<string, FactValue> = {};
  for (const fact of facts) {
    const value = readFact(fact, given, isOpen);
    if (value !== undefined) values[fact.id] = value;
  }
  return { ...values, ...survey.cardFacts?.(survey, given, values) };
}

/** Leaves out the answers that count as blank; returns the same answers where none is. */
export function withoutBlank<Given extends PossibleAnswers>(answers: Given, blank: readonly string[] = []): Given {
  const isBlank = (item: string) => blank.some((option) => option === answers[item]);
  // A loop: a list of a hundred keys or entries takes longer than all that is read from them.
  for (const one in answers) {
    if (!isBlank(one)) continue;
    const kept: Record<string, Answer | undefined> = {};
    for (const item in answers) if (!isBlank(item)) kept[item] = answers[item];
    return kept as Given;
  }
  return answers;
}

/**
 * With `blankRows`, a fact has the value that it takes however its blank items would be answered, or a range if it is a count. Without
 * it, one answered item is enough, and blank ones do not count.
 */
export function readFact(fact: Fact, answers: PossibleAnswers, isOpen: boolean): FactValue | undefined {
  const blank = isOpen ? undefined : false;
  const truthOf = (leaf: Leaf) => (answers[itemReadBy(leaf)] === undefined ? blank : holds(leaf, answers));
  const truth = (rule: Rule) => truthOfRule(rule, truthOf);
  if (fact.kind === 'flag') {
    const yes = truth(fact.yes);
    return yes ? 'yes' : yes === false && truth(fact.no) ? 'no' : undefined;
  }
  const basis = fact.kind === 'count' ? (fact.basis ?? fact.rows) : fact.basis;
  if (!isOpen && !basis.some((item) => answers[item] !== undefined)) return undefined;
  switch (fact.kind) {
    case 'count': {
      const from = fact.rows.filter((row) => fact.levels.includes(String(answers[row]))).length;
      const to = from + fact.rows.filter((row) => answers[row] === undefined).length;
      return isOpen && to > from ? { from, to } : from;
    }
    case 'category': {
      const found = fact.cases.find((one) => !one.when || truth(one.when) !== false);
      return found?.when && truth(found.when) === undefined ? undefined : found?.id;
    }
    case 'set': {
      const truths = fact.members.map((member) => truth(member.when));
      if (truths.includes(undefined)) return undefined;
      return fact.members.filter((_, index) => truths[index]).map((member) => member.id);
    }
  }
}
