import type { Cell, Compared } from './compare.ts';

/** A mark stands for 5 % of a group: a profile, or (`undefined`) a composite. */
export interface TwentyMark {
  readonly profile: string | undefined;
  readonly isOwn: boolean;
}

interface MarkedPart {
  /** `undefined`: composites. */
  readonly profile: string | undefined;
  readonly isOwn: boolean;
  /** Of the group, from 0 to 1. */
  readonly part: number;
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

/** The parts of the first group, where all of them are published: what is too small to be told counts for nothing. */
export function markedParts(
  { profiles, composites }: Extract<Compared, { kind: 'published' }>,
  isComposite: boolean,
): readonly MarkedPart[] | undefined {
  const cells = [
    ...profiles.map(({ id, own, cells: [cell] }) => ({ profile: id, isOwn: own, cell })),
    { profile: undefined, isOwn: isComposite, cell: composites[0] },
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
  if (cell.share !== undefined) return cell.count / cell.base;
  return cell.range && cell.count <= cell.few ? 0 : undefined;
}
