import { holds } from '../answering/rule.ts';
import { itemReadBy, type Leaf, leavesOf } from '../answering/rule-items.ts';
import type { Answer, PossibleAnswers } from '../survey/answers.ts';
import type { Question, Survey } from '../survey/questionnaire.ts';
import type { Rule } from '../survey/survey-parts.ts';
import type { Fact, FactValue, FactValues, Typology } from '../survey/typology-schema.ts';
import { distinct, type Matches, matchesOf } from './completions.ts';
import { isOpen } from './decided.ts';
import { inputsOf, rulesOf, subsetsOf } from './fact-domain.ts';
import { isSpan } from './fact-values.ts';
import { readFact } from './facts.ts';

/** A survey whose answers may leave criteria open. */
export type TypedSurvey = Pick<Survey, 'facts' | 'questionOfItem'> & { readonly typology: Typology };

/** Criteria that share an open item: their answers come together. */
interface Component {
  readonly criteria: Typology['criteria'];
  readonly facts: readonly Fact[];
  readonly items: readonly string[];
}

/** Answers so far, and what each fact still depends on after them. */
interface State {
  readonly answers: PossibleAnswers;
  readonly residues: readonly (string | undefined)[];
}

// A phone waits for these steps: so many take about 4 ms on an office machine, unslowed.
const MOST_STEPS = 4000;
/** A set of so many options that are read has 1 024 answers. */
const MOST_OPTIONS = 10;

/**
 * Goes through the answers that the open items of some criteria could have, one item after the other: states that the facts cannot
 * tell apart any more go on as one. Returns, for each part of the criteria that is independent of the others, the matches that come out.
 * `given` has no answer that counts as blank. `undefined` where there are too many answers to try.
 */
export function matchesByAnswers(
  survey: TypedSurvey,
  given: PossibleAnswers,
  values: FactValues,
  criteria: Typology['criteria'],
): readonly (readonly Matches[])[] | undefined {
  const parts = componentsOf(survey, given, values, criteria).map((component) => {
    const ends = walk(survey, component, given);
    return ends && distinct(ends.map((end) => matchesOf(survey.typology, component.criteria, end)));
  });
  return parts.every((part) => part !== undefined) ? parts : undefined;
}

function componentsOf(
  { facts }: TypedSurvey,
  given: PossibleAnswers,
  values: FactValues,
  criteria: Typology['criteria'],
): readonly Component[] {
  let found: readonly Component[] = [];
  for (const criterion of criteria) {
    const own = facts.filter((fact) => criterion.facts.includes(fact.id));
    const items = own.flatMap((fact) => (isOpen(values[fact.id]) ? openItemsOf(fact, given) : []));
    const apart = found.filter((one) => !one.items.some((item) => items.includes(item)));
    const joined = [{ criteria: [criterion], facts: own, items }, ...found.filter((one) => !apart.includes(one))];
    const component = {
      criteria: joined.flatMap((one) => one.criteria),
      facts: [...new Set(joined.flatMap((one) => one.facts))],
      items: [...new Set(joined.flatMap((one) => one.items))],
    };
    found = [...apart, component];
  }
  return found;
}

/** Blank items are open. Where none is, an answer leaves the fact unknown, and any of its items could have another. */
function openItemsOf(fact: Fact, given: PossibleAnswers): readonly string[] {
  const items = inputsOf(fact);
  const blank = items.filter((item) => given[item] === undefined);
  return blank.length > 0 ? blank : items;
}

function walk(
  { typology, questionOfItem }: TypedSurvey,
  { facts, items }: Component,
  given: PossibleAnswers,
): readonly FactValues[] | undefined {
  const isMissing = typology.blankRows === 'missing';
  const rules = facts.map(rulesOf);
  const left = new Set(items);
  const closed = facts.flatMap(inputsOf).filter((item) => !left.has(item));
  let states: readonly State[] = [
    { answers: Object.fromEntries(closed.map((item) => [item, given[item]])), residues: [] },
  ];
  let steps = 0;
  for (const item of items) {
    const question = questionOfItem.get(item);
    const answers = question && answersTo(question, item, rules.flat(), typology.blankOptions);
    steps += states.length * (answers?.length ?? Number.POSITIVE_INFINITY);
    if (!answers || steps > MOST_STEPS) return undefined;
    left.delete(item);
    const next = new Map<string, State>();
    const isRead = facts.map((fact) => inputsOf(fact).includes(item));
    const isUnknown = (one: string) => isMissing || left.has(one);
    for (const { answers: before, residues } of states)
      for (const answer of answers) {
        const taken = { ...before, [item]: answer };
        const after = facts.map(({ kind }, place) =>
          isRead[place] ? residueOf(kind, rules[place] ?? [], taken, isUnknown) : residues[place],
        );
        if (!next.has(after.join(';'))) next.set(after.join(';'), { answers: taken, residues: after });
      }
    states = [...next.values()];
  }
  return states.flatMap(({ answers }) => {
    const values: Record<string, FactValue> = {};
    for (const fact of facts) {
      const value = readFact(fact, answers, isMissing);
      // An answer that leaves a fact unknown, as « other » may, completes nothing.
      if (value === undefined || isSpan(value)) return [];
      values[fact.id] = value;
    }
    return [values];
  });
}

