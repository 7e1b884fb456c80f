import type { EarlierOptions } from '../core/survey/earlier-option.ts';
import { toSurvey } from '../core/survey/questionnaire.ts';
import type { SurveyFile } from '../core/survey/survey-schema.ts';

/**
 * Returns the options that earlier revisions offered and the current one does not, by question; `undefined` where there are none.
 * Revisions are joined by ids, so that the results show these options separately.
 */
export function earlierOptions(files: ReadonlyMap<number, SurveyFile>, current: number): EarlierOptions | undefined {
  const revisions = [...files].toSorted(([a], [b]) => b - a);
  const asked = revisions.find(([revision]) => revision === current)?.[1];
  if (!asked) return undefined;
  const before = revisions.filter(([revision]) => revision < current).map(([, file]) => toSurvey(file));
  const found = toSurvey(asked).questions.flatMap((question) => {
    const gone = before
      .flatMap(({ question: earlier }) => earlier.get(question.id)?.choices ?? [])
      .filter(({ id }, place, all) => !question.choice.has(id) && all.findIndex((one) => one.id === id) === place)
      .map(({ id, label }) => ({ id, label }));
    return gone.length > 0 ? [[question.id, gone] as const] : [];
  });
  return found.length > 0 ? Object.fromEntries(found) : undefined;
}
