import type { PublishedSurvey } from '../../authoring/published-surveys.ts';
import { asDivided } from '../../core/results/everyone.ts';
import type { Reference } from '../../core/results/reference.ts';
import { waveReference } from '../../core/results/wave-reference.ts';
import type { Storage } from '../storage/storage.ts';
import { readKept } from './kept-publications.ts';

/** The reference file that the next wave of a survey shows, with its name; nothing before the final results are made. */
export async function waveFile(
  { current }: Pick<PublishedSurvey, 'current'>,
  storage: Pick<Storage, 'lastNight'>,
  next = current.id,
): Promise<{ readonly name: string; readonly reference: Reference } | undefined> {
  const final = (await readKept(storage, current.id))?.shown.results;
  if (!final?.strata.all) return undefined;
  const reference = waveReference(asDivided(current, final), final, next);
  return { name: `reference-${reference.study.year}.json`, reference };
}
