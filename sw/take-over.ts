import { adoptSurveys, dropUnused, keptSurveys } from './keep-survey.ts';
import { dropPagesOfOthers } from './kept-pages.ts';
import { prune } from './precache.ts';

/**
 * Leaves what earlier releases kept to this one, which is being activated, and deletes the rest. The surveys are adopted again: a
 * release that was activated while this one was being installed has deleted what this one had of them.
 */
export async function takeOver(release: string): Promise<void> {
  await adoptSurveys(release);
  await prune(release);
  await dropPagesOfOthers(release);
  for (const { id } of await keptSurveys(release)) await dropUnused(id);
}
