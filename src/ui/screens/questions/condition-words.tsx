import type { PlainCondition } from '../../../core/answering/routing.ts';
import { itemReadBy } from '../../../core/answering/rule-items.ts';
import type { Survey } from '../../../core/survey/questionnaire.ts';
import { controlStrings } from '../../words/control-words.ts';
import type { Words } from '../../words/words.ts';
import { writeList } from '../../words/writing.ts';
import { questionsStrings } from './questions-words.ts';

/** A condition in words: one sentence, or the beginning of one and its parts. */
interface Sentence {
  readonly says: string;
  readonly parts?: readonly Sentence[];
}

/**
 * Names the questions that a condition reads by their numbers. Two simple conditions are one sentence. More of them, and conditions within
 * conditions, are a list, which needs no brackets. Nothing is said of what always holds.
 */
export function sayCondition(condition: PlainCondition, survey: Survey, words: Words): Sentence {
  if ('leaf' in condition) return { says: sayItem(condition, survey, words) };
  const parts = condition.parts.map((part) => sayCondition(part, survey, words));
  const text = questionsStrings(words.uiLanguage);
  if (parts.length > 2 || parts.some((part) => part.parts)) return { says: text[condition.how], parts };
  const sentences = parts.map(({ says }) => says);
  return { says: writeList(sentences, words.uiLanguage, condition.how === 'all' ? 'and' : 'or') };
}

function sayItem({ leaf, isNot }: Extract<PlainCondition, { leaf: unknown }>, survey: Survey, words: Words): string {
  const text = questionsStrings(words.uiLanguage);
  const item = itemReadBy(leaf);
  const question = survey.questionOfItem.get(item);
  const row = question?.kind === 'matrix' ? `.${question.items.indexOf(item) + 1}` : '';
  const place = `${question?.number ?? item}${item === question?.otherItem ? ` (${words.ui['question.specify']})` : row}`;
  if ('answered' in leaf) return text.answered(isNot, place);
  if ('atLeast' in leaf) return text['at-least'](isNot, words.number(leaf.atLeast), place);
  if ('atMost' in leaf) return text['at-most'](isNot, words.number(leaf.atMost), place);
  if ('chosen' in leaf) return text.chosen(isNot, words.number(leaf.chosen.atLeast), place);
  const labels = ('is' in leaf ? [leaf.is] : leaf.in).map((id) => question?.choice.get(id)?.label);
  const unknown = controlStrings(words.uiLanguage)['question.unknown'];
  const options = labels.map((label) => text.quoted(label ? words.of(label) : unknown));
  return text.chose(isNot, writeList(options, words.uiLanguage, 'or'), place);
}

/** A list within a list for each level of the condition. */
export function ConditionParts({ parts = [] }: Pick<Sentence, 'parts'>) {
  return parts.length === 0 ? null : (
    <ul class="points">
      {parts.map((part) => (
        <li key={part.says}>
          {part.says}
          <ConditionParts {...part} />
        </li>
      ))}
    </ul>
  );
}
