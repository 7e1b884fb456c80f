import { entriesIn } from '../../authoring/edits/apply-edit.ts';
import type { QuestionDraft, SurveyDraft } from '../../authoring/edits/edit.ts';
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
  if (!rule) return { how: 'all', parts: [] };
  if ('in' in rule) return { how: 'any', parts: rule.in.map((value) => ({ item: rule.item, sign: 'is', value })) };
  const how = 'any' in rule ? 'any' : 'all';
  const rules = 'any' in rule ? rule.any : 'all' in rule ? rule.all : [rule];
  const parts = rules.map(partOf);
  const known = parts.filter((part) => part !== undefined);
  return known.length === parts.length ? { how, parts: known } : undefined;
}

function partOf(rule: Rule): ConditionPart | undefined {
  if ('not' in rule) {
    const { not } = rule;
    if ('answered' in not) return { item: not.answered, sign: 'blank', value: '' };
    return 'is' in not ? { item: not.item, sign: 'isNot', value: not.is } : undefined;
  }
  if ('answered' in rule) return { item: rule.answered, sign: 'answered', value: '' };
  if ('is' in rule) return { item: rule.item, sign: 'is', value: rule.is };
  if ('atLeast' in rule) return { item: rule.item, sign: 'atLeast', value: String(rule.atLeast) };
  if ('atMost' in rule) return { item: rule.item, sign: 'atMost', value: String(rule.atMost) };
  return 'chosen' in rule ? { item: rule.item, sign: 'chosen', value: String(rule.chosen.atLeast) } : undefined;
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

/** The condition in a sentence, in the language of the desk. */
export function conditionText(rule: Rule, items: readonly ReadItem[], words: DeskWords): string {
  const { signs, part: inWords, and, or, not } = words.desk.editing;
  const part = partOf(rule);
  if (part) {
    const item = items.find(({ id }) => id === part.item);
    const option = item?.options.find(({ id }) => id === part.value);
    const value = option ? words.of(option.label) : part.value;
    return inWords(item ? words.of(item.label) : part.item, signs[part.sign], value).trim();
  }
  if ('not' in rule) return `${not} (${conditionText(rule.not, items, words)})`;
  if ('in' in rule) return conditionText({ any: rule.in.map((is) => ({ item: rule.item, is })) }, items, words);
  const rules = 'all' in rule ? rule.all : 'any' in rule ? rule.any : [];
  const says = rules.map((one) => {
    const text = conditionText(one, items, words);
    return 'all' in one || 'any' in one || 'in' in one ? `(${text})` : text;
  });
  return says.join(` ${'all' in rule ? and : or} `);
}
