import { EVERYONE } from '../../../../core/results/everyone.ts';
import { hrefTo } from '../../../address/routes.ts';
import { type MarkedPart, markedParts, twentyMarks } from '../../../comparison/twenty-marks.ts';
import { Emblem } from '../../../emblems/emblem.tsx';
import { HalfDisc } from '../../../emblems/half-disc.tsx';
import { displayedCountOf } from '../../../results/displayed-count.ts';
import { type FigureInput, figureOf } from '../../../results/figure.ts';
import type { FindingShare } from '../../../results/findings.ts';
import { BETWEEN } from '../../../results/shown-numbers.ts';
import styles from './front.module.css';
import { Chevron } from './link-row.tsx';

interface FindingsProps {
  readonly found: readonly FindingShare[];
  readonly input: FigureInput;
}

/** Shows first the shares that the survey names, each with its bar and that of a past study. */
export function Findings({ found, input }: FindingsProps) {
  if (found.length === 0) return null;
  return (
    <ul class={styles.findings}>
      {found.map((one) => (
        <Finding key={input.words.of(one.finding.says)} found={one} input={input} />
      ))}
    </ul>
  );
}

function Finding({ found, input }: { readonly found: FindingShare; readonly input: FigureInput }) {
  const { finding, block, share, displayed, past: before } = found;
  const { past, words } = input;
  const text = words.results;
  const parts = markedPartsOf(found, input);
  const notes = [
    ...(parts ? [text['index.mark']] : []),
    ...(before && past ? [text['index.past'](past.year, words.percent(before.percent))] : []),
    ...(displayed.range
      ? [text['cell.range'](displayed.range.least, displayed.range.most).replaceAll(' ', '\u00a0')]
      : []),
  ];
  return (
    <li data-finding={block.address}>
      <a href={hrefTo({ screen: 'results', block: block.address })}>
        <span class={styles.big}>
          {share}
          {'\u00a0'}
          <small>%</small>
        </span>
        <Chevron />
        <span class={styles.says}>{words.of(finding.says)}</span>
        <span class={styles.drawn}>
          {parts ? <ProfileMarks parts={parts} /> : <ShareBar share={share} />}
          {before && <ShareBar share={before.percent} isPast />}
        </span>
        {notes.length > 0 && <span class={styles.source}>{notes.join(' · ')}</span>}
      </a>
    </li>
  );
}

interface ShareBarProps {
  /** Per cents. */
  readonly share: number;
  readonly isPast?: boolean;
}

export function ShareBar({ share, isPast }: ShareBarProps) {
  return (
    <span class={styles.track} data-past={isPast ? '' : undefined} aria-hidden="true">
      <span style={{ inlineSize: `${share}%` }} />
    </span>
  );
}

interface ProfileMarksProps {
  readonly parts: readonly MarkedPart[];
}

/** Twenty marks of 5 % of a group, those of the finding first. */
function ProfileMarks({ parts }: ProfileMarksProps) {
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
function markedPartsOf({ finding, block }: FindingShare, input: FigureInput): readonly MarkedPart[] | undefined {
  if (!('profile' in finding)) return undefined;
  const figure = figureOf(block, input);
  const row = figure?.rows.find(({ id }) => id === (finding.within ?? EVERYONE));
  if (!figure || !row) return undefined;
  const own = finding.profile === 'between' ? BETWEEN : finding.profile;
  return markedParts(
    figure.levels.map((level) => ({
      profile: level.profile,
      isOwn: level.id === own,
      displayed: displayedCountOf(row, level, 'respondents'),
    })),
  );
}
