import { pathThrough } from '../answering/flow.ts';
import { holds } from '../answering/rule.ts';
import { itemsOf } from '../answering/rule-items.ts';
import { faultOf } from '../answering/validation.ts';
import type { Answer, Answers } from '../survey/answers.ts';
import { type Fault, fault } from '../survey/fault.ts';
import type { Question, Survey } from '../survey/questionnaire.ts';
import type { Rule } from '../survey/survey-parts.ts';
import type { SurveyFile } from '../survey/survey-schema.ts';
import { pathOf } from './link-check.ts';

/** The most answers tried for one question, and for all of a survey: some 300 ms. */
const MOST_TRIES = { question: 20_000, survey: 200_000 };

interface QuestionReach {
  readonly lost: readonly Question[];
  /** Trying all answers would take too long: they are taken to be reachable. */
  readonly untried: readonly Question[];
}

/** Finds questions whose rule no answers satisfy. Those that are unreachable only because of another one are not reported. */
export function questionReachFaults(file: SurveyFile, survey: Survey): readonly Fault[] {
  return questionReach(survey).lost.map((question) =>
    fault(`${pathOf(file, question)}.showIf`, 'question-unreachable'),
  );
}

/** Says for each question whether some answers lead to it. */
export function questionReach(survey: Survey): QuestionReach {
  const lost = new Set<Question>();
  const untried: Question[] = [];
  let left = MOST_TRIES.survey;
  for (const question of survey.questions) {
    const behind = questionsBehind(survey, question);
    if (!question.showIf || [...behind].some((one) => lost.has(one))) continue;
    const tries = { left: Math.min(left, MOST_TRIES.question) };
    const most = tries.left;
    const found = canBeReached(survey, question, behind, tries);
    left -= most - tries.left;
    if (found === 'too-many') untried.push(question);
    else if (!found) lost.add(question);
  }
  return { lost: [...lost], untried };
}

interface Tries {
  left: number;
}

/**
 * Answers the questions that the rule needs in their order, as a respondent would: what is skipped has no answer, and where the rule can no
 * longer hold the rest is not tried.
 */
function canBeReached(
  survey: Survey,
  question: Question,
  needed: ReadonlySet<Question>,
  tries: Tries,
): boolean | 'too-many' {
  const { showIf } = question;
  if (!showIf) return true;
  const rules = [question, ...needed].flatMap((one) => (one.showIf ? [one.showIf] : []));
  const named = new Set(rules.flatMap(itemsOf));
  const before = [...needed].sort((one, other) => one.number - other.number);
  const steps = before.flatMap((one) => one.items.filter((item) => named.has(item)).map((item) => ({ item, of: one })));
  const answersOf = new Map(steps.map(({ item }) => [item, tellingAnswers(survey, item, rules)]));
  const part = { ...survey, questions: [...before, question] };
  const place = new Map(steps.map(({ item }, at) => [item, at]));
  const attempt = (at: number, answers: Answers): boolean | 'too-many' => {
    if (!possible(showIf, answers, (item) => (place.get(item) ?? -1) >= at).may) return false;
    const step = steps[at];
    if (!step) return pathThrough(part, answers).questions.includes(question);
    const isAsked = !step.of.showIf || holds(step.of.showIf, answers);
    for (const answer of isAsked ? (answersOf.get(step.item) ?? [undefined]) : [undefined]) {
      if (tries.left-- <= 0) return 'too-many';
      const found = attempt(at + 1, answer === undefined ? answers : { ...answers, [step.item]: answer });
      if (found) return found;
    }
    return false;
  };
  return attempt(0, {});
}

/** Whether a rule may and must hold when the items that are open have any answer or none. */
function possible(
  rule: Rule,
  answers: Answers,
  isOpen: (item: string) => boolean,
): { readonly may: boolean; readonly must: boolean } {
  if ('not' in rule) {
    const { may, must } = possible(rule.not, answers, isOpen);
    return { may: !must, must: !may };
  }
  if ('all' in rule || 'any' in rule) {
    const parts = ('all' in rule ? rule.all : rule.any).map((part) => possible(part, answers, isOpen));
    return 'all' in rule
      ? { may: parts.every(({ may }) => may), must: parts.every(({ must }) => must) }
      : { may: parts.some(({ may }) => may), must: parts.some(({ must }) => must) };
  }
  if (isOpen('item' in rule ? rule.item : rule.answered)) return { may: true, must: false };
  const does = holds(rule, answers);
  return { may: does, must: does };
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
