import type { LocalText } from '../../../core/survey/survey-parts.ts';
import type { Json } from '../form/form-context.ts';
import { toId } from '../form/names.ts';
import { made, textIn } from './default-sentences.ts';
import type { FactMade, TypologyContext } from './typology-context.ts';

/** A set has no more members than this. */
const MOST_MEMBERS = 8;

/** Returns the fact of a question that a criterion names: its answer as a category or a set. `undefined` for other kinds of question. */
export function factOfQuestion(
  id: string,
  question: Json,
  title: LocalText,
  { reading }: TypologyContext,
): FactMade | undefined {
  const { languages } = reading;
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
  return { id, kind: 'set', json, title, values: members, hasSentences: false };
}
