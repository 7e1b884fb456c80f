import { entriesIn } from '../../authoring/edits/apply-edit.ts';
import type { QuestionDraft, SurveyDraft } from '../../authoring/edits/edit.ts';
import { type PlainCondition, plainCondition } from '../../core/answering/routing.ts';
import { itemReadBy } from '../../core/answering/rule-items.ts';
import type { LocalText, Rule } from '../../core/survey/survey-parts.ts';
import type { DeskWords } from '../words/desk-words.ts';

export type ConditionSign = keyof DeskWords['desk']['editing']['signs'];

/** One line of a condition, as it is chosen from lists. */
export interface ConditionPart {
  readonly item: string;
  readonly sign: ConditionSign;
  /** An option, or a number; empty where the sign needs none. */
  readonly value: string;
}

interface SimpleCondition {
  readonly how: 'all' | 'any';
  readonly parts: readonly ConditionPart[];
}

/** Returns the lines of a condition; nothing where it has parts within parts, which lists cannot say. */
export function partsOfRule(rule: Rule | undefined): SimpleCondition | undefined {
  const plain = plainCondition(rule ?? { all: [] });
  if ('leaf' in plain && 'in' in plain.leaf && !plain.isNot) {
    const { item, in: values } = plain.leaf;
    return { how: 'any', parts: values.map((value) => ({ item, sign: 'is', value })) };
  }
  const { how, parts } = 'leaf' in plain ? ({ how: 'all', parts: [plain] } as const) : plain;
  const known = parts.flatMap((part) => partOf(part) ?? []);
  return known.length === parts.length ? { how, parts: known } : undefined;
}

function partOf(condition: PlainCondition): ConditionPart | undefined {
  if (!('leaf' in condition)) return undefined;
  const { leaf, isNot } = condition;
  const item = itemReadBy(leaf);
  if ('answered' in leaf) return { item, sign: isNot ? 'blank' : 'answered', value: '' };
  if ('is' in leaf) return { item, sign: isNot ? 'isNot' : 'is', value: leaf.is };
  if (isNot) return undefined;
  if ('atLeast' in leaf) return { item, sign: 'atLeast', value: String(leaf.atLeast) };
  if ('atMost' in leaf) return { item, sign: 'atMost', value: String(leaf.atMost) };
  return 'chosen' in leaf ? { item, sign: 'chosen', value: String(leaf.chosen.atLeast) } : undefined;
}

export function ruleOfParts({ how, parts }: SimpleCondition): Rule | undefined {
  const rules = parts.map(({ item, sign, value }): Rule => {
    const number = Number(value) || 0;
    const made: Readonly<Record<ConditionSign, Rule>> = {
      answered: { answered: item },
      blank: { not: { answered: item } },
      is: { item, is: value },
      isNot: { not: { item, is: value } },
      chosen: { item, chosen: { atLeast: number } },
      atLeast: { item, atLeast: number },
      atMost: { item, atMost: number },
    };
    return made[sign];
  });
  return rules.length < 2 ? rules[0] : how === 'all' ? { all: rules } : { any: rules };
}

/** A condition may read a question, or a row of a matrix. */
export interface ReadItem {
  readonly id: string;
  readonly number: number;
  readonly label: LocalText;
  readonly signs: readonly ConditionSign[];
  readonly options: readonly { readonly id: string; readonly label: LocalText }[];
}

const SIGNS: Readonly<Record<QuestionDraft['kind'], readonly ConditionSign[]>> = {
  single: ['is', 'isNot', 'answered', 'blank'],
  multiple: ['is', 'isNot', 'chosen', 'answered', 'blank'],
  matrix: ['is', 'isNot', 'answered', 'blank'],
  number: ['atLeast', 'atMost', 'answered', 'blank'],
  text: ['answered', 'blank'],
  territory: ['answered', 'blank'],
};

/** Lists what comes before a question, or the whole revision. */
export function itemsBefore(survey: SurveyDraft, question?: string): readonly ReadItem[] {
  const all = survey.sections.flatMap(({ questions }) => questions);
  const end = all.findIndex(({ id }) => id === question);
  return all.slice(0, end < 0 ? all.length : end).flatMap((asked, index) => {
    const shared = { number: index + 1, signs: SIGNS[asked.kind] };
    if (asked.kind !== 'matrix')
      return [{ ...shared, id: asked.id, label: asked.text, options: entriesIn(survey, asked, 'options') }];
    return asked.rows.map(({ id, label }) => ({ ...shared, id, label, options: entriesIn(survey, asked, 'levels') }));
  });
}
