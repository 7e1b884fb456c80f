import type { ProfileReading } from '../profile/card-reading.ts';
import { APART, BETWEEN } from '../results/shown-numbers.ts';
import type { ProfileLine } from './compare.ts';

/** A mark is 5 % of a group: a profile, or (`undefined`) the responses between two and those without a dominant one. */
export type TwentyMark = Omit<MarkedPart, 'part'>;

interface MarkedPart {
  /** `undefined`: of no one profile. */
  readonly profile: string | undefined;
  readonly isOwn: boolean;
  /** Its share of the group, from 0 to 1. */
  readonly part: number;
}

/** The lines of a card: those of the profiles that it names, or of responses between two or without a dominant one; none while it is open. */
export function ownLines({ outcome, nearest, isCounted }: ProfileReading): readonly string[] {
  if (outcome === 'between') return [BETWEEN];
  if (outcome === 'near' || (outcome === 'either' && !isCounted)) return nearest.map(({ id }) => id);
  return isCounted ? [APART] : [];
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

/** The parts of the first group of a comparison if all are published: where no share is, a mark would disclose it. A part too small for one counts as 0. */
export function partsCompared(profiles: readonly ProfileLine[]): readonly MarkedPart[] | undefined {
  const found = profiles.flatMap(({ id, name, isOwn, cells: [displayed] }) =>
    displayed && (displayed.share !== undefined || displayed.range)
      ? [{ profile: name && id, isOwn, part: displayed.count / displayed.base }]
      : [],
  );
  return found.length === profiles.length ? found : undefined;
}
