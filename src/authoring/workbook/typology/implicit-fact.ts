import type { LocalText } from '../../../core/survey/survey-parts.ts';
import type { Json } from '../form/form-context.ts';
import { toId } from '../form/names.ts';
import { made, textIn } from './default-sentences.ts';
import { boundFlag, optionFlag } from './flags-of-question.ts';
import type { FactMade, TypologyContext } from './typology-context.ts';

/** A set has no more members than this. */
const MOST_MEMBERS = 8;

/**
 * Returns the fact of a question that a criterion names: its answer as a category or a set, or a number, which cells compare with bounds.
 * `undefined` for other kinds of question.
 */
export function factOfQuestion(
  id: string,
  question: Json,
  title: LocalText,
  context: TypologyContext,
): FactMade | undefined {
  const { languages } = context.reading;
  const item = String(question.id);
  const options = (question.options ?? []) as readonly { readonly id: string; readonly label: LocalText }[];
  if (question.kind === 'single') {
    const cases = options.map((option) => ({
      id: toId(option.id),
      when: { item, is: option.id },
      says: made(languages, (templates, tag) => templates.says(textIn(title, tag), textIn(option.label, tag))),
      ifChanged: made(languages, (templates, tag) =>
        templates.ifChanged(textIn(title, tag), textIn(option.label, tag)),
      ),
    }));
    return {
      id,
      kind: 'category',
      json: { id, title: { ...title }, kind: 'category', basis: [item], cases },
      title,
      values: options,
      hasSentences: false,
    };
  }
  if (question.kind === 'number') {
    const flags = new Map<string, FactMade>();
    return {
      id,
      kind: 'count',
      json: {},
      title,
      values: [],
      hasSentences: false,
      boundFlag: (bound) => keptIn(flags, boundFlag(id, item, bound, title, context)),
    };
  }
  if (question.kind !== 'multiple') return undefined;
  const members = options.filter((option) => !('exclusive' in option));
  if (members.length > MOST_MEMBERS) return undefined;
  const json: Json = {
    id,
    title: { ...title },
    kind: 'set',
    basis: [item],
    members: members.map((option) => ({
      id: option.id,
      when: { item, is: option.id },
      label: { ...option.label },
      ifChanged: {
        added: made(languages, (templates, tag) => templates.added(textIn(title, tag), textIn(option.label, tag))),
        removed: made(languages, (templates, tag) => templates.removed(textIn(title, tag), textIn(option.label, tag))),
      },
    })),
    says: {
      none: made(languages, (templates, tag) => templates.none(textIn(title, tag))),
      some: made(languages, (templates, tag) => templates.says(textIn(title, tag), '{list}')),
    },
  };
  const flags = new Map<string, FactMade>();
  const flagOfOption = (name: string) => {
    const option = members.find((one) => one.id === name);
    if (!option) throw new Error(`no option ${name} of ${id}`);
    return keptIn(flags, optionFlag(id, item, option, title, context));
  };
  return { id, kind: 'set', json, title, values: members, hasSentences: false, optionFlag: flagOfOption };
}

/** The same fact for the same id. */
function keptIn(facts: Map<string, FactMade>, fact: FactMade): FactMade {
  const known = facts.get(fact.id) ?? fact;
  facts.set(fact.id, known);
  return known;
}
