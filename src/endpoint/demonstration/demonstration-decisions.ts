import type { PublishedSurvey } from '../../authoring/published-surveys.ts';
import { type DemonstrationSet, type LastPublication, readConduct } from '../conduct/conduct.ts';
import type { Storage } from '../storage/storage.ts';
import { marginsOf } from './margins.ts';
import { hasResponses } from './shown-responses.ts';

/** Why no demonstration is made, or none removed: stable codes. */
export type DemonstrationRefusal =
  | 'demonstration.real-responses'
  | 'demonstration.real-results'
  | 'demonstration.already-made'
  | 'demonstration.none';

export type DemonstrationDecision =
  | { readonly kind: 'refused'; readonly code: DemonstrationRefusal }
  | { readonly kind: 'made' | 'removed'; readonly set: DemonstrationSet; readonly follows: readonly string[] };

/** What the storage must do for it. */
type Keeping = Pick<Storage, 'conduct' | 'keepConduct' | 'all'>;

export interface DemonstrationParts {
  readonly storage: Keeping;
  readonly published: PublishedSurvey;
  readonly last: LastPublication | undefined;
  /** Only tells what would happen. */
  readonly isDry: boolean;
}

/** The fewest that show something, and the most that are made up in a moment. */
export const LEAST_RESPONSES = 40;
export const MOST_RESPONSES = 10_000;

/** Makes a set, where nobody has answered and nothing real is shown. */
export async function makeDemonstration(
  { storage, published, last, isDry }: DemonstrationParts,
  set: DemonstrationSet,
): Promise<DemonstrationDecision> {
  const survey = published.current.id;
  for (;;) {
    const { conduct, version } = await readConduct(storage, survey);
    if (conduct.demonstration) return { kind: 'refused', code: 'demonstration.already-made' };
    if (await hasResponses(storage, survey)) return { kind: 'refused', code: 'demonstration.real-responses' };
    // Those who gave them may have been erased since: what was shown of them is real.
    if (last?.isShown) return { kind: 'refused', code: 'demonstration.real-results' };
    const body = JSON.stringify({ ...conduct, demonstration: set });
    if (isDry || (await storage.keepConduct({ survey, version: version + 1, body })))
      return { kind: 'made', set, follows: followed(published) };
  }
}

export async function removeDemonstration({
  storage,
  published,
  isDry,
}: DemonstrationParts): Promise<DemonstrationDecision> {
  const survey = published.current.id;
  for (;;) {
    const { conduct, version } = await readConduct(storage, survey);
    const { demonstration: set, ...rest } = conduct;
    if (!set) return { kind: 'refused', code: 'demonstration.none' };
    if (isDry || (await storage.keepConduct({ survey, version: version + 1, body: JSON.stringify(rest) })))
      return { kind: 'removed', set, follows: [] };
  }
}

/** Forgets a set that real responses have taken the place of: should they be erased one day, it does not come back. */
export async function endDemonstration(storage: Keeping, published: PublishedSurvey, today: string): Promise<boolean> {
  const survey = published.current.id;
  if (!(await readConduct(storage, survey)).conduct.demonstration) return false;
  if (!(await hasResponses(storage, survey, today))) return false;
  const removed = await removeDemonstration({ storage, published, last: undefined, isDry: false });
  return removed.kind === 'removed';
}

/** The items of which some share is printed: in the order of the survey. */
export function followed({ current, reference }: PublishedSurvey): readonly string[] {
  const { items } = marginsOf(current, reference);
  return current.questions.flatMap((question) => question.items.filter((item) => items.has(item)));
}
