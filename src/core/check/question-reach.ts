import { pathThrough } from '../answering/flow.ts';
import { holds } from '../answering/rule.ts';
import { itemReadBy, itemsOf, type Leaf } from '../answering/rule-items.ts';
import { truthOfRule } from '../answering/three-valued.ts';
import type { Answer, Answers } from '../survey/answers.ts';
import { type Fault, fault } from '../survey/fault.ts';
import type { Question, Survey } from '../survey/questionnaire.ts';
import type { Rule } from '../survey/survey-parts.ts';
import type { SurveyFile } from '../survey/survey-schema.ts';
import { answersTo } from '../typology/open-answers.ts';
import { pathOf } from './link-check.ts';

/** The most answers tried for one question, and for all of a survey: some 300 ms. */
const MOST_TRIES = { question: 20_000, survey: 200_000 };
/** Rules may name so many options of a multiple choice: every set of them is tried. */
const MOST_OPTIONS = 16;

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
    const truthOf = (leaf: Leaf) => ((place.get(itemReadBy(leaf)) ?? -1) >= at ? undefined : holds(leaf, answers));
    if (truthOfRule(showIf, truthOf) === false) return false;
    const step = steps[at];
    if (!step) return pathThrough(part, answers).questions.includes(question);
    const isAsked = !step.of.showIf || holds(step.of.showIf, answers);
    const possible = isAsked ? answersOf.get(step.item) : [undefined];
    if (!possible) return 'too-many';
    for (const answer of possible) {
      if (tries.left-- <= 0) return 'too-many';
      const found = attempt(at + 1, answer === undefined ? answers : { ...answers, [step.item]: answer });
      if (found) return found;
    }
    return false;
  };
  return attempt(0, {});
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

/** Returns the blank answer and one answer for each distinction that the rules make about the item; `undefined` where there are too many. */
function tellingAnswers(
  { questionOfItem }: Survey,
  item: string,
  rules: readonly Rule[],
): readonly (Answer | undefined)[] | undefined {
  const question = questionOfItem.get(item);
  if (!question) return [undefined];
  const answers = answersTo(question, item, rules, [], MOST_OPTIONS);
  const unknown = question.kind === 'number' && question.unknown ? ['unknown'] : [];
  return answers && [undefined, ...answers, ...unknown];
}
