import type { LocalText, Rule } from '../../../core/survey/survey-parts.ts';
import type { DraftOption } from '../form/form-context.ts';
import { toId } from '../form/names.ts';
import { textIn } from './default-sentences.ts';
import { categoryOf, type FactMaking, flagOf, setOf, type ValueName } from './fact-parts.ts';
import type { Bound, CriterionQuestion, DraftFact, MakingContext } from './typology-context.ts';

/** A set has no more members than this. */
const MOST_MEMBERS = 8;

/**
 * Returns the fact of a question that a criterion names: its answer as a category or a set, or a number, which cells compare with bounds.
 * `undefined` for other kinds of question.
 */
export function factOfQuestion(
  id: string,
  { id: item, kind, options }: CriterionQuestion,
  title: LocalText,
  context: MakingContext,
): DraftFact | undefined {
  const making = makingOf(id, title, context);
  const partsOfValue = (option: DraftOption) => ({
    id: option.id,
    when: { item, is: option.id },
    name: ((_, tag) => textIn(option.label, tag)) satisfies ValueName,
  });
  const shared = { id, title, hasSentences: false };
  if (kind === 'single') {
    const values = options.map((option) => ({ ...partsOfValue(option), id: toId(option.id) }));
    return { ...shared, kind: 'category', json: categoryOf(making, [item], values), values: options };
  }
  const flags = new Map<string, DraftFact>();
  const flag = (name: string, rule: Rule, yes: ValueName, no: ValueName) => {
    const flagId = toId(`${id}-${name}`);
    const known = flags.get(flagId) ?? flagFact(makingOf(flagId, title, context), item, rule, yes, no);
    flags.set(flagId, known);
    return known;
  };
  // A number is compared as it is, a multiple choice by how many options are chosen.
  const ruleOf = (bound: Bound): Rule => {
    if (kind === 'number') return { item, ...bound };
    if (!('atLeast' in bound)) return { all: [{ answered: item }, { not: ruleOf({ atLeast: bound.atMost + 1 }) }] };
    const none = options.filter(({ exclusive }) => exclusive).map((option): Rule => ({ not: { item, is: option.id } }));
    const chosen: Rule = { item, chosen: bound };
    return none.length > 0 && bound.atLeast === 1 ? { all: [chosen, ...none] } : chosen;
  };
  const boundFlag = (bound: Bound) => {
    const isLeast = 'atLeast' in bound;
    const number = isLeast ? bound.atLeast : bound.atMost;
    return flag(
      `${isLeast ? 'at-least' : 'at-most'}-${number}`,
      ruleOf(bound),
      ({ orMore, orLess }) => (isLeast ? orMore : orLess)(number),
      ({ fewerThan, moreThan }) => (isLeast ? fewerThan : moreThan)(number),
    );
  };
  const counted = { ...shared, kind: 'count', json: {}, values: [], boundFlag } as const;
  if (kind === 'number') return counted;
  const members = options.filter(({ exclusive }) => !exclusive);
  if (kind !== 'multiple') return undefined;
  if (members.length > MOST_MEMBERS) return counted;
  const values = members.map((option) => ({ ...partsOfValue(option), label: { ...option.label } }));
  const optionFlag = (name: string) => {
    const option = members.find((one) => one.id === name);
    if (!option) throw new Error(`no option ${name} of ${id}`);
    const label: ValueName = (_, tag) => textIn(option.label, tag);
    return flag(option.id, { item, is: option.id }, label, (templates, tag) =>
      templates.without(label(templates, tag)),
    );
  };
  return { ...shared, kind: 'set', json: setOf(making, [item], values), values: members, optionFlag, boundFlag };
}

function makingOf(id: string, title: LocalText, context: MakingContext): FactMaking {
  return { named: { id, title: { ...title } }, title, context, count: 0 };
}

/** Makes a flag to which an unanswered question gives no value. */
function flagFact(making: FactMaking, item: string, rule: Rule, yes: ValueName, no: ValueName): DraftFact {
  const json = flagOf(
    making,
    { id: 'yes', when: rule, name: yes },
    { id: 'no', when: { all: [{ answered: item }, { not: structuredClone(rule) }] }, name: no },
  );
  const values = (['yes', 'no'] as const).map((id) => ({ id, label: json.says[id] }));
  return { id: making.named.id, kind: 'flag', json, title: making.title, values, hasSentences: true };
}
