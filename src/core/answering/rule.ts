import { has, type PossibleAnswers } from '../survey/answers.ts';
import type { Rule } from '../survey/survey-parts.ts';

/** A rule about one item may compare these. */
interface Comparisons {
  readonly is?: string;
  readonly in?: readonly string[];
  readonly atLeast?: number;
  readonly atMost?: number;
  readonly chosen?: { readonly atLeast: number };
}

/** Made once for each rule: an answer may have as many options as a rule names. */
const sets = new WeakMap<readonly string[], ReadonlySet<unknown>>();

/** An unanswered item satisfies nothing, so `not` is the only way to ask for silence. */
export function holds(rule: Rule, answers: PossibleAnswers): boolean {
  if ('item' in rule) {
    // Written short: it travels before the first question.
    const { is = '', in: some, atLeast = 1 / 0, atMost = -1 / 0, chosen }: Comparisons = rule;
    const answer = answers[rule.item];
    if (chosen) return typeof answer === 'object' && answer.length >= chosen.atLeast;
    if (typeof answer === 'number') return answer >= atLeast || answer <= atMost;
    if (!some) return has(answers, rule.item, is);
    const set = sets.get(some) ?? new Set(some);
    sets.set(some, set);
    return [answer].flat().some((option) => set.has(option));
  }
  if ('answered' in rule) return answers[rule.answered] !== undefined;
  if ('all' in rule) return rule.all.every((part) => holds(part, answers));
  if ('any' in rule) return rule.any.some((part) => holds(part, answers));
  return !holds(rule.not, answers);
}