/** Returns what the fact still depends on: of states with the same residue, the same answers make the same value. */
function residueOf(
  kind: Fact['kind'],
  rules: readonly Rule[],
  answers: PossibleAnswers,
  isUnknown: (item: string) => boolean,
): string {
  const residues = rules.map((rule) => residueOfRule(rule, answers, isUnknown));
  return kind === 'count' ? String(residues.filter((one) => one === 'T').length) : residues.join('|');
}

/** `T` or `F` where the rule is decided, else its undecided parts, each in its place. */
function residueOfRule(rule: Rule, answers: PossibleAnswers, isUnknown: (item: string) => boolean): string {
  if ('all' in rule || 'any' in rule) {
    const [parts, deciding, neutral] = 'all' in rule ? [rule.all, 'F', 'T'] : [rule.any, 'T', 'F'];
    const residues = parts.map((part) => residueOfRule(part, answers, isUnknown));
    if (residues.includes(deciding)) return deciding;
    return residues.every((one) => one === neutral) ? neutral : `(${residues.join('')})`;
  }
  if ('not' in rule) {
    const residue = residueOfRule(rule.not, answers, isUnknown);
    return { T: 'F', F: 'T' }[residue] ?? `!${residue}`;
  }
  const item = itemReadBy(rule);
  if (answers[item] === undefined && isUnknown(item)) return '?';
  return holds(rule, answers) ? 'T' : 'F';
}

/** Returns an answer to an item for each way in which the rules that read it can hold together; `undefined` where there are too many. */
export function answersTo(
  question: Question,
  item: string,
  rules: readonly Rule[],
  blankOptions: readonly string[] = [],
  mostOptions = MOST_OPTIONS,
): readonly Answer[] | undefined {
  const leaves = rules.flatMap(leavesOf).filter((leaf) => itemReadBy(leaf) === item);
  const told = new Set<string>();
  return everyAnswer(question, item, leaves, mostOptions)?.filter((answer) => {
    const truths = leaves.map((leaf) => holds(leaf, { [item]: answer })).join();
    return !blankOptions.some((blank) => blank === answer) && !told.has(truths) && told.add(truths);
  });
}

function everyAnswer(
  question: Question,
  item: string,
  leaves: readonly Leaf[],
  mostOptions: number,
): readonly Answer[] | undefined {
  const named = leaves.flatMap((leaf) => ('is' in leaf ? leaf.is : 'in' in leaf ? leaf.in : []));
  // A text beside a choice, as that of « other », has an item too.
  if (question.kind === 'text' || !(question.kind === 'matrix' || item === question.id)) return [...named, item];
  if (question.kind === 'multiple') {
    const isCounted = leaves.some((leaf) => 'chosen' in leaf);
    return setsOf(question, named, isCounted, mostOptions);
  }
  if (question.kind !== 'number') return question.choices.map(({ id }) => id);
  const { min, max } = question;
  const limits = leaves.flatMap((leaf) => ('atLeast' in leaf ? leaf.atLeast : 'atMost' in leaf ? leaf.atMost : []));
  const around = limits.flatMap((limit) => [limit - 1, limit, limit + 1]);
  return [min, max, ...around.filter((number) => number >= min && number <= max)];
}

/** Returns the sets of options that may be chosen: those that the rules name in every way, and others of them to fill up. */
function setsOf(
  { options, min = 1, max = options.length }: Extract<Question, { kind: 'multiple' }>,
  named: readonly string[],
  isCounted: boolean,
  mostOptions: number,
): readonly (readonly string[])[] | undefined {
  const together = options.flatMap(({ id, exclusive }) => (exclusive ? [] : [id]));
  const read = together.filter((id) => named.includes(id));
  const others = together.filter((id) => !named.includes(id));
  if (read.length > mostOptions) return undefined;
  return subsetsOf(read)
    .flatMap((set) => {
      const least = Math.max(0, min - set.length);
      const counts = isCounted ? [...others.keys(), others.length] : [];
      return [least, ...counts].map((count) => [...set, ...others.slice(0, count)]);
    })
    .filter((set) => set.length >= min && set.length <= max)
    .concat(options.flatMap(({ id, exclusive }) => (exclusive ? [[id]] : [])));
}
