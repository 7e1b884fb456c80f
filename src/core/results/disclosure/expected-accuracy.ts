import { EVERYONE } from '../everyone.ts';
import { HIDDEN_UNDER, SHOWN_FROM } from './calendar.ts';
import { sum } from './fit-tables.ts';
import { boundOf, meanErrorOf } from './geometric.ts';
import type { Phase } from './ledger.ts';
import { spreadOf, WIDEST } from './shares.ts';

/** How far from the exact ones the shares of one group will be because of the noise. It is computed without any response. */
export interface ExpectedAccuracy {
  /** `EVERYONE`, which comes first, or a group. */
  readonly group: string;
  readonly responses: number;
  /** The mean error in points of a share in the final results; absent where no such share of the group is shown. */
  readonly final?: number;
  /** The same at the tenth preview. */
  readonly tenth?: number;
}

/** The share is one option in three, of a question that so many of the group answer. */
const PARTS = 3;
const ANSWERING = 0.9;
const TENTH = 10;

/** `shares` says which part of the responses each group has; it is empty where everyone is published together. */
export function expectedAccuracy(
  epsilon: number,
  responses: number,
  shares: Readonly<Record<string, number>>,
): readonly ExpectedAccuracy[] {
  const groups = Object.entries(shares).map(([group, share]) => {
    const size = Math.round(share * responses);
    return { group, responses: size, sizes: [size] };
  });
  const sizes = groups.length > 0 ? groups.flatMap((one) => one.sizes) : [responses];
  const errorOf = (summed: readonly number[], phase: Phase) => {
    const least = phase === 'preview' ? SHOWN_FROM : HIDDEN_UNDER;
    // The total of a preview adds up the groups that it shows.
    const drawn = phase === 'preview' ? summed.filter((size) => size >= least) : summed;
    const base = sum(drawn);
    if (base < least) return undefined;
    const noise = { epsilon, draws: drawn.length * (phase === 'preview' ? TENTH : 1) };
    const spread = 100 * spreadOf(1 / PARTS, ANSWERING * base, { noise, parts: PARTS });
    return 2 * boundOf(noise) * spread > WIDEST[phase] ? undefined : meanErrorOf(noise) * spread;
  };
  return [{ group: EVERYONE, responses, sizes }, ...groups].map(({ sizes: summed, ...named }) => {
    const [final, tenth] = [errorOf(summed, 'results'), errorOf(summed, 'preview')];
    return { ...named, ...(final !== undefined && { final }), ...(tenth !== undefined && { tenth }) };
  });
}
