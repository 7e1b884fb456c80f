import type { ProfileReading } from '../profile/card-reading.ts';
import type { Cell, Compared } from './compare.ts';

/** A mark is 5 % of a group: a profile, or (`undefined`) the composites and those nearest to no single profile. */
export interface TwentyMark {
  readonly profile: string | undefined;
  readonly isOwn: boolean;
}

export interface MarkedPart {
  /** `undefined`: of no one profile. */
  readonly profile: string | undefined;
  readonly isOwn: boolean;
  /** Its share of the group, from 0 to 1. */
  readonly part: number;
}

/** A response that no profile is named for: several are as near, or none is near enough. */
export type OfNoOne = 'between' | 'apart';

export function ofNoOne({ composite, nearest }: Pick<ProfileReading, 'composite' | 'nearest'>): OfNoOne | undefined {
  if (!composite) return undefined;
  return nearest.length > 1 ? 'between' : 'apart';
}

const MARKS = 20;

/** Twenty marks by largest remainders, one's own first. A part under 2.5 % may have none. Empty where all parts are 0. */
export function twentyMarks(parts: readonly MarkedPart[]): readonly TwentyMark[] {
  const total = parts.reduce((sum, { part }) => sum + part, 0);
  if (total <= 0) return [];
  const quotas = parts.map((one, place) => {
    const quota = (one.part / total) * MARKS;
    return { one, place, whole: Math.floor(quota), rest: quota - Math.floor(quota) };
  });
  const left = MARKS - quotas.reduce((sum, { whole }) => sum + whole, 0);
  const more = new Set([...quotas].sort((one, other) => other.rest - one.rest).slice(0, left));
  const counted = quotas.map((quota) => ({ ...quota, count: quota.whole + (more.has(quota) ? 1 : 0) }));
  return [...counted.filter(({ one }) => one.isOwn), ...counted.filter(({ one }) => !one.isOwn)].flatMap(
    ({ one: { profile, isOwn }, count }) => Array.from({ length: count }, () => ({ profile, isOwn })),
  );
}

/** Returns the parts of the first group, if all are published. A part too small to be published counts as 0. */
export function markedParts(
  { profiles, between, apart }: Extract<Compared, { kind: 'published' }>,
  own: OfNoOne | undefined,
): readonly MarkedPart[] | undefined {
  const cells = [
    ...profiles.map(({ id, own, cells: [cell] }) => ({ profile: id, isOwn: own, cell })),
    { profile: undefined, isOwn: own === 'between', cell: between[0] },
    { profile: undefined, isOwn: own === 'apart', cell: apart[0] },
  ];
  const parts = cells.flatMap(({ cell, ...one }) => {
    const part = partOf(cell);
    return part === undefined ? [] : [{ ...one, part }];
  });
  return parts.length === cells.length ? parts : undefined;
}

/** From 0 to 1. Where no share is published, a mark would tell one. */
function partOf(cell: Cell | undefined): number | undefined {
  if (cell === undefined || cell === 'held-back') return undefined;
  return cell.share !== undefined || cell.range ? cell.count / cell.base : undefined;
}
