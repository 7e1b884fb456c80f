import { has, type PossibleAnswers } from '../survey/answers.ts';
import type { Rule } from '../survey/survey-parts.ts';

/** An unanswered item satisfies nothing, so `not` is the only way to ask for silence. */
export function holds(rule: Rule, answers: PossibleAnswers): boolean {
  if ('item' in rule) {
    const answer = answers[rule.item];
    if ('chosen' in rule) return typeof answer === 'object' && answer.length >= rule.chosen.atLeast;
    if ('atLeast' in rule) return typeof answer === 'number' && answer >= rule.atLeast;
    if ('atMost' in rule) return typeof answer === 'number' && answer <= rule.atMost;
    return 'is' in rule ? has(answers, rule.item, rule.is) : rule.in.some((option) => has(answers, rule.item, option));
  }
  if ('answered' in rule) return answers[rule.answered] !== undefined;
  if ('all' in rule) return rule.all.every((part) => holds(part, answers));
  if ('any' in rule) return rule.any.some((part) => holds(part, answers));
  return !holds(rule.not, answers);
}
