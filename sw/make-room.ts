import { forgetUnneeded } from '../src/device/forget-unneeded.ts';
import { removeSurvey } from './keep-survey.ts';
import { entriesOfRelease, noteLack } from './kept-pages.ts';
import { surveyOfDay } from './tablet-day.ts';

/**
 * Drops the kept survey that was opened with a network longest ago, whose entry is therefore the first: neither one that is `spared`, nor
 * that of a tablet's day, nor one of which a draft, an unsent response or a card is here. Returns whether it dropped one.
 */
export async function dropOldest(release: string, spared: readonly (string | undefined)[]): Promise<boolean> {
  const stay = [...spared, await surveyOfDay()];
  const others = (await entriesOfRelease(release)).filter(({ id }) => !stay.includes(id));
  const oldest = await forgetUnneeded(others.map(({ id }) => id));
  if (oldest === undefined) return false;
  await removeSurvey(oldest);
  await noteLack(oldest);
  return true;
}
