import { pathThrough } from '../answering/flow.ts';
import { itemsOf } from '../answering/rule-items.ts';
import { faultOf } from '../answering/validation.ts';
import type { Answer, Answers } from '../survey/answers.ts';
import type { Fault } from '../survey/fault.ts';
import type { Question, Survey } from '../survey/questionnaire.ts';
import type { Rule } from '../survey/survey-parts.ts';
import type { SurveyFile } from '../survey/survey-schema.ts';
import type { Fact, Typology } from '../survey/typology-schema.ts';
import { gapOf } from '../typology/condition.ts';
import { everyPoint, sizeOfSpace } from './enumeration.ts';
import { pathOf } from './link-check.ts';

/** The largest space of facts that is enumerated to prove that every profile can be reached. */
const LARGEST_SPACE = 2_000_000;

/** The most combinations of answers tried for one question; past that it is taken to be reachable. */
const MOST_TRIES = 100_000;

/** Finds profiles that no answers satisfy on every criterion. */
export function profileReachFaults(typology: Typology, facts: readonly Fact[]): readonly Fault[] {
  const size = sizeOfSpace(facts);
  if (size > LARGEST_SPACE) {
    const reason = `${size} combinations of facts are too many to check (${LARGEST_SPACE} at most)`;
    return [{ path: 'facts', reason }];
  }
  const waiting = new Map(
    typology.profiles.map((profile, index) => [index, Object.values(profile.requires).map(({ when }) => when)]),
  );
  for (const point of everyPoint(typology, facts)) {
    for (const [index, conditions] of waiting)
      if (conditions.every((one) => gapOf(one, point) === 0)) waiting.delete(index);
    if (waiting.size === 0) break;
  }
  return [...waiting.keys()].map((index) => ({
    path: `typology.profiles.${index}`,
    reason: 'no answers can reach this profile exactly',
  }));
}

/** Finds questions whose rule no answers satisfy. Those that are unreachable only because of another one are not reported. */
export function questionReachFaults(file: SurveyFile, survey: Survey): readonly Fault[] {
  const lost = new Set<Question>();
  for (const question of survey.questions) {
    const behind = questionsBehind(survey, question);
    if (![...behind].some((one) => lost.has(one)) && !canBeReached(survey, question, behind)) lost.add(question);
  }
  return [...lost].map((question) => ({
    path: `${pathOf(file, question)}.showIf`,
    reason: 'no answers can reach this question',
  }));
}

function canBeReached(survey: Survey, question: Question, needed: ReadonlySet<Question>): boolean {
  const rules = [question, ...needed].flatMap(({ showIf }) => (showIf ? [showIf] : []));
  const items = [...new Set(rules.flatMap(itemsOf))];
  const choices = items.map((item) => tellingAnswers(survey, item, rules));
  if (choices.reduce((tries, some) => tries * some.length, 1) > MOST_TRIES) return true;
  const part = { ...survey, questions: survey.questions.filter((one) => one === question || needed.has(one)) };
  for (const answers of combinations(items, choices))
    if (pathThrough(part, answers).questions.includes(question)) return true;
  return false;
}

/** Returns the transitive closure of the questions that a question's rule reads. */
function questionsBehind(survey: Survey, question: Question): ReadonlySet<Question> {
  const found = new Set<Question>();
  const visit = (one: Question) => {
    for (const item of one.showIf ? itemsOf(one.showIf) : []) {
      const behind = survey.questionOfItem.get(item);
      if (!behind || found.has(behind)) continue;
      found.add(behind);
      visit(behind);
    }
  };
  visit(question);
  return found;
}

/** Returns the blank answer and one answer for each distinction that the rules make about the item. */
function tellingAnswers(survey: Survey, item: string, rules: readonly Rule[]): readonly (Answer | undefined)[] {
  const question = survey.questionOfItem.get(item);
  if (!question) return [undefined];
  if (item === question.otherItem || question.kind === 'text') return [undefined, 'text'];
  if (question.kind === 'number') {
    const bounds = rules.flatMap((rule) => boundsNamed(rule, item));
    const inside = bounds.filter((bound) => bound >= question.min && bound <= question.max);
    return [undefined, ...new Set([question.min, ...inside, question.max]), ...(question.unknown ? ['unknown'] : [])];
  }
  const named = [...new Set(rules.flatMap((rule) => optionsNamed(rule, item)))];
  const another = question.choices.find((option) => !named.includes(option.id))?.id;
  const telling = another === undefined ? named : [...named, another];
  if (question.kind !== 'multiple') return [undefined, ...telling];
  const subsets = Array.from({ length: 2 ** Math.min(telling.length, 16) }, (_, mask) =>
    telling.filter((_, bit) => mask & (1 << bit)),
  );
  // Where rules count, subsets of every size are tried: options that no rule names fill them up.
  const counts = rules.some((rule) => countsChosen(rule, item));
  const fillers = question.choices.flatMap(({ id, exclusive }) => (exclusive || named.includes(id) ? [] : [id]));
  if (counts)
    return [
      undefined,
      ...subsets
        .flatMap((some) =>
          fillers.map((_, size) => [...new Set([...some, ...fillers.slice(0, size + 1)])]).concat([some]),
        )
        .filter((some) => faultOf(question, item, some) === undefined),
    ];
  // Too few chosen is no obstacle: options that no rule names can be added.
  const possible = subsets.filter((some) => [undefined, 'too-few'].includes(faultOf(question, item, some)));
  return [undefined, ...possible];
}

function optionsNamed(rule: Rule, item: string): readonly string[] {
  if ('item' in rule) {
    if (rule.item !== item) return [];
    return 'is' in rule ? [rule.is] : 'in' in rule ? rule.in : [];
  }
  if ('answered' in rule) return [];
  if ('not' in rule) return optionsNamed(rule.not, item);
  return ('all' in rule ? rule.all : rule.any).flatMap((part) => optionsNamed(part, item));
}

/** The parts of a rule that read the item. */
function partsAbout(rule: Rule, item: string): readonly Extract<Rule, { readonly item: string }>[] {
  if ('item' in rule) return rule.item === item ? [rule] : [];
  if ('answered' in rule) return [];
  if ('not' in rule) return partsAbout(rule.not, item);
  return ('all' in rule ? rule.all : rule.any).flatMap((part) => partsAbout(part, item));
}

/** Numbers on both sides of each bound that the rule names. */
function boundsNamed(rule: Rule, item: string): readonly number[] {
  return partsAbout(rule, item).flatMap((part) => {
    if ('atLeast' in part) return [part.atLeast, part.atLeast - 1];
    return 'atMost' in part ? [part.atMost, part.atMost + 1] : [];
  });
}

function countsChosen(rule: Rule, item: string): boolean {
  return partsAbout(rule, item).some((part) => 'chosen' in part);
}

function* combinations(
  [item, ...items]: readonly string[],
  [some, ...others]: readonly (readonly (Answer | undefined)[])[],
): Generator<Answers> {
  if (item === undefined || some === undefined) {
    yield {};
    return;
  }
  for (const rest of combinations(items, others))
    for (const answer of some) yield answer === undefined ? rest : { ...rest, [item]: answer };
}
