import type { Survey } from '../../core/survey/questionnaire.ts';
import type { Results } from '../../wire/results.ts';
import { compare } from '../comparison/compare.ts';
import { markedParts, ofNoOne, twentyMarks } from '../comparison/twenty-marks.ts';
import type { ProfileReading } from '../profile/card-reading.ts';
import type { SharingWords } from '../words/sharing-words.ts';
import type { SheetText } from './sheet.ts';

/** A picture is shared without its base, so shares of fewer profiles than this are left out. */
const LEAST_PROFILED = 100;

interface AmongInput {
  readonly words: SharingWords;
  readonly survey: Survey;
  readonly reading: ProfileReading;
  readonly results: Results | undefined;
  /** The stratum whose share is shown, and its name; `undefined`: everyone. */
  readonly stratum: { readonly id: string; readonly name: string } | undefined;
}

/** How many others are near the same profile: only where published shares say so, over a large enough group. */
export function amongOf({ words, survey, reading, results, stratum }: AmongInput): SheetText['among'] {
  // The answers of a demonstration are invented.
  if (results?.demonstration) return undefined;
  const own = reading.composite ? undefined : reading.profile.id;
  const compared = compare({ survey, results, stratum: stratum?.id, profile: own, past: undefined });
  if (compared.kind !== 'published') return undefined;
  const [group] = compared.groups;
  if (!group || (stratum && group.id !== stratum.id) || (group.profiled ?? 0) < LEAST_PROFILED) return undefined;
  const parts = markedParts(compared, ofNoOne(reading));
  const ours = parts?.find(({ isOwn }) => isOwn);
  if (!parts || !ours) return undefined;
  const n = words.number(group.n);
  return {
    share: words.share(ours.part),
    group: stratum ? words.sharing['draw.among-type'](n, stratum.name) : words.sharing['draw.among'](n),
    marks: twentyMarks(parts),
  };
}
