import type { LocalText } from '../../../core/survey/survey-parts.ts';
import type { Condition } from '../../../core/survey/typology-schema.ts';
import { made, textIn } from './default-sentences.ts';
import type { FactMade } from './typology-context.ts';

/** Describes what a condition requires, where the workbook has no sentence for it. */
export function describeCondition(
  condition: Condition,
  facts: readonly FactMade[],
  languages: readonly string[],
): LocalText {
  return made(languages, (templates, language) => {
    const describe = (part: Condition): string => {
      if ('all' in part) return part.all.map(describe).join(templates.and);
      if ('any' in part) return part.any.map(describe).join(templates.or);
      if ('sum' in part) {
        const title = part.sum
          .map((id) => textIn(facts.find((one) => one.id === id)?.title ?? {}, language) || id)
          .join(' + ');
        return 'atLeast' in part ? templates.atLeast(title, part.atLeast) : templates.atMost(title, part.atMost);
      }
      const fact = facts.find(({ id }) => id === part.fact);
      const label = (id: string) => textIn(fact?.values.find((value) => value.id === id)?.label ?? {}, language) || id;
      const title = fact ? textIn(fact.title, language) : part.fact;
      if ('equals' in part)
        return part.equals.length === 0
          ? templates.none(title)
          : templates.says(title, part.equals.map(label).join(', '));
      const values = ('is' in part ? [part.is] : part.in).map(label);
      return fact?.hasSentences ? values.join(templates.or) : templates.says(title, values.join(templates.or));
    };
    return describe(condition);
  });
}
