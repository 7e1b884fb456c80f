import type { DisplayedCount } from '../../core/results/disclosure/shares.ts';
import { Emblem } from '../emblems/emblem.tsx';
import { barPartsOf } from '../results/displayed-count.ts';
import type { FigureRow } from '../results/figure.ts';
import type { Level } from '../results/levels.ts';
import styles from './figure.module.css';
import type { FigurePast } from './past-lines.tsx';

/** The least per cents of a part of a bar that has room for its number. */
const LABELLED = 8;

interface StackProps {
  readonly levels: readonly Level[];
  readonly row: FigureRow;
}

/** Tells whether a part of a bar has room for its number, and for the emblem of its profile. */
export function isRoomy({ share = 0 }: DisplayedCount): boolean {
  return share >= LABELLED;
}

export function Stack({ levels, row }: StackProps) {
  const parts = barPartsOf(row, levels).filter(({ displayed }) => displayed.count > 0);
  if (parts.length === 0) return null;
  return (
    <span class={styles.bar} aria-hidden="true">
      {parts.map(({ level: { id, tone, profile }, displayed }) => (
        <span key={id} data-tone={tone} data-emblem={profile} style={{ flexGrow: displayed.count }}>
          {profile !== undefined && isRoomy(displayed) && <Emblem profile={profile} />}
          {isRoomy(displayed) && <b>{displayed.share}</b>}
        </span>
      ))}
    </span>
  );
}

interface PastStripProps extends StackProps {
  readonly percentOf: FigurePast['percentOf'] | undefined;
}

/** A thin bar of what a past study printed. Of the levels that it offered, what it did not print between the first and the last is left open. */
export function PastStrip({ levels: all, row, percentOf }: PastStripProps) {
  const levels = all.filter((level) => percentOf?.(row, level) !== null);
  const percents = levels.map((level) => percentOf?.(row, level));
  const gap = percents.indexOf(undefined);
  const first = gap < 0 ? percents.length : gap;
  const last = gap < 0 ? percents.length : percents.lastIndexOf(undefined) + 1;
  if (first === 0 && last === percents.length) return null;
  const part = (at: number) => (
    <span key={levels[at]?.id} data-tone={levels[at]?.tone} style={{ inlineSize: `${percents[at]}%` }} />
  );
  const places = levels.map((_, at) => at);
  return (
    <span class={styles.strip} data-strip="" aria-hidden="true">
      {places.slice(0, first).map(part)}
      {gap >= 0 && <span class={styles.open} />}
      {places.slice(last).map(part)}
    </span>
  );
}
