import { compare } from '../comparison/compare.ts';
import { partsCompared, twentyMarks } from '../comparison/twenty-marks.ts';
import { BETWEEN } from '../results/shown-numbers.ts';
import type { ShareOrder, Wish } from './share-order.ts';
import type { SheetText } from './sheet.ts';

interface PublishedShares extends Pick<SheetText, 'among' | 'marks' | 'source'> {
  readonly byProfile: ReadonlyMap<string, string>;
}

const NONE: PublishedShares = { marks: [], byProfile: new Map() };

/** A picture has no room for the range of a share, so shares of fewer profiles than this are left out. */
const LEAST_PROFILED = 100;

/** How many others are near the same profiles, of one's stratum where it is shown: only where published shares say so, over a large enough group. */
export function sharesOf({ words, survey, reading, answers, results }: ShareOrder, { place }: Wish): PublishedShares {
  const { stratum: asked = '' } = survey;
  const stratum = place ? survey.question.get(asked)?.choice.get(String(answers[asked])) : undefined;
  const { outcome, nearest } = reading;
  const own = outcome === 'between' ? [BETWEEN] : nearest.map(({ id }) => id);
  const compared = compare({ survey, results, stratum: stratum?.id, own, past: undefined });
  const [group] = compared.kind === 'published' ? compared.groups : [];
  // The answers of a demonstration are invented.
  if (compared.kind !== 'published' || !group || results?.demonstration || outcome === 'open') return NONE;
  if ((stratum && group.id !== stratum.id) || (group.profiled ?? 0) < LEAST_PROFILED) return NONE;
  const text = words.sharing;
  const source = text['among.who'](
    stratum ? words.of(stratum.label) : text['comparison.everyone'],
    words.date(group.asOf),
  );
  const shares = compared.profiles.flatMap(({ id, isOwn, cells: [cell] }) => {
    if (!isOwn || cell?.share === undefined) return [];
    const part = outcome === 'either' ? words.number(cell.count) : words.percent(cell.share);
    return [[id, text['draw.share'](part, words.number(cell.base))] as const];
  });
  const [[, share] = []] = shares;
  if (share === undefined || shares.length < own.length) return NONE;
  if (outcome === 'either') return { ...NONE, byProfile: new Map(shares), source };
  const among = outcome === 'between' ? text['draw.between'](share) : share;
  return {
    ...NONE,
    among,
    marks: outcome === 'near' ? twentyMarks(partsCompared(compared.profiles) ?? []) : [],
    source,
  };
}
