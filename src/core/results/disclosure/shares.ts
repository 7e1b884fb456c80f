import type { Survey } from '../../survey/questionnaire.ts';
import { HIDDEN_UNDER } from './calendar.ts';
import { boundOf, deviationOf, type Noise } from './geometric.ts';
import type { Phase } from './ledger.ts';
import type { ShownItem, ShownStratum, ShownTables } from './shown-tables.ts';

/* Shares of published counts, as whole per cents, and the range that the noise allows. It is no margin of error of the survey. */

/** In the final results, a count with a base under this number is displayed with its range, without a share. */
const SHARE_BASE = 50;
/** From this standard deviation on, in points, a share is shown with its range. */
const WIDE = 3;
/** A range wider than this, in points, says too little to be shown. */
export const WIDEST: Readonly<Record<Phase, number>> = { preview: 50, results: 30 };

/** A range of counts or of per cents. */
interface Range {
  readonly least: number;
  readonly most: number;
}

/** A published count with the share or range that is displayed next to it. */
export interface DisplayedCount {
  readonly count: number;
  readonly base: number;
  /** Neither the count nor a share is displayed: its base is under `HIDDEN_UNDER`, or its range wider than `WIDEST`. */
  readonly isVague?: true;
  /** Whole per cents, 1 to 99; absent under a final base of `SHARE_BASE`, and where only the range is displayed. */
  readonly share?: number;
  /** In 95 % of cases the share without noise is within it. */
  readonly range?: Range;
  /** The 95 % range of the count, where no share is displayed. */
  readonly counts?: Range;
}

export interface CountContext {
  readonly phase: Phase;
  /** The noise of each count as it was drawn. */
  readonly noise: Noise;
  /** The base is the sum of so many counts alike, of which the count is one… */
  readonly parts: number;
  /** …or, in a multiple choice, a separate count, which the choices do not add up to. */
  readonly isMultiple?: boolean;
  /** So many counts were shifted alike to add up to a size with this noise. */
  readonly fitted?: { readonly cells: number; readonly size: Noise };
  /** The count is the sum of so many of them. */
  readonly summed?: number;
}

type Spread = Omit<CountContext, 'phase'>;

/** A share with its range, or in small final groups the count with its own, « 8 sur 28 ». */
export function displayCount(count: number, base: number, context: CountContext): DisplayedCount {
  const { phase, noise } = context;
  const vague = { count, base, isVague: true } as const;
  if (base < HIDDEN_UNDER) return vague;
  const part = count / base;
  if (phase === 'results' && base < SHARE_BASE) {
    const { least, most } = countRange(count, context);
    const counts = { least, most: Math.min(base, most) };
    return ((counts.most - counts.least) / base) * 100 > WIDEST[phase] ? vague : { count, base, counts };
  }
  const spread = spreadOf(part, base, context);
  const share = Math.round(part * 100);
  // Half a response for the rounding to whole numbers.
  const by = boundOf(noise) * spread + 1 / (2 * base);
  const range = {
    least: Math.max(0, Math.floor((part - by) * 100)),
    most: Math.min(100, Math.ceil((part + by) * 100)),
  };
  if (range.most - range.least > WIDEST[phase]) return vague;
  // Shares of 0 and 100 per cent are not shown: they would say that no respondent, or every one, is in it.
  if (share === 0 || share === 100) return { count, base, range };
  return { count, base, share, ...(deviationOf(noise) * spread * 100 > WIDE && { range }) };
}

/** The standard deviation of a share, in those of the noise of one count. */
export function spreadOf(part: number, base: number, { noise, parts, isMultiple, fitted, summed = 1 }: Spread): number {
  // The shift adds this to the variance of each count. It is negative where the size has less noise than the counts have together.
  const shift = fitted ? (deviationOf(fitted.size) / deviationOf(noise) / fitted.cells) ** 2 - 1 / fitted.cells : 0;
  const variance = isMultiple
    ? summed + part ** 2 * (1 + shift)
    : summed * (1 - part) ** 2 + Math.max(0, parts - summed) * part ** 2 + (summed - parts * part) ** 2 * shift;
  return Math.sqrt(variance) / base;
}

/** The 95 % range of a count of respondents. It may be over the base, which has other noise. */
export function countRange(count: number, context: Spread): Range {
  const { noise, summed = 1 } = context;
  const by = Math.ceil(
    (boundOf({ ...noise, draws: summed * noise.draws }) * spreadOf(0, 1, context)) / Math.sqrt(summed),
  );
  return { least: Math.max(0, count - by), most: count + by };
}

/** The 95 % range of a group's size, where the standard deviation of its noise is over 3 % of it. */
export function sizeRange(n: number, noise: Noise): Range | undefined {
  return deviationOf(noise) * 100 > WIDE * n ? countRange(n, { noise, parts: 1 }) : undefined;
}

/** The name of the item for profiles. */
export const PROFILE_ITEM = '(profile)';

/** The counts of an item in a group, or of its profiles, with those between two and those near none. The survey is divided as the tables are. */
export function countContext(
  { phase, epsilon, strata }: Pick<ShownTables, 'phase' | 'epsilon' | 'strata'>,
  { stratum, questionOfItem }: Pick<Survey, 'stratum' | 'questionOfItem'>,
  { draws, sizeDraws }: ShownStratum,
  item: string,
  { counts, ...states }: Pick<ShownItem, 'counts' | 'blank' | 'unknown'> & { readonly without?: number },
): CountContext {
  const options = Object.keys(counts);
  if (item === stratum) {
    // They are the sizes of the groups.
    const drawn = Math.max(1, ...options.map((group) => strata[group]?.sizeDraws ?? 1));
    return { phase, noise: { epsilon, draws: drawn }, parts: Object.keys(strata).length - 1 };
  }
  const isMultiple = questionOfItem.get(item)?.kind === 'multiple';
  const beside = [states.blank, states.unknown, states.without].filter((state) => state !== undefined).length;
  const fitted = { cells: (isMultiple ? 1 : options.length) + beside, size: { epsilon, draws: sizeDraws } };
  // Profiles have half of what other cells may tell.
  const noise = { epsilon: item === PROFILE_ITEM ? epsilon / 2 : epsilon, draws };
  return { phase, noise, parts: options.length, isMultiple, fitted };
}

/** A state beside the answers, counted in the whole group: « not asked » is what a size leaves of another item, with the noise of both. */
export function besideContext({ phase, noise, parts, fitted }: CountContext, state?: string): CountContext {
  if (state !== 'notAsked') return { phase, noise, parts: fitted?.cells ?? parts, ...(fitted && { fitted }) };
  return { phase, noise: { ...noise, draws: noise.draws + (fitted?.size.draws ?? 0) }, parts: 2 };
}
