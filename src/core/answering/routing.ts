import type { Question, Survey } from '../survey/questionnaire.ts';
import type { Rule } from '../survey/survey-parts.ts';
import { holds } from './rule.ts';
import { itemReadBy, type Leaf } from './rule-items.ts';
import { truthOfRule } from './three-valued.ts';

/** A rule as paper states it: every « not » is about one item, and no part is joined as the whole is. Without parts, `all` always holds. */
export type PlainCondition =
  | { readonly leaf: Leaf; readonly isNot: boolean }
  | { readonly how: 'all' | 'any'; readonly parts: readonly PlainCondition[] };

export function plainCondition(rule: Rule, isNot = false): PlainCondition {
  if ('not' in rule) return plainCondition(rule.not, !isNot);
  if (!('all' in rule || 'any' in rule)) return { leaf: rule, isNot };
  const how = 'all' in rule !== isNot ? 'all' : 'any';
  const parts = ('all' in rule ? rule.all : rule.any)
    .map((part) => plainCondition(part, isNot))
    .flatMap((part) => ('how' in part && part.how === how ? part.parts : [part]));
  const [first, ...more] = parts;
  const decisive = parts.find((part) => 'how' in part && part.parts.length === 0);
  return decisive ?? (first && more.length === 0 ? first : { how, parts });
}

/**
 * Returns for each option of a single choice the question to go on with, where one of them skips others; `undefined` is the end. What is
 * passed over is excluded by this answer alone.
 */
export function jumpsFrom(survey: Survey, asked: Question): ReadonlyMap<string, Question | undefined> {
  const options = asked.kind === 'single' ? asked.choices : [];
  const jumps = options.map(({ id }) => [id, questionAfter(survey, asked, id)] as const);
  const next = survey.questions[asked.number];
  return new Map(jumps.every(([, question]) => question === next) ? [] : jumps);
}

function questionAfter({ questions }: Survey, asked: Question, option: string): Question | undefined {
  const answers = { [asked.id]: option };
  const known = new Set([asked.id]);
  const truthOf = (leaf: Leaf) => (known.has(itemReadBy(leaf)) ? holds(leaf, answers) : undefined);
  return questions.slice(asked.number).find((question) => {
    if (!question.showIf || truthOfRule(question.showIf, truthOf) !== false) return true;
    // A question that is skipped has no answer.
    for (const item of question.items) known.add(item);
    return false;
  });
}
