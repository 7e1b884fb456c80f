import { hrefTo } from '../../../address/routes.ts';
import type { FigureInput } from '../../../results/figure.ts';
import type { FoundShare } from '../../../results/findings.ts';
import { Chevron } from './chevron.tsx';
import styles from './front.module.css';
import { markedPartsOf, ProfileMarks } from './profile-marks.tsx';

interface FindingsProps {
  readonly found: readonly FoundShare[];
  readonly input: FigureInput;
}

/** What one reads first: the shares that the survey names, each with its bar and that of a past study. */
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

function Finding({ found, input }: { readonly found: FoundShare; readonly input: FigureInput }) {
  const { finding, block, share, displayed, past: before } = found;
  const { past, words } = input;
  const text = words.results;
  const parts = markedPartsOf(found, input);
  return (
    <li data-finding={block.address}>
      <a href={hrefTo({ screen: 'results', block: block.address })}>
        <span class={styles.big}>
          {share}
          {'\u00a0'}
          <small>%</small>
        </span>
        <span class={styles.says}>{words.of(finding.says)}</span>
        {parts ? <ProfileMarks parts={parts} /> : <ShareBar share={share} />}
        {before && <ShareBar share={before.percent} isPast />}
        <span class={styles.source}>
          <span>
            {parts ? text['index.mark'] : null}
            {before && past ? text['index.past'](past.year, words.percent(before.percent)) : null}
            {displayed.range ? ` ${text['cell.range'](displayed.range.least, displayed.range.most)}` : null}
          </span>
          <Chevron />
        </span>
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
