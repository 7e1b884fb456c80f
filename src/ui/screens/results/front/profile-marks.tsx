import { EVERYONE } from '../../../../core/results/everyone.ts';
import { type MarkedPart, twentyMarks } from '../../../comparison/twenty-marks.ts';
import { Emblem } from '../../../emblems/emblem.tsx';
import { HalfDisc } from '../../../emblems/half-disc.tsx';
import { displayedCountOf } from '../../../results/displayed-count.ts';
import { BETWEEN, type FigureInput, figureOf } from '../../../results/figure.ts';
import type { FoundShare } from '../../../results/findings.ts';
import styles from './front.module.css';

interface ProfileMarksProps {
  readonly parts: readonly MarkedPart[];
}

/** Twenty marks of 5 % of a group, those of the finding first. */
export function ProfileMarks({ parts }: ProfileMarksProps) {
  return (
    <span class={styles.marks} aria-hidden="true">
      {twentyMarks(parts).map(({ profile, isOwn }, place) => (
        <span key={place} data-own={isOwn ? '' : undefined}>
          {profile === undefined ? <HalfDisc /> : <Emblem profile={profile} />}
        </span>
      ))}
    </span>
  );
}

/** The profiles of the group that a finding is about; `undefined` for other findings, and where a share is not published. */
export function markedPartsOf({ finding, block }: FoundShare, input: FigureInput): readonly MarkedPart[] | undefined {
  if (!('profile' in finding)) return undefined;
  const figure = figureOf(block, input);
  const row = figure?.rows.find(({ id }) => id === (finding.within ?? EVERYONE));
  if (!figure || !row) return undefined;
  const parts = figure.levels.flatMap((level): readonly MarkedPart[] => {
    const displayed = displayedCountOf(row, level, 'respondents');
    if (displayed?.share === undefined && !displayed?.range) return [];
    const isOwn = level.id === (finding.profile === 'between' ? BETWEEN : finding.profile);
    return [{ profile: level.profile, isOwn, part: displayed.count / displayed.base }];
  });
  return parts.length === figure.levels.length ? parts : undefined;
}
