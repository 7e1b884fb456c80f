import { hrefTo } from '../../../address/routes.ts';
import type { FigureInput } from '../../../results/figure.ts';
import { baseInWords, type FindingShare } from '../../../results/findings.ts';
import { writeShareRange } from '../../../words/writing.ts';
import styles from './front.module.css';
import { Chevron } from './link-row.tsx';

/** Shows first the shares that the survey names, each of what responses and how many, with its bar and that of a past study. */
export function Findings({ found, input }: { readonly found: readonly FindingShare[]; readonly input: FigureInput }) {
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
  const notes = [
    baseInWords(found, words),
    ...(before && past ? [text['index.past'](past.year, words.percent(before.percent))] : []),
    ...(displayed.range ? [writeShareRange(displayed.range, words.uiLanguage).replaceAll(' ', '\u00a0')] : []),
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
        <span class={styles.says}>
          {text['index.of']} {finding.of && `${words.of(finding.of)} `}
          {words.of(finding.says)}
        </span>
        <span class={styles.drawn}>
          <ShareBar share={share} />
          {before && <ShareBar share={before.percent} isPast />}
        </span>
        <span class="aside">{notes.join(' · ')}</span>
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
