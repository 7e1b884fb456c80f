import { EVERYONE } from '../core/results/exact-tables.ts';
import type { PastFigure, PastFigures, Reference } from '../core/results/reference.ts';
import type { Survey } from '../core/survey/questionnaire.ts';
import { inputsOf } from '../core/typology/fact-domain.ts';

/** Of all that the study published, what stands beside the answers of a card: shares, of one answer, in one whole group. */
export function pastFigures(reference: Reference, survey: Survey): PastFigures {
  const compared = new Set(comparedItems(survey));
  const figures = reference.figures.flatMap((figure): readonly PastFigure[] => {
    const { item = figure.question, options, scope, among, kind, published, lines } = figure;
    const group = scope === 'all' ? EVERYONE : scope.length === 1 ? scope[0] : undefined;
    if (!compared.has(item) || !options || !group || among !== undefined || (kind !== 'pct' && kind !== 'verbal'))
      return [];
    return [{ item, options, group, published, lines, ...(figure.of === 'citations' ? { ofCitations: true } : {}) }];
  });
  return { year: reference.study.year, figures };
}

/** The items whose counts the card compares: choices that feed the typology. */
function comparedItems(survey: Survey): readonly string[] {
  const inputs = new Set(survey.facts.flatMap(inputsOf));
  return survey.questions
    .filter((question) => question.choices.length > 0 && question.kind !== 'territory')
    .flatMap((question) => question.items.filter((item) => item !== question.otherItem && inputs.has(item)));
}
