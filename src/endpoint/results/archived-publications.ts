import type { PublishedSurvey } from '../../authoring/published-surveys.ts';
import type { ArchivedPublication, Results } from '../../wire/results.ts';
import { addedBy, readLifecycle } from '../lifecycle/lifecycle.ts';
import type { NightRow, Storage } from '../storage/storage.ts';
import { readShown } from './kept-publications.ts';
import { type BodyParts, withKnown } from './public-body.ts';

/** `GET /api/results/:survey/archive`: what was published, the oldest first. The first row of a survey holds nothing. */
export async function archiveOf(
  storage: Pick<Storage, 'nights'>,
  survey: string,
): Promise<readonly ArchivedPublication[]> {
  const nights = await storage.nights(survey);
  return nights.filter(({ night }) => night > 0).map(({ night, day, phase }) => ({ night, day, phase }));
}

/** `GET /api/results/:survey/archive/:night`: one of them, as it was. Crossings that were taken back since stay out. */
export async function archivedBody(
  published: PublishedSurvey,
  night: number,
  { storage, isDemonstration = false }: BodyParts & { readonly storage: Pick<Storage, 'night'> },
): Promise<Results | undefined> {
  const { id, revision } = published.current;
  if (!Number.isInteger(night) || night < 0 || night >= 2 ** 31) return undefined;
  const row: Pick<NightRow, 'phase' | 'shown'> | undefined = await storage.night(id, night);
  const shown = row && readShown(row);
  const tables = shown?.[row?.phase ?? 'preview'];
  if (!shown || !tables) return undefined;
  const { lifecycle } = await readLifecycle(storage, id);
  return {
    survey: id,
    revision: tables.made?.revision ?? revision,
    ...withKnown(tables, published.results.crossings ?? [], addedBy(lifecycle, published.current)),
    openedOn: shown.openedOn,
    ...(isDemonstration && { demonstration: true as const }),
  };
}
