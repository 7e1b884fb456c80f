import type { PastFigure, PastFigures, Reference } from '../core/results/reference.ts';
import { comparedItems, EVERYONE } from '../core/results/tally.ts';
import type { Survey } from '../core/survey/questionnaire.ts';

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
