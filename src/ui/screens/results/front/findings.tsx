import { hrefTo } from '../../../address/routes.ts';
import type { FigureInput } from '../../../results/figure.ts';
import type { FoundShare } from '../../../results/findings.ts';
import { Chevron } from './chevron.tsx';
import styles from './front.module.css';

interface FindingsProps {
  readonly found: readonly FoundShare[];
  readonly input: FigureInput;
}

/** What one reads first: the shares that the survey names, each with its bar and that of a past study. */
export function Findings({ found, input: { past, words } }: FindingsProps) {
  if (found.length === 0) return null;
  const text = words.results;
  return (
    <ul class={styles.findings}>
      {found.map(({ finding, block, share, displayed, past: before }) => (
        <li key={words.of(finding.says)} data-finding={block.address}>
          <a href={hrefTo({ screen: 'results', block: block.address })}>
            <span class={styles.big}>
              {share}
              {'\u00a0'}
              <small>%</small>
            </span>
            <span class={styles.says}>{words.of(finding.says)}</span>
            <ShareBar share={share} />
            {before && <ShareBar share={before.percent} isPast />}
            <span class={styles.source}>
              <span>
                {before && past ? text['index.past'](past.year, words.percent(before.percent)) : null}
                {displayed.range ? ` ${text['cell.range'](displayed.range.least, displayed.range.most)}` : null}
              </span>
              <Chevron />
            </span>
          </a>
        </li>
      ))}
    </ul>
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
